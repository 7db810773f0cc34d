#include "console-client/payload.h"

#include "common/client/blob_download.h"
#include "console-client/exit_codes.h"

#include <QCoreApplication>
#include <QEventLoop>

namespace relevo::console {

namespace {
struct Translated
{
    Q_DECLARE_TR_FUNCTIONS(relevo::console::Payload)
};
} // namespace

int readPayload(Console &console, const QString &blob, const std::function<bool(std::string_view)> &sink)
{
    BlobDownload download(console.session.client(), blob, sink);
    while (true) {
        if (!console.session.reconnect())
            return console.noConnection();
        QEventLoop loop;
        BlobDownload::End end{};
        QObject::connect(&download, &BlobDownload::finished, &loop, [&](BlobDownload::End how) {
            end = how;
            loop.quit();
        });
        download.start();
        loop.exec();
        switch (end) {
        case BlobDownload::End::Done:
            return Done;
        case BlobDownload::End::Refused:
            return TaskFailed;
        case BlobDownload::End::Damaged:
            console.output.complain(
                Translated::tr("What came is damaged: its SHA-256 or its length is not the one that "
                               "the server told."));
            return TaskFailed;
        case BlobDownload::End::CallFailed:
            if (!download.error().isConnectionFault())
                return console.failed(download.error());
        }
    }
}

} // namespace relevo::console
