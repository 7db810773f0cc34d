// The ten lines that it takes to have a task done: reverses its second argument on the server named by its first.
#include "common/client/client.h"

#include <QCoreApplication>
#include <QJsonObject>

#include <cstdio>

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    relevo::Client client;
    client.connectToServer(relevo::ServerAddress::parse(app.arguments().at(1)).value());
    client.call(QStringLiteral("text.reverse"), QJsonObject{{QStringLiteral("text"), app.arguments().at(2)}})
        .then([&](const relevo::Reply &reply) {
            std::puts(reply.rawResult().constData());
            app.exit(reply.isOk() ? 0 : 1);
        });
    return app.exec();
}
