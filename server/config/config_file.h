// The INI file's lines, with where they stand. Its keys are not judged here.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace relevo {

struct FileEntry
{
    std::string section; ///< empty before the first [section]
    std::string key;
    std::string value; ///< without the white space around it, otherwise as it stands: no quotes, no escapes
    std::string where; ///< "relevo.ini:3"
};

/// Why a file could not be read, or which line of it is no `key = value`, `[section]`, comment (`#`, `;`) or empty
/// line.
struct FileError
{
    std::string line;
};

std::variant<std::vector<FileEntry>, FileError> readConfigFile(const std::string &path);
std::variant<std::vector<FileEntry>, FileError> parseConfigFile(std::string_view text, const std::string &path);

} // namespace relevo
