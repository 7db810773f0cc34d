#include "server/tasks/unicode/graphemes.h"

#include "server/tasks/unicode/segmenter.h"

#include "common/protocol/json_text.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace relevo {

namespace {

/// Between ASCII characters only CR LF joins.
std::size_t countInAscii(std::string_view text)
{
    std::size_t pairs = 0;
    for (std::size_t i = 1; i < text.size(); ++i)
        pairs += static_cast<std::size_t>(text[i - 1] == '\r') & static_cast<std::size_t>(text[i] == '\n');
    return text.size() - pairs;
}

/// Are the eight bytes before `end` ASCII, and none a line feed?
bool endsInPlainWord(const char *end)
{
    constexpr auto repeated = [](std::uint64_t byte) { return byte * 0x0101'0101'0101'0101u; };
    std::uint64_t word = 0;
    std::memcpy(&word, end - 8, sizeof word);
    const std::uint64_t noLineFeed = ((word ^ repeated('\n')) | repeated(0x80)) - repeated(1);
    return (~word & noLineFeed & repeated(0x80)) == repeated(0x80);
}

std::size_t countInStretch(std::string_view stretch, const TaskContext &context)
{
    if (GraphemeStretches::isOneCluster(stretch))
        return 1;
    std::size_t count = 0;
    Segmenter::graphemes().forEach(stretch, context, [&count](std::string_view) { ++count; });
    return count;
}

} // namespace

std::size_t countGraphemes(std::string_view text, const TaskContext &context)
{
    if (isAscii(text))
        return countInAscii(text);
    constexpr std::size_t askedEvery = 1 << 20;
    const GraphemeStretches stretches;
    std::size_t count = 0;
    std::size_t askAt = text.size();
    while (!text.empty()) {
        // Of eight ASCII characters the last seven stand alone; what the first belongs to depends on the one before it.
        while (text.size() >= 8 && endsInPlainWord(text.data() + text.size())) {
            text.remove_suffix(7);
            count += 7;
        }
        const std::string_view stretch = stretches.last(text);
        text.remove_suffix(stretch.size());
        count += countInStretch(stretch, context);
        if (text.size() <= askAt) {
            context.stopIfCancelled();
            askAt = text.size() - std::min(text.size(), askedEvery);
        }
    }
    return count;
}

} // namespace relevo
