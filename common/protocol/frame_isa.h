// The instruction sets that the frame reader is compiled for, and which of them this CPU can run.
#pragma once

#include <cstdint>

#if defined(__x86_64__) && defined(__GNUC__)
#define RELEVO_X86_BLOCKS 1
/// What a function must be declared with that code for BlockIsa::Avx2 is to be inlined into.
#define RELEVO_AVX2_TARGET __attribute__((target("avx2,bmi,bmi2,pclmul")))
#else
#define RELEVO_X86_BLOCKS 0
#define RELEVO_AVX2_TARGET
#endif

namespace relevo {

enum class BlockIsa : std::uint8_t {
    Portable, ///< eight bytes in a word
    Sse2,     ///< every x86-64
    Avx2,     ///< with BMI1, BMI2 and the carry-less product
};

/// Does this build have it, and can this CPU run it?
bool isSupported(BlockIsa isa);
/// The fastest that is supported.
BlockIsa bestBlockIsa();

} // namespace relevo
