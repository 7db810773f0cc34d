// Cuts what a device gives into lines, as it comes, in memory of one line and one block.
#pragma once

#include <QIODevice>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace relevo {

class LineSplitter
{
public:
    enum class Next : unsigned char {
        Line,
        TooLong, ///< a line past the limit was skipped
        Wait,    ///< nothing there yet: ask again after readyRead()
        End,
        Failed, ///< the device could not be read: see its errorString()
    };

    /// A sequential device must not block: its read() gives 0 while there is nothing, and -1 at its end. Any other
    /// device ends where its read() gives 0. The device must outlive the splitter.
    LineSplitter(QIODevice &device, std::size_t longestLine);

    /// `line`, without LF or CRLF, lives until the next call. A last line without LF counts, an empty one does not.
    Next next(std::string_view &line);

    /// Bytes taken from the device that were handed out as lines, ends of lines included.
    std::uint64_t bytesPassed() const { return m_passed; }

private:
    enum class Fill : unsigned char { More, Wait, End, Failed };
    Fill fill();
    Next take(std::size_t end, std::size_t after, std::string_view &line);

    QIODevice &m_device;
    std::size_t m_longest;
    std::string m_buffer;
    std::size_t m_begin = 0;   ///< of the present line
    std::size_t m_scanned = 0; ///< no LF before
    std::size_t m_size = 0;
    std::uint64_t m_passed = 0;
    bool m_skipping = false; ///< in a line that is too long
};

} // namespace relevo
