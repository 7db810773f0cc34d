// A list of numbers as people type it, paste it from a spreadsheet or have it in a file: lenient about what stands
// between the numbers, strict about the numbers themselves, and the one place that says so for every client.
//
// Numbers are split at white space, commas and semicolons, any of them and any number of them; JSON's brackets around
// all of it are allowed. A number is what JSON calls one, with a decimal comma where that is asked for; so neither
// thousands separators nor currency signs are understood. The digits stay as they were typed.
//
// Pure functions; thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace relevo {

struct NumberListOptions
{
    /// A comma between two digits is the decimal sign ("1,5" is one number), except between JSON's brackets.
    bool decimalComma = false;
    std::size_t mostFaults = 1; ///< of them it is told where they stand
};

/// A part of a text, in bytes.
struct NumberFault
{
    std::size_t start = 0;
    std::size_t length = 0;
};

struct NumberListReport
{
    std::size_t understood = 0;
    std::size_t notUnderstood = 0;
    std::vector<NumberFault> faults; ///< the first of what was not understood
};

/// Appends the numbers of `text` that were understood as a JSON array.
NumberListReport appendNumberList(std::string &json, std::string_view text, const NumberListOptions &options);

/// Appends `text` as a JSON number. False, and nothing is appended, if it is none.
bool appendTypedNumber(std::string &json, std::string_view text, bool decimalComma);

/// Without the white space around it.
std::string_view trimmedText(std::string_view text);

} // namespace relevo
