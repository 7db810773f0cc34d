// What the desktop application remembers of its user: language, theme, fonts, the windows' layout, the last task.
//
// Lives in the GUI's thread. Written when something is set.
#pragma once

#include <QByteArray>
#include <QObject>
#include <QSettings>

#include <memory>

namespace relevo::desktop {

enum class ThemeChoice { System, Light, Dark };

class Preferences : public QObject
{
    Q_OBJECT

public:
    /// `file`: another settings file than the user's own (tests); empty: the user's own.
    explicit Preferences(const QString &file = {}, QObject *parent = nullptr);

    /// `en`, `es`, or empty: the system's.
    QString language() const;
    void setLanguage(const QString &code);
    ThemeChoice theme() const;
    void setTheme(ThemeChoice theme);
    /// Texts in the forms and results are shown in a font of fixed width.
    bool monospace() const;
    void setMonospace(bool on);
    QString lastTask() const;
    void setLastTask(const QString &name);
    /// The folder of the last file that was opened or saved.
    QString folder() const;
    void setFolderOf(const QString &path);

    /// A window's geometry, a splitter's or a header's state, by its name; empty: none is known.
    QByteArray layout(const QString &name) const;
    void setLayout(const QString &name, const QByteArray &state);

Q_SIGNALS:
    void languageChanged();
    void themeChanged();
    void monospaceChanged();

private:
    std::unique_ptr<QSettings> m_settings;
};

} // namespace relevo::desktop
