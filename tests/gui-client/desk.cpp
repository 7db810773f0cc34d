#include "tests/gui-client/desk.h"

#include "gui-client/info_bar.h"
#include "gui-client/side_bar.h"

#include <QFile>
#include <QLabel>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>

#include <chrono>

using namespace Qt::StringLiterals;

namespace relevo::test {

QString serverProgram()
{
    return QStringLiteral(RELEVO_SERVER_PATH);
}

void useOwnFolders(const QTemporaryDir &folder)
{
    for (const char *variable : {"HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"})
        qputenv(variable, QFile::encodeName(folder.path()));
    qputenv("LC_ALL", "C.UTF-8");
}

Desk::Desk(const Options &options)
    : m_settings(options.settings.isEmpty() ? m_folder.filePath(u"settings.ini"_s) : options.settings)
{
    desktop::SessionOptions wanted;
    wanted.settingsFile = m_settings;
    wanted.language = options.language;
    wanted.server = options.server;
    wanted.serverProgram = options.serverProgram;
    m_session = std::make_unique<desktop::Session>(wanted);
    m_window = std::make_unique<desktop::MainWindow>(*m_session);
    if (options.settings.isEmpty())
        m_window->resize(options.size);
    m_window->show();
    // Without a window manager nobody else gives it the keys.
    (void)QTest::qWaitForWindowExposed(m_window.get());
    m_window->activateWindow();
    if (!QTest::qWaitForWindowActive(m_window.get()))
        qWarning("the window did not become active");
    m_session->begin();
}

Desk::Desk(quint16 port)
    : Desk(Options{.server = u"127.0.0.1:%1"_s.arg(port)})
{}

Desk::~Desk() = default;

QString Desk::write(const QString &name, const QByteArray &content) const
{
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("%s cannot be written", qPrintable(name));
    return file.fileName();
}

void Desk::choose(const QString &task)
{
    auto &list = part<QListView>(u"taskList"_s);
    const QModelIndex index = list.model()->index(m_session->catalog.rowOf(task), 0);
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.visualRect(index).center());
}

void Desk::click(const QString &button)
{
    auto &widget = part<QAbstractButton>(button);
    if (!widget.isVisible() || !widget.isEnabled())
        qFatal("%s cannot be clicked", qPrintable(button));
    QTest::mouseClick(&widget, Qt::LeftButton);
}

void Desk::send()
{
    m_window->activateWindow(); // after a dialog, too, which no window manager gives the keys back from
    (void)QTest::qWaitForWindowActive(m_window.get());
    QTest::keyClick(m_window.get(), Qt::Key_Return, Qt::ControlModifier);
}

bool Desk::connected()
{
    return waitFor([&] {
        return m_session->connection.isConnected() && m_session->catalog.source() == CatalogModel::Source::Server;
    });
}

QString Desk::shownResult()
{
    for (const QString &name : {u"gistText"_s, u"gistNumber"_s, u"resultError"_s}) {
        auto &shown = part<QWidget>(name);
        if (!shown.isVisible())
            continue;
        if (const auto *text = qobject_cast<QPlainTextEdit *>(&shown))
            return text->toPlainText();
        if (const auto *label = qobject_cast<QLabel *>(&shown))
            return label->text();
        return static_cast<desktop::InfoBar &>(shown).text();
    }
    return {};
}

namespace {

qint64 now()
{
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

} // namespace

Heartbeat::Heartbeat()
{
    restart();
    startTimer(1, Qt::PreciseTimer);
}

void Heartbeat::restart()
{
    m_last = now();
    m_longest = 0;
}

qint64 Heartbeat::longestMs() const
{
    return m_longest / 1000;
}

void Heartbeat::timerEvent(QTimerEvent * /*event*/)
{
    const qint64 at = now();
    m_longest = std::max(m_longest, at - m_last);
    m_last = at;
}

} // namespace relevo::test
