#include "bench/floor/text_scan.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace relevo::floor {

namespace {

const char *plainEndByByte(const char *text, const char *end)
{
    while (text != end && static_cast<signed char>(*text) >= 0x20 && *text != '"' && *text != '\\')
        ++text;
    return text;
}

void reverseByByte(const char *from, std::size_t size, char *to)
{
    for (const char *at = from + size; at != from;)
        *to++ = *--at;
}

#if defined(__x86_64__)

// The intrinsics' pointer types ask for casts that no alignment rule forbids: all loads and stores are unaligned ones.
__attribute__((target("avx2"))) __m256i load(const char *at)
{
    return _mm256_loadu_si256(reinterpret_cast<const __m256i *>(at));
}

__attribute__((target("avx2"))) const char *plainEndAvx2(const char *text, const char *end)
{
    const __m256i quote = _mm256_set1_epi8('"');
    const __m256i backslash = _mm256_set1_epi8('\\');
    const __m256i space = _mm256_set1_epi8(0x20);
    for (; end - text >= 32; text += 32) {
        const __m256i bytes = load(text);
        // Signed: bytes past ASCII are below the space as well.
        const __m256i special =
            _mm256_or_si256(_mm256_cmpgt_epi8(space, bytes),
                            _mm256_or_si256(_mm256_cmpeq_epi8(bytes, quote), _mm256_cmpeq_epi8(bytes, backslash)));
        const auto mask = static_cast<unsigned>(_mm256_movemask_epi8(special));
        if (mask != 0)
            return text + __builtin_ctz(mask);
    }
    return plainEndByByte(text, end);
}

__attribute__((target("avx2"))) void reverseAvx2(const char *from, std::size_t size, char *to)
{
    const __m256i backwards = _mm256_setr_epi8(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11,
                                               10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
    const char *at = from + size;
    for (; at - from >= 32; to += 32) {
        at -= 32;
        const __m256i halves = _mm256_shuffle_epi8(load(at), backwards);
        _mm256_storeu_si256(reinterpret_cast<__m256i *>(to), _mm256_permute2x128_si256(halves, halves, 1));
    }
    reverseByByte(from, static_cast<std::size_t>(at - from), to);
}

#endif

} // namespace

TextScan bestTextScan()
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2"))
        return {plainEndAvx2, reverseAvx2};
#endif
    return {plainEndByByte, reverseByByte};
}

} // namespace relevo::floor
