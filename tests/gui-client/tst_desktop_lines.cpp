// A whole file through one task, in the window: the results in the lines' order, pause, cancel, what fails, and a
// window that stays alive meanwhile. RELEVO_TORTURE makes a million lines of it.
#include "gui-client/info_bar.h"
#include "gui-client/lines_page.h"
#include "tests/gui-client/desk.h"
#include "tests/support/server_process.h"
#include "tests/support/torture.h"

#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>

#include <unistd.h>

using namespace relevo;
using namespace Qt::StringLiterals;
using test::Desk;
using test::Heartbeat;
using test::ServerProcess;
using test::waitFor;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

qint64 residentBytes()
{
    return contentOf(u"/proc/self/statm"_s).split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE);
}

} // namespace

class TestDesktopLines : public QObject
{
    Q_OBJECT

private:
    ServerProcess m_server;
    std::unique_ptr<Desk> m_desk;

    desktop::LinesPage &page() { return m_desk->window().currentPage()->lines(); }
    desktop::InfoBar &message() { return m_desk->part<desktop::InfoBar>(u"linesMessage"_s); }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_server.start()); }
    void init()
    {
        m_desk = std::make_unique<Desk>(m_server.port());
        QVERIFY(m_desk->connected());
        m_desk->choose(u"text.reverse"_s);
        QTest::keyClick(&m_desk->window(), Qt::Key_L, Qt::ControlModifier);
        QVERIFY(page().isVisible());
    }
    void cleanup() { m_desk.reset(); }

    void writesAResultPerLine()
    {
        const QString input = m_desk->write(u"lines.txt"_s, "abc\n\ndef\n");
        QTest::keyClicks(&m_desk->part<QLineEdit>(u"linesInput"_s), input);
        QCOMPARE(m_desk->part<QLineEdit>(u"linesOutput"_s).text(), m_desk->file(u"lines.results.txt"_s));
        m_desk->click(u"linesStart"_s);
        QVERIFY(waitFor([&] { return page().run().state() == BatchRun::State::Done; }));
        QCOMPARE(contentOf(m_desk->file(u"lines.results.txt"_s)), "cba\n\nfed\n");
        QVERIFY(message().text().contains(u"3 lines"_s));
        QVERIFY(m_desk->part<QPlainTextEdit>(u"linesSample"_s).toPlainText().startsWith(u"cba"_s));
    }

    void writesTablesAndTellsWhatFailed()
    {
        m_desk->choose(u"numbers.average"_s);
        m_desk->window().currentPage()->showLines();
        page().setInput(m_desk->write(u"numbers.txt"_s, "1 3\nnothing\n5\n"));
        auto &format = m_desk->part<QComboBox>(u"linesFormat"_s);
        format.setFocus();
        QTest::keyClick(&format, Qt::Key_Down); // CSV
        QCOMPARE(m_desk->part<QLineEdit>(u"linesOutput"_s).text(), m_desk->file(u"numbers.results.csv"_s));
        m_desk->click(u"linesStart"_s);
        QVERIFY(waitFor([&] { return page().run().state() == BatchRun::State::Done; }));
        QCOMPARE(contentOf(m_desk->file(u"numbers.results.csv"_s)).count('\n'), 4);
        QCOMPARE(m_desk->part<QListWidget>(u"linesFailures"_s).count(), 1);
        QVERIFY(m_desk->part<QListWidget>(u"linesFailures"_s).item(0)->text().contains(u'2'));
    }

    void saysInItsPlaceWhatIsMissing()
    {
        m_desk->click(u"linesStart"_s);
        QVERIFY(message().isVisible());
        QCOMPARE(QApplication::focusWidget(), &m_desk->part<QLineEdit>(u"linesInput"_s));
        page().setInput(m_desk->file(u"missing.txt"_s));
        m_desk->click(u"linesStart"_s);
        QVERIFY(message().text().contains(u"missing.txt"_s));
        const QString input = m_desk->write(u"same.txt"_s, "abc\n");
        page().setInput(input);
        page().setOutput(input);
        m_desk->click(u"linesStart"_s);
        QVERIFY(message().text().contains(u"overwrite"_s));
        QCOMPARE(contentOf(input), "abc\n");
    }

    void runsAGreatManyLinesWithAWindowThatLives()
    {
        const int lines = std::min(1'000'000, test::rounds(200'000));
        QByteArray content;
        for (int i = 0; i < lines; ++i)
            content += "line " + QByteArray::number(i) + '\n';
        page().setInput(m_desk->write(u"many.txt"_s, content));
        content = {};
        Heartbeat heart;
        QTest::qWait(500);
        const qint64 idle = heart.longestMs();
        const qint64 before = residentBytes();
        heart.restart();
        m_desk->click(u"linesStart"_s);
        QVERIFY(waitFor([&] { return page().run().done() > lines / 20; }));
        m_desk->click(u"linesStart"_s); // pauses
        QCOMPARE(page().run().state(), BatchRun::State::Paused);
        m_desk->click(u"linesStart"_s); // goes on
        QVERIFY(QTest::qWaitFor([&] { return page().run().state() == BatchRun::State::Done; }, 10 * test::hangGuardMs));
        const qint64 pause = heart.longestMs();
        QCOMPARE(page().run().done(), lines);
        QCOMPARE(page().run().failed(), 0);
        const QByteArray results = contentOf(m_desk->file(u"many.results.txt"_s));
        QCOMPARE(results.count('\n'), lines);
        QVERIFY(results.startsWith("0 enil\n1 enil\n"));
        qInfo("longest pause: idle %lld ms, running %lld ms; memory +%lld MiB", static_cast<long long>(idle),
              static_cast<long long>(pause), static_cast<long long>((residentBytes() - before) >> 20));
        if (!test::sanitized) {
            QVERIFY2(pause < idle + 400, qPrintable(u"%1 ms after %2 ms"_s.arg(pause).arg(idle)));
            QVERIFY(residentBytes() - before < 300 << 20);
        }
    }

    void keepsWhatCameUntilItWasCancelled()
    {
        page().setInput(m_desk->write(u"cancelled.txt"_s, QByteArray("some words\n").repeated(500'000)));
        m_desk->click(u"linesStart"_s);
        QVERIFY(waitFor([&] { return page().run().done() > 100; }));
        m_desk->click(u"linesCancel"_s);
        QVERIFY(waitFor([&] { return page().run().state() == BatchRun::State::Cancelled; }));
        QVERIFY(contentOf(m_desk->file(u"cancelled.results.txt"_s)).startsWith("sdrow emos\n"));
        QVERIFY(message().text().contains(u"Cancelled"_s));
    }

    void asksInItsPlaceBeforeTheWindowClosesOnARun()
    {
        page().setInput(m_desk->write(u"long.txt"_s, QByteArray("some words\n").repeated(500'000)));
        m_desk->click(u"linesStart"_s);
        QVERIFY(waitFor([&] { return page().run().done() > 100; }));
        QVERIFY(!m_desk->window().close());
        QVERIFY(m_desk->window().isVisible());
        QVERIFY(m_desk->window().close());
    }
};

RELEVO_DESKTOP_TEST(TestDesktopLines)
#include "tst_desktop_lines.moc"
