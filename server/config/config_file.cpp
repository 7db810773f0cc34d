#include "server/config/config_file.h"

#include "server/config/values.h"

#include <QByteArray>
#include <QFile>
#include <QFileInfo>

namespace relevo {

std::variant<std::vector<FileEntry>, FileError> readConfigFile(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    // A folder opens, on some systems, and only fails to be read.
    if (QFileInfo(file).isDir())
        return FileError{path + ": is a folder, not a configuration file"};
    if (!file.open(QIODevice::ReadOnly))
        return FileError{path + ": cannot be read: " + file.errorString().toStdString()};
    constexpr qint64 largest = 1 << 20;
    const QByteArray text = file.read(largest + 1);
    if (file.error() != QFileDevice::NoError)
        return FileError{path + ": cannot be read: " + file.errorString().toStdString()};
    if (text.size() > largest)
        return FileError{path + ": is larger than 1 MiB, which no configuration file is"};
    return parseConfigFile({text.constData(), static_cast<std::size_t>(text.size())}, path);
}

std::variant<std::vector<FileEntry>, FileError> parseConfigFile(std::string_view text, const std::string &path)
{
    std::vector<FileEntry> entries;
    std::string section;
    std::size_t number = 0;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::string_view line = trimmed(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
        const std::string where = path + ":" + std::to_string(++number);
        if (line.empty() || line.front() == '#' || line.front() == ';')
            continue;
        if (line.front() == '[' && line.back() == ']') {
            section = trimmed(line.substr(1, line.size() - 2));
            continue;
        }
        const std::size_t equals = line.find('=');
        if (equals == std::string_view::npos || equals == 0)
            return FileError{where + ": expected `key = value`, a [section] or a comment, found `" + std::string(line) +
                             "`"};
        entries.push_back({section, std::string(trimmed(line.substr(0, equals))),
                           std::string(trimmed(line.substr(equals + 1))), where});
    }
    return entries;
}

} // namespace relevo
