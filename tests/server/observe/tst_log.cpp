// The log: one write, one line, whatever the message holds and however many threads write.
#include "server/observe/log.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

#include <limits>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace relevo;

namespace {

/// A pipe whose writing end the log gets; what was written is read at the end.
class Sink
{
public:
    Sink()
    {
        if (::pipe(m_ends) != 0)
            qFatal("no pipe");
    }
    ~Sink()
    {
        ::close(m_ends[0]);
        ::close(m_ends[1]);
    }
    Sink(const Sink &) = delete;
    Sink &operator=(const Sink &) = delete;

    int descriptor() const { return m_ends[1]; }

    QList<QByteArray> lines() const
    {
        // A last byte of our own, so that the read ends although the writing end stays open.
        if (::write(m_ends[1], "\0", 1) != 1)
            return {};
        QByteArray all;
        std::vector<char> buffer(1 << 16);
        while (!all.endsWith('\0')) {
            const ssize_t got = ::read(m_ends[0], buffer.data(), buffer.size());
            if (got <= 0)
                break;
            all.append(buffer.data(), got);
        }
        all.chop(1);
        QList<QByteArray> lines = all.split('\n');
        lines.removeLast();
        return lines;
    }

private:
    int m_ends[2] = {-1, -1};
};

} // namespace

class TestLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textLine()
    {
        const Sink sink;
        const Log log(LogLevel::Info, LogFormat::Text, sink.descriptor());
        log.info("connection closed",
                 {{"peer", "127.0.0.1:1"}, {"reason", "a b\n\"c\""}, {"bytes", std::uint64_t{5}}, {"ok", true}});
        const QList<QByteArray> lines = sink.lines();
        QCOMPARE(lines.size(), 1);
        const QRegularExpression expected(QStringLiteral(
            R"(^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z info: connection closed peer=127\.0\.0\.1:1 reason="a b\\n\\"c\\"" bytes=5 ok=true$)"));
        QVERIFY2(expected.match(QString::fromUtf8(lines[0])).hasMatch(), lines[0].constData());
    }

    void jsonLine()
    {
        const Sink sink;
        const Log log(LogLevel::Debug, LogFormat::Json, sink.descriptor());
        log.debug("two\nlines \xff",
                  {{"n", -3}, {"x", 0.5}, {"inf", std::numeric_limits<double>::infinity()}, {"s", "ñ"}});
        const QList<QByteArray> lines = sink.lines();
        QCOMPARE(lines.size(), 1);
        const QJsonObject object = QJsonDocument::fromJson(lines[0]).object();
        QCOMPARE(object[QStringLiteral("level")].toString(), QStringLiteral("debug"));
        QCOMPARE(object[QStringLiteral("message")].toString(), QStringLiteral(u"two\nlines \ufffd"));
        QCOMPARE(object[QStringLiteral("n")].toInt(), -3);
        QCOMPARE(object[QStringLiteral("x")].toDouble(), 0.5);
        QVERIFY(object[QStringLiteral("inf")].isNull());
        QCOMPARE(object[QStringLiteral("s")].toString(), QStringLiteral(u"ñ"));
        QVERIFY(object.contains(QStringLiteral("at")));
    }

    void levelsAreFiltered()
    {
        const Sink sink;
        const Log log(LogLevel::Warning, LogFormat::Text, sink.descriptor());
        log.error("1");
        log.warning("2");
        log.info("3");
        log.debug("4");
        QCOMPARE(sink.lines().size(), 2);
        QVERIFY(log.writes(LogLevel::Error));
        QVERIFY(!log.writes(LogLevel::Info));
    }

    void aMessageStaysOneLine()
    {
        const Sink sink;
        const Log log(LogLevel::Info, LogFormat::Text, sink.descriptor());
        log.info("forged\n2020 error: nothing");
        QCOMPARE(sink.lines().size(), 1);
    }

    void incidentIsFoundById()
    {
        const Sink sink;
        const Log log(LogLevel::Error, LogFormat::Text, sink.descriptor());
        const std::string first = log.incident("std::bad_alloc", {{"method", "text.reverse"}});
        const std::string second = log.incident("std::bad_alloc");
        QVERIFY(QRegularExpression(QStringLiteral("^[0-9a-f]{12}$")).match(QString::fromStdString(first)).hasMatch());
        QVERIFY(first != second);
        const QList<QByteArray> lines = sink.lines();
        QVERIFY(lines[0].contains(first.c_str()));
        QVERIFY(lines[0].contains("std::bad_alloc method=text.reverse"));
    }

    void threadsDoNotMixTheirLines()
    {
        const Sink sink;
        const Log log(LogLevel::Info, LogFormat::Text, sink.descriptor());
        const std::string longText(300, 'x');
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&] {
                for (int i = 0; i < 40; ++i)
                    log.info("m", {{"text", longText}});
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        const QList<QByteArray> lines = sink.lines();
        QCOMPARE(lines.size(), 160);
        for (const QByteArray &line : lines)
            QVERIFY(line.endsWith(" info: m text=" + QByteArray::fromStdString(longText)));
    }

    void qtMessagesComeHereAndStopComing()
    {
        const Sink sink;
        const Log log(LogLevel::Debug, LogFormat::Text, sink.descriptor());
        {
            const QtMessagesToLog route(log);
            qWarning("from Qt %d", 7);
        }
        QTest::ignoreMessage(QtWarningMsg, "not here");
        qWarning("not here");
        const QList<QByteArray> lines = sink.lines();
        QCOMPARE(lines.size(), 1);
        QVERIFY(lines[0].contains("warning: from Qt 7 from=qt"));
    }
};

QTEST_GUILESS_MAIN(TestLog)
#include "tst_log.moc"
