// Counts words: segments between the word boundaries of UAX #29 (word_rules.h) that hold a letter or a digit.
#pragma once

#include "server/tasks/task.h"

#include <string_view>

namespace relevo {

/// `text` is valid UTF-8. Only what needs it goes through ICU.
std::size_t countWords(std::string_view text, const TaskContext &context);

} // namespace relevo
