// The inner loop of the frame reader: the way through one text, block by block. Included by frame_reader.cpp alone.
#pragma once

#include "common/protocol/frame_blocks.h"
#include "common/protocol/frame_reader.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

// Once inlined, the hot parts are compiled for each instruction set; the cold ones must not weigh them down.
#define RELEVO_HOT [[gnu::always_inline]] inline
#define RELEVO_COLD [[gnu::noinline]]

namespace relevo {

namespace frame_walk {

constexpr std::uint64_t all = ~std::uint64_t{0};

constexpr std::uint64_t bit(unsigned index)
{
    return std::uint64_t{1} << index;
}

/// The bits from `from` on and below `to`; `from` < 64, 0 < `to` <= 64.
constexpr std::uint64_t bits(unsigned from, unsigned to)
{
    return (all << from) & (all >> (64 - to));
}

inline unsigned lowest(std::uint64_t mask)
{
    return static_cast<unsigned>(std::countr_zero(mask));
}

/// The bytes that stand behind an unescaped backslash. `carried`: the one known to do so already, or 0.
RELEVO_HOT std::uint64_t escapedBytes(std::uint64_t backslash, std::uint64_t carried)
{
    // Of a row of backslashes the first, third… escape what follows them. Subtracting a row's bits from the odd places
    // (and the places behind backslashes) turns, by its borrow, into that alternation whatever place the row begins at.
    constexpr std::uint64_t odd = 0xaaaa'aaaa'aaaa'aaaau;
    const std::uint64_t rows = backslash & ~carried;
    const std::uint64_t alternating = (((rows << 1) | odd) - rows) ^ odd;
    return alternating ^ (backslash | carried);
}

RELEVO_HOT bool opensText(char c)
{
    return c == '{' || c == '[';
}

// A byte of the bracket mask is one of { } [ ], which differ in these bits.
RELEVO_HOT bool opens(char bracket)
{
    return (bracket & 0x02) != 0;
}

RELEVO_HOT bool isObject(char bracket)
{
    return (bracket & 0x20) != 0;
}

/// Which of a block's bytes stand in strings: the opening quotes included, the closing ones not.
struct Strings
{
    std::uint64_t inside;
    bool endsEscaping;
};

/// Byte by byte, for a block with backslashes outside strings: no JSON, and there they escape nothing.
RELEVO_COLD inline Strings stringsByteByByte(std::uint64_t quote, std::uint64_t backslash, std::size_t bytes,
                                             bool inString, bool escape)
{
    std::uint64_t inside = 0;
    for (std::size_t i = 0; i < bytes; ++i) {
        if (escape)
            escape = false;
        else if ((quote >> i & 1) != 0)
            inString = !inString;
        else
            escape = inString && (backslash >> i & 1) != 0;
        inside |= static_cast<std::uint64_t>(inString) << i;
    }
    return {inside, escape};
}

/// `inString`: all bits set, or none.
RELEVO_HOT Strings findStrings(const BlockMasks &masks, std::size_t bytes, std::uint64_t inString, bool escape)
{
    std::uint64_t inside = masks.quoted ^ inString;
    std::uint64_t escaped = 0;
    if (masks.backslash != 0 || escape) {
        escaped = escapedBytes(masks.backslash, escape ? 1 : 0);
        const std::uint64_t quote = masks.quoted ^ masks.quoted << 1;
        inside = prefixXor(quote & ~escaped) ^ inString;
        if ((masks.backslash & ~inside) != 0) [[unlikely]]
            return stringsByteByByte(quote, masks.backslash, bytes, inString != 0, escape);
    }
    return {inside, ((masks.backslash & ~escaped) >> (bytes - 1) & 1) != 0};
}

} // namespace frame_walk

/// The way through the current text. Its state is a copy and all of it is inlined into one function per instruction
/// set, so that it lives in registers.
class FrameReader::Walk
{
public:
    enum class Stop : std::uint8_t { InputEnd, TextEnd, Fault, TooDeep, TooLarge };

    RELEVO_HOT explicit Walk(FrameReader &reader)
        : m_limits(reader.m_limits)
        , m_notes(reader.m_notes)
        , m_kindWords(reader.m_kindWords)
        , m_block(reader.m_block)
    {}

    RELEVO_HOT void beginText()
    {
        text = Text{};
        m_notes.count = 0;
    }

    /// Goes on from `at`, and leaves it behind what was taken (at a Fault: at the byte that is at fault).
    template <class Blocks> RELEVO_HOT Stop run(const char *&at, const char *end)
    {
        const auto left = static_cast<std::size_t>(end - at);
        const std::uint64_t room = text.skipping ? left : m_limits.message - text.size;
        const char *const limit = room < left ? at + room : end;
        while (at != limit) {
            if (at == m_block.first + m_block.bytes) {
                if (m_block.onlyString && passString<Blocks>(at, limit))
                    break;
                load<Blocks>(at, limit);
            }
            const Stop stop = walkBlock(at);
            if (stop != Stop::InputEnd)
                return stop;
        }
        return limit == end ? Stop::InputEnd : Stop::TooLarge;
    }

    Text text;

private:
    /// Long strings are passed without looking for brackets. True if that leads to `limit`.
    template <class Blocks> RELEVO_HOT bool passString(const char *&at, const char *limit)
    {
        const char *const passed = Blocks::passPlain(at, limit, text.ascii);
        text.size += static_cast<std::uint64_t>(passed - at);
        at = passed;
        m_block.onlyString = false;
        if (at != limit)
            return false;
        m_block.first = at - m_block.bytes; // the block has been passed
        return true;
    }

    template <class Blocks> RELEVO_HOT void load(const char *at, const char *end)
    {
        const auto bytes = std::min(static_cast<std::size_t>(end - at), blockSize);
        BlockMasks masks;
        if (bytes == blockSize) [[likely]] {
            Blocks::classify(at, masks);
        } else {
            std::array<char, blockSize> padded{};
            std::memcpy(padded.data(), at, bytes);
            Blocks::classify(padded.data(), masks);
        }
        const frame_walk::Strings strings =
            frame_walk::findStrings(masks, bytes, m_block.endsInString, m_block.endsEscaping);
        m_block.first = at;
        m_block.bytes = static_cast<std::uint8_t>(bytes);
        m_block.endsEscaping = strings.endsEscaping;
        m_block.endsInString = 0 - (strings.inside >> (bytes - 1) & 1);
        const std::uint64_t range = frame_walk::all >> (blockSize - bytes);
        m_block.onlyString = strings.inside == frame_walk::all && !strings.endsEscaping;
        m_block.brackets = masks.bracket & ~strings.inside;
        m_block.commas = masks.comma & ~strings.inside;
        m_block.faults = masks.control & strings.inside & range;
        m_block.high = masks.high;
    }

    /// The brackets outside strings, and the control characters inside them, in their order.
    RELEVO_HOT Stop walkBlock(const char *&at)
    {
        const char *const bytes = m_block.first;
        const auto from = static_cast<unsigned>(at - bytes);
        unsigned to = m_block.bytes;
        std::uint64_t range = frame_walk::bits(from, to);
        const std::uint64_t faults = m_block.faults & range;
        if (faults != 0) [[unlikely]] {
            to = frame_walk::lowest(faults); // nothing counts behind a fault
            range &= frame_walk::bit(to) - 1;
        }
        std::uint64_t ahead = range; // where no bracket has been passed yet
        const std::uint64_t sizeAtBlock = text.size - from;
        const auto stopAt = [&](unsigned index, Stop stop) {
            at = bytes + index;
            text.size = sizeAtBlock + index;
            return stop;
        };
        for (std::uint64_t brackets = m_block.brackets & range; brackets != 0; brackets &= brackets - 1) {
            const unsigned index = frame_walk::lowest(brackets);
            const char bracket = bytes[index];
            const std::uint64_t behind = frame_walk::all << index;
            if (text.nesting.depth == 1)
                noteCommas(m_block.commas & ahead & ~behind, sizeAtBlock);
            ahead = range & behind;
            if (frame_walk::opens(bracket)) {
                if (text.nesting.depth >= m_limits.nesting) [[unlikely]]
                    return stopAt(index, Stop::TooDeep);
                text.nesting.open(frame_walk::isObject(bracket), m_kindWords);
                continue;
            }
            if (text.nesting.inObject() != frame_walk::isObject(bracket)) [[unlikely]]
                return stopAt(index, Stop::Fault);
            text.nesting.close(m_kindWords);
            if (text.nesting.depth == 0) {
                if ((m_block.high & range & ~behind) != 0)
                    text.ascii = false;
                return stopAt(index + 1, Stop::TextEnd);
            }
        }
        if (text.nesting.depth == 1)
            noteCommas(m_block.commas & ahead, sizeAtBlock);
        if ((m_block.high & range) != 0)
            text.ascii = false;
        return stopAt(to, faults == 0 ? Stop::InputEnd : Stop::Fault);
    }

    RELEVO_HOT void noteCommas(std::uint64_t commas, std::uint64_t sizeAtBlock)
    {
        std::size_t count = m_notes.count;
        for (; commas != 0 && count <= FrameNotes::capacity; commas &= commas - 1) {
            if (count < FrameNotes::capacity)
                m_notes.commas[count] = sizeAtBlock + frame_walk::lowest(commas);
            ++count;
        }
        m_notes.count = count;
    }

    const FrameLimits &m_limits;
    FrameNotes &m_notes;
    JsonKindWords &m_kindWords;
    Block &m_block;
};

} // namespace relevo
