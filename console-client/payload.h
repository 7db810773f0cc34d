// Params and results of any length, by pieces.
#pragma once

#include "common/client/blob_download.h"
#include "console-client/console.h"

#include <functional>

namespace relevo::console {

struct PayloadEnd
{
    BlobDownload::End how = BlobDownload::End::Done;
    CallError error; ///< of CallFailed
};

/// Reads a blob to its end, over a lost connection and a storage that is away for a moment as well, in memory of one
/// piece.
PayloadEnd fetchPayload(Session &session, const QString &blob, const BlobDownload::Sink &sink);

QString damagedText();

/// The same. The exit code; anything but Done has been complained of, but for a sink that refuses, which complains
/// itself (TaskFailed).
int readPayload(Console &console, const QString &blob, const BlobDownload::Sink &sink);

} // namespace relevo::console
