// The application's window in a test: driven by mouse and keys as a person does, its items found by their object names.
//
// One thread. Settings and caches lie in a folder of their own.
#pragma once

#include "mobile-client/window.h"
#include "tests/support/waiters.h"

#include <QQuickItem>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

namespace relevo::test {

class Driver
{
public:
    explicit Driver(const QString &language = QStringLiteral("en"), const QSize &size = {360, 640});
    /// Connects, and waits until it is.
    bool connectTo(quint16 port);

    QQuickWindow &view() { return *m_window->view(); }
    mobile::App &app() { return *m_app; }
    Language &language() { return m_language; }
    /// Waits until the window has this size, and has been drawn with it.
    bool resize(const QSize &size);

    /// The first item of this object name that is to be seen, in `inside` or anywhere. Null: there is none.
    QQuickItem *find(const QString &name, QQuickItem *inside = nullptr);
    /// Waits for it.
    QQuickItem *item(const QString &name, QQuickItem *inside = nullptr);
    /// A page's scrolling body brings it into view first.
    bool tap(const QString &name, QQuickItem *inside = nullptr);
    bool tap(QQuickItem *item);
    /// From its middle, in about so long.
    bool drag(QQuickItem *item, const QPointF &by, int milliseconds = 180);
    void type(const QString &text);
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    QString textOf(const QString &name, QQuickItem *inside = nullptr);

    /// From the list of tasks to the form with the focus in its first field.
    bool openTask(const QString &name);
    bool goTo(const QString &place);

    /// All items that are to be seen.
    QList<QQuickItem *> visibleItems();

private:
    std::optional<QPointF> middleAtRest(QQuickItem *item);

    QTemporaryDir m_folder;
    Language m_language;
    std::unique_ptr<mobile::App> m_app;
    std::unique_ptr<mobile::Window> m_window;
};

/// `condition` within the guard, the event loop running.
template <typename Condition> bool happens(Condition &&condition)
{
    return QTest::qWaitFor(std::forward<Condition>(condition), hangGuardMs);
}

} // namespace relevo::test
