// Standard output and standard error as bytes of UTF-8, whatever the locale.
//
// Standard output is buffered: flush() before waiting for anything. If its reader has gone (`relevo … | head`) the
// program ends at once, quietly; if it cannot be written for another reason, with a message.
#pragma once

#include <QString>

#include <string>
#include <string_view>

namespace relevo::console {

class Output
{
public:
    ~Output() { flush(); }

    void write(std::string_view text);
    void write(const char *text) { write(std::string_view(text)); }
    void write(const QString &text) { write(std::string_view(text.toStdString())); }
    void line(std::string_view text)
    {
        write(text);
        write(std::string_view("\n"));
    }
    void line(const char *text) { line(std::string_view(text)); }
    void line(const QString &text) { line(std::string_view(text.toStdString())); }
    void flush();

    /// `relevo: TEXT` on standard error, at once.
    void complain(const QString &text);
    /// Bytes on standard error, at once.
    static void toStderr(std::string_view text);

    static bool stdoutIsTerminal();
    static bool stderrIsTerminal();

private:
    std::string m_buffer;
};

} // namespace relevo::console
