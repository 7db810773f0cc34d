// The desktop application's window as a test drives it: with settings, cache and clipboard of its own.
//
// GUI thread. One at a time: language and theme are the application's.
#pragma once

#include "gui-client/main_window.h"
#include "gui-client/session.h"
#include "gui-client/task_page.h"
#include "tests/support/waiters.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace relevo::test {

/// Waits while the event loop runs; true as soon as the condition holds.
template <typename Condition> bool waitFor(Condition &&condition)
{
    return QTest::qWaitFor(std::forward<Condition>(condition), hangGuardMs);
}

/// The path of the server that was built.
QString serverProgram();

class Desk
{
public:
    struct Options
    {
        QString server = {}; ///< HOST:PORT
        QString language = QStringLiteral("en");
        QString settings = {};      ///< a file of an earlier Desk; empty: a new one
        QString serverProgram = {}; ///< of the local server; empty: there is none
        QSize size{1100, 720};
    };

    explicit Desk(const Options &options);
    /// To a server on this machine.
    explicit Desk(quint16 port);
    ~Desk();

    desktop::Session &session() { return *m_session; }
    desktop::MainWindow &window() { return *m_window; }
    QString settings() const { return m_settings; }
    QString file(const QString &name) const { return m_folder.filePath(name); }
    /// Writes a file and returns its path.
    QString write(const QString &name, const QByteArray &content) const;

    /// The part of the window, or of the task that is shown, with this object name, one that is visible before one that
    /// is not; ends the test if there is none.
    template <typename T> T &part(const QString &name)
    {
        T *best = nullptr;
        for (QWidget *root :
             {static_cast<QWidget *>(m_window->currentPage()), static_cast<QWidget *>(m_window.get())}) {
            for (T *found : root ? root->findChildren<T *>(name) : QList<T *>()) {
                if (!best || (!best->isVisible() && found->isVisible()))
                    best = found;
            }
        }
        if (!best)
            qFatal("there is no %s", qPrintable(name));
        return *best;
    }
    /// By the list at the left.
    void choose(const QString &task);
    void click(const QString &button);
    void send();
    /// Until the server has told its catalog.
    bool connected();
    /// What is shown as the result: its text or number, or what went wrong; empty while it runs.
    QString shownResult();

private:
    QTemporaryDir m_folder;
    QString m_settings;
    std::unique_ptr<desktop::Session> m_session;
    std::unique_ptr<desktop::MainWindow> m_window;
};

/// The longest time between two beats of a timer in the GUI's thread.
class Heartbeat : public QObject
{
public:
    Heartbeat();
    void restart();
    qint64 longestMs() const;

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    qint64 m_last = 0;
    qint64 m_longest = 0;
};

/// Configuration and cache in this folder instead of the user's. Before the application is made.
void useOwnFolders(const QTemporaryDir &folder);

} // namespace relevo::test

#define RELEVO_DESKTOP_TEST(Test)                                                                                      \
    int main(int argc, char **argv)                                                                                    \
    {                                                                                                                  \
        const QTemporaryDir folder;                                                                                    \
        relevo::test::useOwnFolders(folder);                                                                           \
        const QApplication application(argc, argv);                                                                    \
        Test test;                                                                                                     \
        return QTest::qExec(&test, argc, argv);                                                                        \
    }
