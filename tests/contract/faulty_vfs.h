// SQLite's files, failing on demand: the default VFS from install() on, the system's own beneath.
#pragma once

#include <cstdint>

namespace relevo::test {

enum class VfsFault : std::uint8_t {
    None,
    Full,       ///< a write finds no room (ENOSPC)
    WriteError, ///< a write fails (EIO)
    ShortWrite, ///< a write leaves its first half, and fails
    SyncError,  ///< fsync fails
    ReadError,  ///< a read fails (EIO)
};

/// For all connections of the process that are opened afterwards. Once.
void installFaultyVfs();

/// The `nth` call (from 1) that the fault concerns fails; with `forGood` all after it too. Any thread.
void armVfs(VfsFault fault, int nth, bool forGood);
void disarmVfs();
/// Whether the armed call has come.
bool vfsHasFailed();

} // namespace relevo::test
