#include "gui-client/preferences.h"

#include <QDir>
#include <QFileInfo>

namespace relevo::desktop {

using namespace Qt::StringLiterals;

namespace {

QString nameOf(ThemeChoice theme)
{
    switch (theme) {
    case ThemeChoice::Light:
        return u"light"_s;
    case ThemeChoice::Dark:
        return u"dark"_s;
    case ThemeChoice::System:
        break;
    }
    return u"system"_s;
}

} // namespace

Preferences::Preferences(const QString &file, QObject *parent)
    : QObject(parent)
    , m_settings(file.isEmpty() ? std::make_unique<QSettings>(QSettings::IniFormat, QSettings::UserScope, u"relevo"_s,
                                                              u"desktop"_s)
                                : std::make_unique<QSettings>(file, QSettings::IniFormat))
{}

QString Preferences::language() const
{
    return m_settings->value(u"language"_s).toString();
}

void Preferences::setLanguage(const QString &code)
{
    if (code == language())
        return;
    m_settings->setValue(u"language"_s, code);
    Q_EMIT languageChanged();
}

ThemeChoice Preferences::theme() const
{
    const QString name = m_settings->value(u"theme"_s).toString();
    for (const ThemeChoice theme : {ThemeChoice::Light, ThemeChoice::Dark}) {
        if (name == nameOf(theme))
            return theme;
    }
    return ThemeChoice::System;
}

void Preferences::setTheme(ThemeChoice theme)
{
    if (theme == this->theme())
        return;
    m_settings->setValue(u"theme"_s, nameOf(theme));
    Q_EMIT themeChanged();
}

bool Preferences::monospace() const
{
    return m_settings->value(u"monospace"_s).toBool();
}

void Preferences::setMonospace(bool on)
{
    if (on == monospace())
        return;
    m_settings->setValue(u"monospace"_s, on);
    Q_EMIT monospaceChanged();
}

QString Preferences::lastTask() const
{
    return m_settings->value(u"lastTask"_s).toString();
}

void Preferences::setLastTask(const QString &name)
{
    m_settings->setValue(u"lastTask"_s, name);
}

QString Preferences::folder() const
{
    const QString folder = m_settings->value(u"folder"_s).toString();
    return !folder.isEmpty() && QDir(folder).exists() ? folder : QDir::homePath();
}

void Preferences::setFolderOf(const QString &path)
{
    m_settings->setValue(u"folder"_s, QFileInfo(path).absolutePath());
}

QByteArray Preferences::layout(const QString &name) const
{
    return m_settings->value(u"layout/"_s + name).toByteArray();
}

void Preferences::setLayout(const QString &name, const QByteArray &state)
{
    m_settings->setValue(u"layout/"_s + name, state);
}

} // namespace relevo::desktop
