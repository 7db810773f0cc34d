// The id of a task: a UUID version 7 (RFC 9562), which sorts by time, and its two halves as the stores keep them.
//
//   UUID   48 bits milliseconds | version 7 | 12 bits counter | variant | 10 bits node slot | 52 bits random
//   key    41 bits milliseconds since 2020 | 12 bits counter | 10 bits node slot: unique, sorts as the UUID does
//   tail   the 52 random bits: they keep ids from being guessed
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <string_view>

namespace relevo {

struct TaskId
{
    std::int64_t key = 0;
    std::int64_t tail = 0;

    static constexpr int slots = 1024; ///< nodes that can make ids at the same time

    /// No id of a task that was created at this time or later, in milliseconds since 1970, has a lesser key.
    static std::int64_t firstKeyAt(std::int64_t ms);

    int slot() const { return static_cast<int>(key & (slots - 1)); }
    /// The usual text form, 36 characters.
    std::string text() const;
    /// Nothing if it is no id that we can have made.
    static std::optional<TaskId> parse(std::string_view text);

    bool operator==(const TaskId &) const = default;
};

/// Makes ids of one node, each greater than the last. Thread-safe.
class TaskIdSource
{
public:
    /// Ids will be greater than `after`, whatever the clock says.
    TaskIdSource(int slot, std::int64_t after);
    /// `nowMs`: since 1970.
    TaskId next(std::int64_t nowMs);

private:
    const std::int64_t m_slot;
    std::mutex m_mutex;  // guards the rest
    std::int64_t m_last; ///< milliseconds and counter, together
    std::mt19937_64 m_random;
};

} // namespace relevo
