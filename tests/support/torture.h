// How long the tests of random inputs go on. ./test.sh --torture sets RELEVO_TORTURE to how many times the usual number
// of rounds they do; the random numbers go on where the usual rounds end, so that each of them is new.
#pragma once

#include <QtGlobal>

#include <algorithm>

namespace relevo::test {

inline int rounds(int usual)
{
    return usual * std::max(1, qEnvironmentVariableIntValue("RELEVO_TORTURE"));
}

} // namespace relevo::test
