#include "mobile-client/settings.h"

#include <QEvent>
#include <QGuiApplication>
#include <QPalette>

namespace relevo::mobile {

using namespace Qt::StringLiterals;

namespace {

constexpr auto themeKey = "mobile/theme"_L1;
constexpr auto languageKey = "mobile/language"_L1;

QString codeOf(Settings::Tongue tongue)
{
    return tongue == Settings::Tongue::Spanish ? u"es"_s : u"en"_s;
}

QString themeName(Settings::Theme theme)
{
    switch (theme) {
    case Settings::Theme::Light:
        return u"light"_s;
    case Settings::Theme::Dark:
        return u"dark"_s;
    case Settings::Theme::System:
        break;
    }
    return {};
}

} // namespace

Settings::Settings(Language &language, const QString &file, const QString &forcedLanguage, QObject *parent)
    : QObject(parent)
    , m_language(language)
    , m_systemCode(language.code())
    , m_store(file.isEmpty() ? std::make_unique<QSettings>() : std::make_unique<QSettings>(file, QSettings::IniFormat))
{
    for (const Theme theme : {Theme::Light, Theme::Dark}) {
        if (m_store->value(themeKey).toString() == themeName(theme))
            m_theme = theme;
    }
    for (const Tongue tongue : {Tongue::English, Tongue::Spanish}) {
        if ((forcedLanguage.isEmpty() ? m_store->value(languageKey).toString() : forcedLanguage) == codeOf(tongue))
            m_tongue = tongue;
    }
    speak(m_tongue);
    qGuiApp->installEventFilter(this);
}

void Settings::setTheme(Theme theme)
{
    if (theme == m_theme)
        return;
    m_theme = theme;
    m_store->setValue(themeKey, themeName(theme));
    Q_EMIT themeChanged();
}

bool Settings::isDark() const
{
    if (m_theme == Theme::System)
        return QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
    return m_theme == Theme::Dark;
}

void Settings::setLanguage(Tongue tongue)
{
    if (tongue == m_tongue)
        return;
    m_tongue = tongue;
    if (tongue == Tongue::SystemLanguage)
        m_store->remove(languageKey);
    else
        m_store->setValue(languageKey, codeOf(tongue));
    speak(tongue);
    Q_EMIT languageChanged();
}

void Settings::speak(Tongue tongue)
{
    m_language.choose(tongue == Tongue::SystemLanguage ? m_systemCode : codeOf(tongue));
}

bool Settings::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == qGuiApp && event->type() == QEvent::ApplicationPaletteChange && m_theme == Theme::System)
        Q_EMIT themeChanged();
    return QObject::eventFilter(watched, event);
}

} // namespace relevo::mobile
