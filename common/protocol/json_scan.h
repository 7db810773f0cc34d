// The inner loops over JSON strings and white space that the cursor and the text functions share. Private to them.
//
// SSE2 where the compiler targets it (always on x86-64), eight bytes in a word elsewhere and for what is left.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace relevo::json_scan {

constexpr bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// A byte at which a run of plain string content ends: quote, backslash, control character.
constexpr bool endsRun(char c)
{
    return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
}

/// 0 to 15, or -1 where `c` is no hexadecimal digit.
constexpr int hexValue(char c)
{
    if (isDigit(c))
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

constexpr std::uint64_t repeated(std::uint64_t byte)
{
    return byte * 0x0101'0101'0101'0101u;
}

/// Is there a byte among the eight at which a run ends? (A borrow may only flag a byte beside a true one.)
inline bool wordEndsRun(const char *at)
{
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    const std::uint64_t quote = word ^ repeated('"');
    const std::uint64_t backslash = word ^ repeated('\\');
    const std::uint64_t control = (word - repeated(0x20)) & ~word;
    const std::uint64_t hits = ((quote - repeated(1)) & ~quote) | ((backslash - repeated(1)) & ~backslash) | control;
    return (hits & repeated(0x80)) != 0;
}

/// The first byte in [at, end) that ends a run of plain string content, or `end`.
inline const char *findRunEnd(const char *at, const char *end)
{
#if defined(__SSE2__)
    const __m128i quote = _mm_set1_epi8('"');
    const __m128i backslash = _mm_set1_epi8('\\');
    const __m128i control = _mm_set1_epi8(0x1f);
    const auto hits = [&](const char *p) {
        __m128i bytes;
        std::memcpy(&bytes, p, sizeof bytes);
        return _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, backslash)),
                            _mm_cmpeq_epi8(_mm_min_epu8(bytes, control), bytes));
    };
    const auto mask = [](__m128i flags) { return static_cast<unsigned>(_mm_movemask_epi8(flags)); };
    for (; end - at >= 16; at += 16) {
        if (const unsigned found = mask(hits(at)))
            return at + std::countr_zero(found);
        // Only a run that has begun long is worth looking at in larger steps.
        while (end - at >= 80) {
            const __m128i a = hits(at + 16);
            const __m128i b = hits(at + 32);
            const __m128i c = hits(at + 48);
            const __m128i d = hits(at + 64);
            if (mask(_mm_or_si128(_mm_or_si128(a, b), _mm_or_si128(c, d))) != 0)
                break;
            at += 64;
        }
    }
#endif
    while (end - at >= 8 && !wordEndsRun(at))
        at += 8;
    while (at != end && !endsRun(*at))
        ++at;
    return at;
}

/// The first byte in [at, end) that is no white space, or `end`.
inline const char *skipSpace(const char *at, const char *end)
{
    if (at == end || static_cast<unsigned char>(*at) > ' ')
        return at;
#if defined(__SSE2__)
    while (end - at >= 16) {
        __m128i bytes;
        std::memcpy(&bytes, at, sizeof bytes);
        const __m128i space = _mm_or_si128(
            _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(' ')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n'))),
            _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\r')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\t'))));
        const unsigned other = static_cast<unsigned>(_mm_movemask_epi8(space)) ^ 0xffffu;
        if (other != 0)
            return at + std::countr_zero(other);
        at += 16;
    }
#endif
    while (at != end && isSpace(*at))
        ++at;
    return at;
}

} // namespace relevo::json_scan
