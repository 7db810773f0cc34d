#include "console-client/language.h"

#include <QCoreApplication>

#include <clocale>
#include <cstdlib>
#include <langinfo.h>
#include <string_view>

namespace relevo::console {

Language::Language()
{
    for (const char *name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const QByteArray value = qgetenv(name);
        if (value.isEmpty())
            continue;
        m_spanish = value == "es" || value.startsWith("es_") || value.startsWith("es.") || value.startsWith("es@");
        break;
    }
}

bool Language::choose(const std::string &code)
{
    m_spanish = code == "es";
    return m_spanish || code == "en";
}

void Language::install()
{
    if (m_spanish && m_translator.load(QStringLiteral(":/i18n/relevo_es.qm")))
        QCoreApplication::installTranslator(&m_translator);
    else
        QCoreApplication::removeTranslator(&m_translator);
}

QString Language::of(const LocalText &text) const
{
    return QString::fromStdString(m_spanish && !text.es.empty() ? text.es : text.en);
}

void ensureUtf8Locale()
{
    // NOLINTBEGIN(concurrency-mt-unsafe): there is one thread yet
    std::setlocale(LC_ALL, "");
    if (std::string_view(::nl_langinfo(CODESET)) != "UTF-8")
        ::setenv("LC_ALL", "C.UTF-8", 1);
    // NOLINTEND(concurrency-mt-unsafe)
}

} // namespace relevo::console
