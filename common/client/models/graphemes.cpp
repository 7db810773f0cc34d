#include "common/client/models/graphemes.h"

#include "common/protocol/json_text.h"

#include <QTextBoundaryFinder>

#include <algorithm>

namespace relevo {

namespace {

bool isContinuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xc0) == 0x80;
}

/// At most `size` bytes of `utf8`, whole code points.
std::string_view front(std::string_view utf8, std::size_t size)
{
    if (utf8.size() <= size)
        return utf8;
    while (size > 0 && isContinuation(utf8[size]))
        --size;
    return utf8.substr(0, size);
}

QString decoded(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

/// Each ASCII character is one, but for CR LF.
qint64 countAscii(std::string_view ascii)
{
    qint64 pairs = 0;
    for (std::size_t at = ascii.find('\r'); at != ascii.npos; at = ascii.find('\r', at + 1))
        pairs += at + 1 < ascii.size() && ascii[at + 1] == '\n' ? 1 : 0;
    return static_cast<qint64>(ascii.size()) - pairs;
}

} // namespace

qint64 countCharacters(std::string_view utf8)
{
    if (isAscii(utf8))
        return countAscii(utf8);
    // In windows, each beginning where a character does: whether there is a boundary depends on nothing before the last
    // one, and on nothing beyond the code point behind it.
    constexpr std::size_t window = 32 * 1024;
    qint64 count = 0;
    for (std::size_t size = window; !utf8.empty();) {
        const std::string_view part = front(utf8, size);
        const QString text = decoded(part);
        QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
        qint64 found = 0;
        qsizetype last = 0;
        for (qsizetype at = finder.toNextBoundary(); at != -1; at = finder.toNextBoundary()) {
            if (at == text.size() && part.size() != utf8.size())
                break; // the window's end is no boundary
            ++found;
            last = at;
        }
        if (found == 0) { // a character longer than the window
            size *= 2;
            continue;
        }
        count += found;
        utf8.remove_prefix(static_cast<std::size_t>(QStringView(text).first(last).toUtf8().size()));
        size = window;
    }
    return count;
}

QString beginning(std::string_view utf8, qsizetype longest)
{
    // Every code unit takes one to three bytes; a little more shows whether a character goes on behind the cut.
    constexpr qsizetype more = 64;
    QString text = decoded(front(utf8, static_cast<std::size_t>(longest + more) * 3));
    text.truncate(longest + more);
    if (text.size() <= longest)
        return text;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    finder.setPosition(longest);
    qsizetype cut = finder.isAtBoundary() ? longest : finder.toPreviousBoundary();
    if (cut <= 0) // all of it is one character
        cut = text.at(longest - 1).isHighSurrogate() ? longest - 1 : longest;
    text.truncate(cut);
    return text;
}

} // namespace relevo
