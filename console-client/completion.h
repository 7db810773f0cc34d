// What a shell may offer for the word under the cursor, from the catalog at hand: no connection is made.
#pragma once

#include "console-client/commands.h"

namespace relevo::console {

/// `words`: the command line up to the cursor, the program's name left out; the last one, perhaps empty, is completed.
std::vector<std::string> completions(const std::vector<std::string> &words, const CatalogStore &catalog,
                                     const Language &language);

} // namespace relevo::console
