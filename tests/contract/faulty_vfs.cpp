#include "tests/contract/faulty_vfs.h"

#include <sqlite3.h>

#include <atomic>
#include <new>

namespace relevo::test {

namespace {

sqlite3_vfs *theSystems = nullptr;
std::atomic<VfsFault> armed{VfsFault::None};
std::atomic<int> callsLeft{0};
std::atomic<bool> lasting{false};
std::atomic<bool> failed{false};

bool fails(VfsFault fault)
{
    if (armed.load() != fault)
        return false;
    const int left = callsLeft.fetch_sub(1) - 1;
    const bool now = left == 0 || (left < 0 && lasting.load());
    if (now)
        failed = true;
    return now;
}

struct File
{
    sqlite3_file base;
    sqlite3_file *real() { return reinterpret_cast<sqlite3_file *>(this + 1); }
};

sqlite3_file *real(sqlite3_file *file)
{
    return reinterpret_cast<File *>(file)->real();
}
const sqlite3_io_methods *methods(sqlite3_file *file)
{
    return real(file)->pMethods;
}

int closeFile(sqlite3_file *file)
{
    return methods(file)->xClose(real(file));
}
int readFile(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset)
{
    if (fails(VfsFault::ReadError))
        return SQLITE_IOERR_READ;
    return methods(file)->xRead(real(file), bytes, count, offset);
}
int writeFile(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset)
{
    if (fails(VfsFault::Full))
        return SQLITE_FULL;
    if (fails(VfsFault::WriteError))
        return SQLITE_IOERR_WRITE;
    if (fails(VfsFault::ShortWrite)) {
        methods(file)->xWrite(real(file), bytes, count / 2, offset);
        return SQLITE_IOERR_WRITE;
    }
    return methods(file)->xWrite(real(file), bytes, count, offset);
}
int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    return methods(file)->xTruncate(real(file), size);
}
int syncFile(sqlite3_file *file, int flags)
{
    if (fails(VfsFault::SyncError))
        return SQLITE_IOERR_FSYNC;
    return methods(file)->xSync(real(file), flags);
}
int fileSize(sqlite3_file *file, sqlite3_int64 *size)
{
    return methods(file)->xFileSize(real(file), size);
}
int lockFile(sqlite3_file *file, int level)
{
    return methods(file)->xLock(real(file), level);
}
int unlockFile(sqlite3_file *file, int level)
{
    return methods(file)->xUnlock(real(file), level);
}
int checkLock(sqlite3_file *file, int *locked)
{
    return methods(file)->xCheckReservedLock(real(file), locked);
}
int controlFile(sqlite3_file *file, int what, void *argument)
{
    return methods(file)->xFileControl(real(file), what, argument);
}
int sectorSize(sqlite3_file *file)
{
    return methods(file)->xSectorSize(real(file));
}
int characteristics(sqlite3_file *file)
{
    return methods(file)->xDeviceCharacteristics(real(file));
}
int mapShared(sqlite3_file *file, int region, int size, int extend, volatile void **memory)
{
    return methods(file)->xShmMap(real(file), region, size, extend, memory);
}
int lockShared(sqlite3_file *file, int offset, int count, int flags)
{
    return methods(file)->xShmLock(real(file), offset, count, flags);
}
void barrier(sqlite3_file *file)
{
    methods(file)->xShmBarrier(real(file));
}
int unmapShared(sqlite3_file *file, int remove)
{
    return methods(file)->xShmUnmap(real(file), remove);
}

const sqlite3_io_methods faulty = {2,           closeFile,   readFile,        writeFile,  truncateFile,
                                   syncFile,    fileSize,    lockFile,        unlockFile, checkLock,
                                   controlFile, sectorSize,  characteristics, mapShared,  lockShared,
                                   barrier,     unmapShared, nullptr,         nullptr};

int openFile(sqlite3_vfs *, const char *name, sqlite3_file *file, int flags, int *outFlags)
{
    file->pMethods = nullptr;
    const int code = theSystems->xOpen(theSystems, name, real(file), flags, outFlags);
    if (real(file)->pMethods)
        file->pMethods = &faulty;
    return code;
}

} // namespace

void installFaultyVfs()
{
    theSystems = sqlite3_vfs_find(nullptr);
    static sqlite3_vfs vfs = *theSystems; // what it does not change is the system's
    vfs.zName = "faulty";
    vfs.pNext = nullptr;
    vfs.szOsFile = static_cast<int>(sizeof(File)) + theSystems->szOsFile;
    vfs.xOpen = openFile;
    sqlite3_vfs_register(&vfs, 1);
}

void armVfs(VfsFault fault, int nth, bool forGood)
{
    failed = false;
    lasting = forGood;
    callsLeft = nth;
    armed = fault;
}

void disarmVfs()
{
    armed = VfsFault::None;
}

bool vfsHasFailed()
{
    return failed;
}

} // namespace relevo::test
