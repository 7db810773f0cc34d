// Whether the desktop wants dark windows: as its palette shows, or, where Qt's platform plugin does not know, as the
// desktop portal says (org.freedesktop.appearance). Asked without waiting: a start is not held up.
//
// Lives in the GUI's thread.
#pragma once

#include <QObject>
#include <QVariant>

class QDBusVariant;

namespace relevo::desktop {

class SystemScheme : public QObject
{
    Q_OBJECT

public:
    /// The application must exist, and have the system's palette.
    explicit SystemScheme(QObject *parent = nullptr);

    bool isDark() const { return m_dark; }
    /// The system's palette is one of its own, not just the style's standard.
    bool hasPalette() const { return m_hasPalette; }

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void onSettingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void ask();
    void take(const QVariant &value);

    bool m_dark = false;
    bool m_hasPalette = false;
};

} // namespace relevo::desktop
