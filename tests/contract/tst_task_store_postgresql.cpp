#include "tests/contract/postgres_stores.h"

#include <QCoreApplication>
#include <QTest>

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    relevo::test::PostgresProcess server;
    if (!server.start()) {
        qCritical("PostgreSQL does not start:\n%s", server.log().constData());
        return 1;
    }
    relevo::test::PostgresStores stores(server);
    return QTest::qExec(&stores, argc, argv);
}
