// Classifies 64 bytes of a stream at once into bit masks: bit i tells of byte i. Private to the frame reader.
//
// One class per instruction set, all with the same result. They are inline, and their user is instantiated for each of
// them, because a call per block would cost as much as the work.
#pragma once

#include "common/protocol/frame_isa.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if RELEVO_X86_BLOCKS
#include <immintrin.h>
#endif

namespace relevo {

struct BlockMasks
{
    std::uint64_t quoted = 0;    ///< bit i: an odd number of quotes (") stands at the bytes 0 to i
    std::uint64_t backslash = 0; ///< the escape character
    std::uint64_t bracket = 0;   ///< { } [ ]
    std::uint64_t comma = 0;     ///< ,
    std::uint64_t control = 0;   ///< below 0x20
    std::uint64_t high = 0;      ///< 0x80 and above: not ASCII
};

inline constexpr std::size_t blockSize = 64;

/// Bit i of the result: is an odd number of the bits 0 to i set?
constexpr std::uint64_t prefixXor(std::uint64_t mask)
{
    for (unsigned shift = 1; shift < 64; shift <<= 1)
        mask ^= mask << shift;
    return mask;
}

// Each `classify` reads `blockSize` bytes, at any alignment. '{' and '[' differ in one bit alone, as do '}' and ']':
// with that bit set, two comparisons find all four.
inline constexpr char bracketBit = 0x20;

class PortableBlocks
{
public:
    static void classify(const char *bytes, BlockMasks &out)
    {
        out = BlockMasks{};
        std::uint64_t quote = 0;
        for (std::size_t i = 0; i < blockSize; i += 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, bytes + i, sizeof word);
            if constexpr (std::endian::native == std::endian::big)
                word = __builtin_bswap64(word);
            const std::uint64_t folded = word | repeated(bracketBit);
            // Of a byte below 0x80, adding 0x60 sets the high bit unless it is below 0x20.
            const std::uint64_t control = ~(((word & ~highBits) + repeated(0x60)) | word) & highBits;
            quote |= gathered(equalBytes(word, '"')) << i;
            out.backslash |= gathered(equalBytes(word, '\\')) << i;
            out.bracket |= gathered(equalBytes(folded, '{') | equalBytes(folded, '}')) << i;
            out.comma |= gathered(equalBytes(word, ',')) << i;
            out.control |= gathered(control) << i;
            out.high |= gathered(word & highBits) << i;
        }
        out.quoted = prefixXor(quote);
    }

    static const char *passPlain(const char *at, const char *, bool &) { return at; }

private:
    static constexpr std::uint64_t repeated(char byte)
    {
        return static_cast<unsigned char>(byte) * 0x0101'0101'0101'0101u;
    }

    static constexpr std::uint64_t highBits = 0x8080'8080'8080'8080u;

    /// The high bit of each byte of `word` that equals `c`, exactly (no borrow from byte to byte).
    static constexpr std::uint64_t equalBytes(std::uint64_t word, char c)
    {
        const std::uint64_t difference = word ^ repeated(c);
        return ~((((difference & ~highBits) + ~highBits) | difference) | ~highBits);
    }

    /// The bytes' high bits side by side, byte 0 lowest.
    static constexpr std::uint64_t gathered(std::uint64_t flags)
    {
        return ((flags >> 7) * 0x0102'0408'1020'4080u) >> 56;
    }
};

#if RELEVO_X86_BLOCKS

class Sse2Blocks
{
public:
    static void classify(const char *bytes, BlockMasks &out)
    {
        out = BlockMasks{};
        std::uint64_t quote = 0;
        for (std::size_t i = 0; i < blockSize; i += 16) {
            const __m128i part = _mm_loadu_si128(reinterpret_cast<const __m128i *>(bytes + i));
            const __m128i folded = _mm_or_si128(part, _mm_set1_epi8(bracketBit));
            quote |= mask(equal(part, '"')) << i;
            out.backslash |= mask(equal(part, '\\')) << i;
            out.bracket |= mask(_mm_or_si128(equal(folded, '{'), equal(folded, '}'))) << i;
            out.comma |= mask(equal(part, ',')) << i;
            out.control |= mask(_mm_cmpeq_epi8(_mm_min_epu8(part, _mm_set1_epi8(0x1f)), part)) << i;
            out.high |= mask(part) << i;
        }
        out.quoted = prefixXor(quote);
    }

    static const char *passPlain(const char *at, const char *, bool &) { return at; }

private:
    static __m128i equal(__m128i part, char c) { return _mm_cmpeq_epi8(part, _mm_set1_epi8(c)); }
    static std::uint64_t mask(__m128i flags) { return static_cast<std::uint32_t>(_mm_movemask_epi8(flags)); }
};

/// What bytes are compared with. In memory, so that a comparison takes it from there: GCC would build a constant that
/// it knows anew in a register for every block, at three instructions each.
struct Avx2Constants
{
    using Bytes = std::array<char, 32>;
    alignas(32) Bytes quote;
    alignas(32) Bytes backslash;
    alignas(32) Bytes opening;
    alignas(32) Bytes closing;
    alignas(32) Bytes comma;
    alignas(32) Bytes lastControl;
    alignas(32) Bytes bracketBit;
};
extern const Avx2Constants avx2Constants;

class Avx2Blocks
{
public:
    RELEVO_AVX2_TARGET static void classify(const char *bytes, BlockMasks &out)
    {
        const Avx2Constants &constants = avx2Constants;
        const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(bytes));
        const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(bytes + 32));
        const __m256i foldedLow = _mm256_or_si256(low, all(constants.bracketBit));
        const __m256i foldedHigh = _mm256_or_si256(high, all(constants.bracketBit));
        const std::uint64_t quote = mask(equal(low, constants.quote), equal(high, constants.quote));
        // A carry-less product with all ones sums all left shifts: the prefix xor in one instruction.
        const __m128i product = _mm_clmulepi64_si128(_mm_cvtsi64_si128(static_cast<long long>(quote)),
                                                     _mm_set1_epi8(static_cast<char>(0xff)), 0);
        out.quoted = static_cast<std::uint64_t>(_mm_cvtsi128_si64(product));
        out.backslash = mask(equal(low, constants.backslash), equal(high, constants.backslash));
        out.bracket = mask(_mm256_or_si256(equal(foldedLow, constants.opening), equal(foldedLow, constants.closing)),
                           _mm256_or_si256(equal(foldedHigh, constants.opening), equal(foldedHigh, constants.closing)));
        out.comma = mask(equal(low, constants.comma), equal(high, constants.comma));
        out.control = mask(_mm256_cmpeq_epi8(_mm256_min_epu8(low, all(constants.lastControl)), low),
                           _mm256_cmpeq_epi8(_mm256_min_epu8(high, all(constants.lastControl)), high));
        out.high = mask(low, high);
    }

    /// Inside a string: passes blocks without quote, backslash or control character, at most up to `end`. `ascii` is
    /// cleared if there is a byte in them that is none. (The slower ways of classifying pass nothing: to them it makes
    /// no difference.)
    RELEVO_AVX2_TARGET static const char *passPlain(const char *at, const char *end, bool &ascii)
    {
        __m256i seen = _mm256_setzero_si256();
        for (; static_cast<std::size_t>(end - at) >= blockSize; at += blockSize) {
            const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(at));
            const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(at + 32));
            if (_mm256_movemask_epi8(_mm256_or_si256(endsRun(low), endsRun(high))) != 0)
                break;
            seen = _mm256_or_si256(seen, _mm256_or_si256(low, high));
        }
        if (_mm256_movemask_epi8(seen) != 0)
            ascii = false;
        return at;
    }

private:
    RELEVO_AVX2_TARGET static __m256i all(const Avx2Constants::Bytes &bytes)
    {
        return _mm256_load_si256(reinterpret_cast<const __m256i *>(bytes.data()));
    }
    RELEVO_AVX2_TARGET static __m256i equal(__m256i part, const Avx2Constants::Bytes &bytes)
    {
        return _mm256_cmpeq_epi8(part, all(bytes));
    }
    RELEVO_AVX2_TARGET static __m256i endsRun(__m256i part)
    {
        const __m256i control = _mm256_cmpeq_epi8(_mm256_min_epu8(part, all(avx2Constants.lastControl)), part);
        return _mm256_or_si256(_mm256_or_si256(equal(part, avx2Constants.quote), equal(part, avx2Constants.backslash)),
                               control);
    }
    RELEVO_AVX2_TARGET static std::uint64_t mask(__m256i low, __m256i high)
    {
        return static_cast<std::uint32_t>(_mm256_movemask_epi8(low)) |
               std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(high))} << 32;
    }
};

#endif

} // namespace relevo
