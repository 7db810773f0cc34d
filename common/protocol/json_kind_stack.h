// The kinds of the brackets that are open, a bit each (1: object). Private to the JSON cursor and the frame reader.
#pragma once

#include <cstdint>
#include <vector>

namespace relevo {

/// What does not fit the word that holds the innermost kinds: whole words, the outermost inline, and only what nests
/// deeper than 128 on the heap.
class JsonKindWords
{
public:
    /// Before the bracket at `depth`, a multiple of 64 but 0, is opened: puts the full word away.
    [[gnu::noinline]] void push(std::uint64_t depth, std::uint64_t word)
    {
        if (depth == 64)
            m_outermost = word;
        else
            m_more.push_back(word);
    }

    /// After `depth`, a multiple of 64 but 0, is reached again: the word that was put away.
    [[gnu::noinline]] std::uint64_t pop(std::uint64_t depth)
    {
        if (depth == 64)
            return m_outermost;
        const std::uint64_t word = m_more.back();
        m_more.pop_back();
        return word;
    }

    void clear() { m_more.clear(); }

private:
    std::uint64_t m_outermost = 0;
    std::vector<std::uint64_t> m_more;
};

/// The depth and the innermost kinds: two words that a loop can keep in registers.
struct JsonNesting
{
    std::uint64_t depth = 0;
    std::uint64_t kinds = 0; ///< the innermost lowest

    /// Not to be asked at depth 0.
    bool inObject() const { return (kinds & 1) != 0; }

    void open(bool object, JsonKindWords &words)
    {
        if (depth % 64 == 0 && depth != 0) [[unlikely]]
            words.push(depth, kinds);
        kinds = kinds << 1 | static_cast<std::uint64_t>(object);
        ++depth;
    }

    void close(JsonKindWords &words)
    {
        --depth;
        kinds >>= 1;
        if (depth % 64 == 0 && depth != 0) [[unlikely]]
            kinds = words.pop(depth);
    }
};

} // namespace relevo
