#include "common/protocol/frame_blocks.h"

namespace relevo {

#if RELEVO_X86_BLOCKS

namespace {

constexpr Avx2Constants::Bytes repeated(char c)
{
    Avx2Constants::Bytes bytes{};
    bytes.fill(c);
    return bytes;
}

} // namespace

constinit const Avx2Constants avx2Constants{repeated('"'), repeated('\\'), repeated('{'),       repeated('}'),
                                            repeated(','), repeated(0x1f), repeated(bracketBit)};

#endif

bool isSupported(BlockIsa isa)
{
    switch (isa) {
    case BlockIsa::Portable:
        return true;
    case BlockIsa::Sse2:
        return RELEVO_X86_BLOCKS != 0;
    case BlockIsa::Avx2:
#if RELEVO_X86_BLOCKS
        return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("bmi") != 0 &&
               __builtin_cpu_supports("bmi2") != 0 && __builtin_cpu_supports("pclmul") != 0;
#else
        return false;
#endif
    }
    return false;
}

BlockIsa bestBlockIsa()
{
    static const BlockIsa best = isSupported(BlockIsa::Avx2)   ? BlockIsa::Avx2
                                 : isSupported(BlockIsa::Sse2) ? BlockIsa::Sse2
                                                               : BlockIsa::Portable;
    return best;
}

} // namespace relevo
