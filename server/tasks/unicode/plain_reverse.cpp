#include "server/tasks/unicode/plain_reverse.h"

#include <cstdint>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace relevo {

namespace {

constexpr bool isPlain(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte >= ' ' && byte < 0x80 && c != '"' && c != '\\';
}

std::size_t reverseBytes(const char *end, std::size_t size, char *out)
{
    std::size_t done = 0;
    for (; done < size; ++done) {
        const char c = end[-1 - static_cast<std::ptrdiff_t>(done)];
        if (!isPlain(c))
            break;
        out[done] = c;
    }
    return done;
}

/// Are all of the eight bytes plain? (Exact: no sum or difference here carries out of a byte of ASCII.)
bool isPlainWord(std::uint64_t word)
{
    constexpr auto repeated = [](std::uint64_t byte) { return byte * 0x0101'0101'0101'0101u; };
    constexpr std::uint64_t high = repeated(0x80);
    const auto has = [&](char c) {
        const std::uint64_t x = word ^ repeated(static_cast<unsigned char>(c));
        return (x | high) - repeated(1);
    };
    const std::uint64_t notControl = (word | high) - repeated(' ');
    return (~word & notControl & has('"') & has('\\') & high) == high;
}

/// Eight bytes at a time; what is left over by a last group that overlaps the one before.
std::size_t reverseWords(const char *end, std::size_t size, char *out)
{
    if (size < 8)
        return reverseBytes(end, size, out);
    const auto group = [&](std::size_t at) {
        std::uint64_t word = 0;
        std::memcpy(&word, end - at - 8, sizeof word);
        const bool plain = isPlainWord(word);
        word = __builtin_bswap64(word);
        std::memcpy(out + at, &word, sizeof word);
        return plain;
    };
    std::size_t done = 0;
    for (; size - done >= 8; done += 8) {
        if (!group(done))
            return done + reverseBytes(end - done, 8, out + done);
    }
    if (done == size || group(size - 8))
        return size;
    return done + reverseBytes(end - done, size - done, out + done);
}

#if defined(__x86_64__)

[[gnu::target("ssse3")]] bool reverse16(const char *end, char *out)
{
    const __m128i backwards = _mm_set_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    __m128i bytes;
    std::memcpy(&bytes, end - 16, sizeof bytes);
    const __m128i special =
        _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
    const __m128i plain = _mm_andnot_si128(special, _mm_cmpgt_epi8(bytes, _mm_set1_epi8(' ' - 1)));
    bytes = _mm_shuffle_epi8(bytes, backwards);
    std::memcpy(out, &bytes, sizeof bytes);
    return _mm_movemask_epi8(plain) == 0xffff;
}

[[gnu::target("ssse3")]] std::size_t reverseSsse3(const char *end, std::size_t size, char *out)
{
    if (size < 16)
        return reverseWords(end, size, out);
    std::size_t done = 0;
    for (; size - done >= 16; done += 16) {
        if (!reverse16(end - done, out + done))
            return done + reverseBytes(end - done, 16, out + done);
    }
    if (done == size || reverse16(end - (size - 16), out + (size - 16)))
        return size;
    return done + reverseBytes(end - done, size - done, out + done);
}

[[gnu::target("avx2")]] bool reverse32(const char *end, char *out)
{
    const __m256i backwards = _mm256_set_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, //
                                              0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    __m256i bytes;
    std::memcpy(&bytes, end - 32, sizeof bytes);
    const __m256i special = _mm256_or_si256(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('"')),
                                            _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\\')));
    const __m256i plain = _mm256_andnot_si256(special, _mm256_cmpgt_epi8(bytes, _mm256_set1_epi8(' ' - 1)));
    bytes = _mm256_permute2x128_si256(_mm256_shuffle_epi8(bytes, backwards), _mm256_setzero_si256(), 0x01);
    std::memcpy(out, &bytes, sizeof bytes);
    return _mm256_movemask_epi8(plain) == -1;
}

[[gnu::target("avx2")]] std::size_t reverseAvx2(const char *end, std::size_t size, char *out)
{
    if (size < 32)
        return reverseSsse3(end, size, out);
    std::size_t done = 0;
    for (; size - done >= 32; done += 32) {
        if (!reverse32(end - done, out + done))
            return done + reverseBytes(end - done, 32, out + done);
    }
    if (done == size || reverse32(end - (size - 32), out + (size - 32)))
        return size;
    return done + reverseBytes(end - done, size - done, out + done);
}

auto *chooseReverse()
{
    if (__builtin_cpu_supports("avx2"))
        return &reverseAvx2;
    if (__builtin_cpu_supports("ssse3"))
        return &reverseSsse3;
    return &reverseWords;
}

#else

auto *chooseReverse()
{
    return &reverseWords;
}

#endif

std::size_t (*const chosenReverse)(const char *, std::size_t, char *) = chooseReverse();

} // namespace

std::size_t reversePlain(const char *end, std::size_t size, char *out)
{
    return chosenReverse(end, size, out);
}

} // namespace relevo
