// What the user chose for this application: the theme and the language, remembered; and what comes of it.
//
// Lives in the GUI's thread. Written at every change. The language must outlive it.
#pragma once

#include "common/client/language.h"

#include <QObject>
#include <QSettings>
#include <QtQml/qqmlregistration.h>

#include <memory>

namespace relevo::mobile {

class Settings : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("App.settings")
    Q_PROPERTY(Theme theme READ theme WRITE setTheme NOTIFY themeChanged)
    /// What the theme comes to: of System by the lightness of the system's palette.
    Q_PROPERTY(bool dark READ isDark NOTIFY themeChanged)
    Q_PROPERTY(Tongue language READ language WRITE setLanguage NOTIFY languageChanged)

public:
    enum class Theme { System, Light, Dark };
    Q_ENUM(Theme)
    enum class Tongue { SystemLanguage, English, Spanish };
    Q_ENUM(Tongue)

    /// `file`: another settings file than the user's own (tests); empty: the user's own. `forcedLanguage`, if it is
    /// not empty, stands for this run whatever is remembered, until the user chooses another. The application must
    /// exist.
    Settings(Language &language, const QString &file, const QString &forcedLanguage, QObject *parent = nullptr);

    Theme theme() const { return m_theme; }
    void setTheme(Theme theme);
    bool isDark() const;

    Tongue language() const { return m_tongue; }
    void setLanguage(Tongue tongue);

Q_SIGNALS:
    void themeChanged();
    void languageChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void speak(Tongue tongue);

    Language &m_language;
    QString m_systemCode; ///< the language before anything was chosen
    std::unique_ptr<QSettings> m_store;
    Theme m_theme = Theme::System;
    Tongue m_tongue = Tongue::SystemLanguage;
};

} // namespace relevo::mobile
