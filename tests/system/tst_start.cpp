// How the server starts, or says in one line why it does not.
#include "tests/support/wire_suite.h"

#include <QRegularExpression>
#include <QTest>

using namespace relevo::test;
using namespace Qt::StringLiterals;

class Start : public QObject
{
    Q_OBJECT

private:
    static void checkRefusal(ServerProcess &server)
    {
        QCOMPARE(server.waitForExit().value_or(-1), 2);
        QCOMPARE(server.stdoutText(), "");
        const QByteArray told = server.stderrText();
        QVERIFY2(told.size() > 10 && told.endsWith('\n') && told.count('\n') == 1, told.constData());
    }

private Q_SLOTS:
    void readyLine()
    {
        ServerProcess server;
        QVERIFY2(server.start({u"--node"_s, u"n-1.x_y"_s}), server.stderrText().constData());
        static const QRegularExpression shape(u"^ready tcp=127\\.0\\.0\\.1:[1-9]\\d* node=n-1\\.x_y( [^\\n]*)?\\n$"_s);
        const QString text = QString::fromUtf8(server.stdoutText());
        QVERIFY2(shape.match(text).hasMatch(), qPrintable(text));
        QCOMPARE(faultAtEndOf(server), QString());
    }

    void readyMeansServing()
    {
        for (int i = 0; i < 5; ++i) {
            ServerProcess server;
            QVERIFY2(server.start(), server.stderrText().constData());
            RawPeer peer(server.port());
            QCOMPARE(summaryOf(peer.ask(goodRequest("1"))), goodSummary("1"));
        }
    }

    void portInUse()
    {
        ServerProcess first;
        QVERIFY2(first.start(), first.stderrText().constData());
        ServerProcess second;
        const QString address = u"127.0.0.1:%1"_s.arg(first.port());
        QVERIFY(!second.start({u"--listen"_s, address}));
        checkRefusal(second);
        QVERIFY2(second.stderrText().contains(address.toUtf8()), second.stderrText().constData());
        RawPeer peer(first.port());
        QCOMPARE(summaryOf(peer.ask(goodRequest("1"))), goodSummary("1"));
        QCOMPARE(faultAtEndOf(first), QString());
    }

    /// Connections of the old process that still linger do not keep the new one from the port.
    void portIsFreeAgainAtOnce()
    {
        ServerProcess first;
        QVERIFY2(first.start(), first.stderrText().constData());
        RawPeer peer(first.port());
        QCOMPARE(summaryOf(peer.ask(goodRequest("1"))), goodSummary("1"));
        QCOMPARE(first.stop().value_or(-1), 0);
        ServerProcess second;
        QVERIFY2(second.start({u"--listen"_s, u"127.0.0.1:%1"_s.arg(first.port())}), second.stderrText().constData());
        QCOMPARE(second.port(), first.port());
    }

    void badValues_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("named"); // what the line has to name
        const auto row = [](const QString &option, const QString &value) {
            QTest::newRow(qPrintable(option + u' ' + value)) << QStringList{option, value} << option.mid(2);
        };
        for (const auto &value : {u"0"_s, u"-1"_s, u"abc"_s, u"1.5"_s, u""_s, u"99999999999999999999999"_s})
            row(u"--workers"_s, value);
        for (const auto &value :
             {u"nonsense"_s, u"127.0.0.1"_s, u"127.0.0.1:99999"_s, u"127.0.0.1:x"_s, u":"_s, u"example.invalid:5000"_s})
            row(u"--listen"_s, value);
        row(u"--io"_s, u"select"_s);
        row(u"--io-threads"_s, u"0"_s);
        row(u"--max-message"_s, u"5"_s);
        row(u"--max-message"_s, u"16 bananas"_s);
        row(u"--max-nesting"_s, u"1"_s);
        row(u"--max-batch"_s, u"0"_s);
        row(u"--max-connections"_s, u"0"_s);
        row(u"--write-timeout"_s, u"-5"_s);
        row(u"--drain-timeout"_s, u"soon"_s);
        row(u"--node"_s, u"no spaces"_s);
        row(u"--log-level"_s, u"loud"_s);
        row(u"--log-format"_s, u"xml"_s);
        QTest::newRow("no such option") << QStringList{u"--worker-count"_s, u"2"_s} << u"worker-count"_s;
        QTest::newRow("no value") << QStringList{u"--workers"_s} << u"workers"_s;
        QTest::newRow("a word too many") << QStringList{u"serve"_s} << u"serve"_s;
        QTest::newRow("no such file") << QStringList{u"--config"_s, u"/nonexistent/relevo.ini"_s}
                                      << u"/nonexistent/relevo.ini"_s;
    }
    void badValues()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QString, named);
        ServerProcess server;
        QVERIFY(!server.startWith(arguments));
        checkRefusal(server);
        QVERIFY2(server.stderrText().contains(named.toUtf8()), server.stderrText().constData());
    }
};

QTEST_GUILESS_MAIN(Start)
#include "tst_start.moc"
