#include "gui-client/system_scheme.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QFile>
#include <QPalette>
#include <QStyle>

namespace relevo::desktop {

using namespace Qt::StringLiterals;

namespace {

constexpr auto service = "org.freedesktop.portal.Desktop";
constexpr auto path = "/org/freedesktop/portal/desktop";
constexpr auto interface = "org.freedesktop.portal.Settings";

// Without a bus, connecting to one would start one.
bool hasSessionBus()
{
    return qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS") ||
           QFile::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + u"/bus"_s);
}

QVariant unwrapped(QVariant value)
{
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value;
}

} // namespace

SystemScheme::SystemScheme(QObject *parent)
    : QObject(parent)
{
    const QPalette palette = QApplication::palette();
    m_dark = palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
    m_hasPalette = palette.color(QPalette::Window) != QApplication::style()->standardPalette().color(QPalette::Window);
    if (!m_hasPalette && hasSessionBus())
        ask();
}

void SystemScheme::ask()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    bus.connect(QLatin1String(service), QLatin1String(path), QLatin1String(interface), u"SettingChanged"_s, this,
                SLOT(onSettingChanged(QString, QString, QDBusVariant)));
    QDBusMessage question = QDBusMessage::createMethodCall(QLatin1String(service), QLatin1String(path),
                                                           QLatin1String(interface), u"Read"_s);
    question << u"org.freedesktop.appearance"_s << u"color-scheme"_s;
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(question), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (reply.isValid())
            take(QVariant::fromValue(reply.value()));
        watcher->deleteLater();
    });
}

void SystemScheme::onSettingChanged(const QString &group, const QString &key, const QDBusVariant &value)
{
    if (group == u"org.freedesktop.appearance" && key == u"color-scheme")
        take(value.variant());
}

void SystemScheme::take(const QVariant &value)
{
    const bool dark = unwrapped(value).toUInt() == 1; // 0: no preference, 1: dark, 2: light
    if (dark == m_dark)
        return;
    m_dark = dark;
    Q_EMIT changed();
}

} // namespace relevo::desktop
