// The user's language: English, or Spanish where the system or `--language` says so.
#pragma once

#include "common/protocol/task_description.h"

#include <QString>
#include <QTranslator>

namespace relevo::console {

class Language
{
public:
    /// By LC_ALL, LC_MESSAGES, LANG, the first that is set.
    Language();
    /// `en` or `es`; false for anything else.
    bool choose(const std::string &code);
    /// From now on tr() speaks it. The application must exist.
    void install();

    bool isSpanish() const { return m_spanish; }
    /// A description's text in this language; in English where there is no other.
    QString of(const LocalText &text) const;

private:
    bool m_spanish = false;
    QTranslator m_translator;
};

/// Qt reads and writes UTF-8 and complains about every other locale: switches to C.UTF-8 then. Before the application.
void ensureUtf8Locale();

} // namespace relevo::console
