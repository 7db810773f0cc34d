// Which attempts the workers are in, in a small mapped file that outlives the process: after a crash only what stands
// here had begun.
//
// enter() and leave(): each place by its own worker, lock-free. The rest: before and after there are workers.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <unordered_map>

namespace relevo {

class SlotFile
{
public:
    /// Maps the file, made or enlarged if need be; what stood in it is in left(). Throws StorageError. An empty path:
    /// memory of this process alone.
    SlotFile(const std::string &path, std::size_t places);
    ~SlotFile();
    SlotFile(const SlotFile &) = delete;
    SlotFile &operator=(const SlotFile &) = delete;

    /// Attempts by key that had begun and not ended when the last process did.
    const std::unordered_map<std::int64_t, std::int64_t> &left() const { return m_left; }
    /// False: there was no file, and what has begun is not known.
    bool wasThere() const { return m_wasThere; }
    /// Once they have been dealt with.
    void clear();

    void enter(std::size_t place, std::int64_t key, std::int64_t attempt);
    void leave(std::size_t place);

private:
    struct alignas(64) Slot
    {
        std::atomic<std::int64_t> key; ///< 0: nothing; written last on entering
        std::atomic<std::int64_t> attempt;
    };

    Slot *m_slots = nullptr;
    std::size_t m_mapped = 0;
    bool m_wasThere = false;
    std::unordered_map<std::int64_t, std::int64_t> m_left;
};

} // namespace relevo
