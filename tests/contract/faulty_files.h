// The system's files, of which single calls fail as they are told to. One thread.
#pragma once

#include "server/storage/files/file_layer.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <limits>
#include <vector>

namespace relevo::test {

enum class Call { Open, Write, Pread, Fsync, Mkdir, Rename, Unlink };

struct Fault
{
    Call call;
    int which; ///< the first call from now on is 1
    int error;
};

class FaultyFiles : public FileLayer
{
public:
    /// Writing and reading stop short after so many bytes.
    std::size_t mostAtOnce = std::numeric_limits<std::size_t>::max();

    void fail(Fault fault)
    {
        fault.which += calls(fault.call);
        m_faults.push_back(fault);
    }
    bool hasFailed() const { return m_faults.empty(); }
    int calls(Call call) const { return m_calls[static_cast<std::size_t>(call)]; }
    int openDescriptors() const { return m_open; }

    int open(const char *path, int flags, mode_t mode) override
    {
        const int descriptor = fails(Call::Open) ? -1 : FileLayer::open(path, flags, mode);
        m_open += descriptor >= 0;
        return descriptor;
    }
    int close(int descriptor) override
    {
        --m_open;
        return FileLayer::close(descriptor);
    }
    ssize_t write(int descriptor, const void *bytes, std::size_t count) override
    {
        return fails(Call::Write) ? -1 : FileLayer::write(descriptor, bytes, std::min(count, mostAtOnce));
    }
    ssize_t pread(int descriptor, void *bytes, std::size_t count, off_t offset) override
    {
        return fails(Call::Pread) ? -1 : FileLayer::pread(descriptor, bytes, std::min(count, mostAtOnce), offset);
    }
    int fsync(int descriptor) override { return fails(Call::Fsync) ? -1 : FileLayer::fsync(descriptor); }
    int mkdir(const char *path, mode_t mode) override { return fails(Call::Mkdir) ? -1 : FileLayer::mkdir(path, mode); }
    int rename(const char *from, const char *to) override
    {
        return fails(Call::Rename) ? -1 : FileLayer::rename(from, to);
    }
    int unlink(const char *path) override { return fails(Call::Unlink) ? -1 : FileLayer::unlink(path); }

private:
    bool fails(Call call)
    {
        const int number = ++m_calls[static_cast<std::size_t>(call)];
        const auto due = std::find_if(m_faults.begin(), m_faults.end(),
                                      [&](const Fault &fault) { return fault.call == call && fault.which == number; });
        if (due == m_faults.end())
            return false;
        errno = due->error;
        m_faults.erase(due);
        return true;
    }

    std::array<int, 7> m_calls{};
    std::vector<Fault> m_faults; ///< still to come
    int m_open = 0;
};

} // namespace relevo::test
