#include "common/client/language.h"

#include <QCoreApplication>
#include <QFile>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <algorithm>
#include <array>

namespace relevo {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array languages{QLocale::English, QLocale::Spanish};

QString codeOf(QLocale::Language language)
{
    return QLocale::languageToCode(language);
}

bool speaks(const QByteArray &locale, const QByteArray &code)
{
    return locale == code || (locale.startsWith(code) && QByteArrayView("_.@").contains(locale.at(code.size())));
}

// The system's own, for it knows more than the language: the territory's formats, and what the user set apart.
QLocale localeOf(const QString &code)
{
    const QLocale system = QLocale::system();
    if (codeOf(system.language()) == code)
        return system;
    return code == "es"_L1 ? QLocale(QLocale::Spanish, QLocale::Spain)
                           : QLocale(QLocale::English, QLocale::UnitedStates);
}

} // namespace

Language::Language(QObject *parent)
    : QObject(parent)
    , m_code(codeOf(QLocale::English))
{
    for (const char *name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const QByteArray value = qgetenv(name);
        if (value.isEmpty())
            continue;
        if (const QString spanish = codeOf(QLocale::Spanish); speaks(value, spanish.toLatin1()))
            m_code = spanish;
        break;
    }
}

Language::~Language() = default;

bool Language::isSpanish() const
{
    return m_code == codeOf(QLocale::Spanish);
}

bool Language::choose(const QString &code)
{
    if (std::none_of(languages.begin(), languages.end(), [&code](auto known) { return codeOf(known) == code; }))
        return false;
    if (code == m_code)
        return true;
    m_code = code;
    if (m_installed)
        load();
    Q_EMIT changed();
    return true;
}

void Language::install(const QStringList &catalogs)
{
    m_catalogs = catalogs;
    m_installed = true;
    load();
}

void Language::load()
{
    QLocale::setDefault(localeOf(m_code));
    m_translators.clear(); // they take themselves out
    for (const QString &catalog : m_catalogs) {
        const QString name = catalog + u'_' + m_code + u".qm"_s;
        const QString own = u":/i18n/"_s + name;
        const QString file =
            QFile::exists(own) ? own : QLibraryInfo::path(QLibraryInfo::TranslationsPath) + u'/' + name;
        auto translator = std::make_unique<QTranslator>();
        if (translator->load(file)) // English stands in the sources: it has a catalog only where it needs plurals
            m_translators.push_back(std::move(translator));
    }
    for (const auto &translator : m_translators)
        QCoreApplication::installTranslator(translator.get());
}

QString Language::of(const LocalText &text) const
{
    return QString::fromStdString(isSpanish() && !text.es.empty() ? text.es : text.en);
}

} // namespace relevo
