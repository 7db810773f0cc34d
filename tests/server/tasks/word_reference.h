// Word boundaries by UAX #29 (Unicode 15.0), rule after rule, without any of what the server uses for them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace relevo {

std::vector<std::string> referenceWords(std::string_view utf8);

} // namespace relevo
