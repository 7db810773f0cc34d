#include "console-client/payload.h"

#include "console-client/exit_codes.h"

#include <QCoreApplication>
#include <QEventLoop>

#include <chrono>
#include <utility>

namespace relevo::console {

namespace {
struct PayloadTexts
{
    Q_DECLARE_TR_FUNCTIONS(relevo::console::Payload)
};
} // namespace

PayloadEnd fetchPayload(Session &session, const QString &blob, const BlobDownload::Sink &sink)
{
    using Clock = std::chrono::steady_clock;
    BlobDownload download(session.client(), blob, sink);
    std::int64_t received = -1;
    Clock::time_point end;
    while (true) {
        const bool connected = session.reconnect();
        if (std::exchange(received, download.received()) != download.received())
            end = Clock::now() + Session::patience;
        QEventLoop loop;
        BlobDownload::End how{};
        QObject::connect(&download, &BlobDownload::finished, &loop, [&](BlobDownload::End ended) {
            how = ended;
            loop.quit();
        });
        download.start();
        loop.exec();
        const CallError &error = download.error();
        const bool again = error.isConnectionFault() || error.surelyNotRun();
        if (how != BlobDownload::End::CallFailed || !connected || !again || Clock::now() >= end)
            return {how, error};
        if (error.end == CallEnd::ServerError)
            session.putOff(error);
    }
}

QString damagedText()
{
    return PayloadTexts::tr("What came is damaged: its SHA-256 or its length is not the one that the server told.");
}

int readPayload(Console &console, const QString &blob, const BlobDownload::Sink &sink)
{
    const PayloadEnd end = fetchPayload(console.session, blob, sink);
    switch (end.how) {
    case BlobDownload::End::Done:
        return Done;
    case BlobDownload::End::Refused:
        break;
    case BlobDownload::End::Damaged:
        console.output.complain(damagedText());
        break;
    case BlobDownload::End::CallFailed:
        return end.error.end == CallEnd::NotConnected ? console.noConnection() : console.failed(end.error);
    }
    return TaskFailed;
}

} // namespace relevo::console
