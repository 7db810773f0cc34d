// The console client from its command line to its exit code.
#pragma once

#include "common/client/language.h"

#include <string>
#include <vector>

namespace relevo::console {

/// `words`: the arguments, the program's name left out. The application must exist.
int runProgram(const std::vector<std::string> &words, Language &language);

} // namespace relevo::console
