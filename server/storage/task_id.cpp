#include "server/storage/task_id.h"

#include <algorithm>
#include <charconv>

namespace relevo {

namespace {

constexpr std::int64_t epochMs = 1'577'836'800'000; // 2020-01-01T00:00:00Z
constexpr int counterBits = 12;
constexpr int slotBits = 10;
constexpr int tailBits = 52;
constexpr std::uint64_t tailMask = (1ull << tailBits) - 1;

constexpr bool isDash(std::size_t i)
{
    return i == 8 || i == 13 || i == 18 || i == 23;
}

} // namespace

std::int64_t TaskId::firstKeyAt(std::int64_t ms)
{
    return std::max<std::int64_t>(ms - epochMs, 0) << (counterBits + slotBits);
}

std::string TaskId::text() const
{
    const auto ticks = static_cast<std::uint64_t>(key >> slotBits);
    const std::uint64_t ms = (ticks >> counterBits) + epochMs;
    const std::uint64_t high = ms << 16 | 7ull << 12 | (ticks & ((1u << counterBits) - 1));
    const std::uint64_t low =
        2ull << 62 | static_cast<std::uint64_t>(slot()) << tailBits | static_cast<std::uint64_t>(tail);
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text(36, '-');
    int digit = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (isDash(i))
            continue;
        const std::uint64_t half = digit < 16 ? high : low;
        text[i] = digits[half >> (60 - 4 * (digit % 16)) & 15];
        ++digit;
    }
    return text;
}

std::optional<TaskId> TaskId::parse(std::string_view text)
{
    if (text.size() != 36)
        return std::nullopt;
    std::uint64_t halves[2] = {0, 0};
    int digit = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (isDash(i)) {
            if (text[i] != '-')
                return std::nullopt;
            continue;
        }
        unsigned value = 0;
        const auto [end, fault] = std::from_chars(&text[i], &text[i] + 1, value, 16);
        if (fault != std::errc{} || end == &text[i])
            return std::nullopt;
        halves[digit / 16] = halves[digit / 16] << 4 | value;
        ++digit;
    }
    const std::int64_t ms = static_cast<std::int64_t>(halves[0] >> 16) - epochMs;
    if ((halves[0] >> 12 & 15) != 7 || halves[1] >> 62 != 2 || ms < 0 || ms >= 1ll << 41)
        return std::nullopt;
    const std::int64_t ticks = ms << counterBits | static_cast<std::int64_t>(halves[0] & ((1u << counterBits) - 1));
    return TaskId{ticks << slotBits | static_cast<std::int64_t>(halves[1] >> tailBits & (slots - 1)),
                  static_cast<std::int64_t>(halves[1] & tailMask)};
}

TaskIdSource::TaskIdSource(int slot, std::int64_t after)
    : m_slot(slot)
    , m_last(after >> slotBits)
    , m_random(std::random_device{}() ^ static_cast<std::uint64_t>(std::random_device{}()) << 32)
{}

TaskId TaskIdSource::next(std::int64_t nowMs)
{
    const std::lock_guard lock(m_mutex);
    m_last = std::max(m_last + 1, (nowMs - epochMs) << counterBits);
    return {m_last << slotBits | m_slot, static_cast<std::int64_t>(m_random() & tailMask)};
}

} // namespace relevo
