#include "server/background/slot_file.h"

#include "server/storage/storage_error.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace relevo {

namespace {

[[noreturn]] void fail(const std::string &path)
{
    const int code = errno;
    throw StorageError(code == ENOSPC ? StorageError::Kind::Full : StorageError::Kind::Refused,
                       "cannot map " + path + ": " + std::strerror(code)); // NOLINT(concurrency-mt-unsafe)
}

} // namespace

SlotFile::SlotFile(const std::string &path, std::size_t places)
    : m_mapped(places * sizeof(Slot))
{
    void *memory = nullptr;
    if (path.empty()) {
        memory = ::mmap(nullptr, m_mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    } else {
        const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (file < 0)
            fail(path);
        struct stat status
        {};
        ::fstat(file, &status);
        m_wasThere = status.st_size > 0;
        // A node that had more workers may have left more.
        m_mapped = std::max(m_mapped, static_cast<std::size_t>(status.st_size) / sizeof(Slot) * sizeof(Slot));
        if (const int fault = ::posix_fallocate(file, 0, static_cast<off_t>(m_mapped)); fault != 0) {
            ::close(file);
            errno = fault;
            fail(path);
        }
        memory = ::mmap(nullptr, m_mapped, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        ::close(file);
    }
    if (memory == MAP_FAILED)
        fail(path);
    m_slots = static_cast<Slot *>(memory);
    for (std::size_t i = 0; i < m_mapped / sizeof(Slot); ++i) {
        if (const std::int64_t key = m_slots[i].key.load(std::memory_order_acquire); key != 0)
            m_left[key] = m_slots[i].attempt.load(std::memory_order_relaxed);
    }
}

SlotFile::~SlotFile()
{
    ::munmap(m_slots, m_mapped);
}

void SlotFile::clear()
{
    for (std::size_t i = 0; i < m_mapped / sizeof(Slot); ++i)
        leave(i);
    m_left.clear();
}

void SlotFile::enter(std::size_t place, std::int64_t key, std::int64_t attempt)
{
    m_slots[place].attempt.store(attempt, std::memory_order_relaxed);
    m_slots[place].key.store(key, std::memory_order_release);
}

void SlotFile::leave(std::size_t place)
{
    m_slots[place].key.store(0, std::memory_order_release);
}

} // namespace relevo
