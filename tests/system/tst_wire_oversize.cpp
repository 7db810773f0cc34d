// Messages past the size limit and nesting past its limit: told once and at once, skipped or closed, never kept.
#include "tests/support/wire_suite.h"

#include <QTest>

using namespace relevo::test;
using namespace Qt::StringLiterals;

class WireOversize : public WireSuite
{
    Q_OBJECT

private:
    static constexpr qsizetype maxMessage = 4096;
    static constexpr qsizetype maxNesting = 16;
    static constexpr auto tooLarge = "null !-32004(4096)";
    static constexpr auto tooDeep = "null !-32004(16)";

    QStringList arguments() const override { return {u"--max-message"_s, u"4096"_s, u"--max-nesting"_s, u"16"_s}; }

    /// A good request of exactly `size` bytes.
    static QByteArray requestOfSize(const QByteArray &id, qsizetype size)
    {
        const QByteArray empty =
            R"({"jsonrpc":"2.0","method":"text.count","params":{"text":""},"pad":"","id":)" + id + '}';
        QByteArray padded = empty;
        return padded.insert(empty.indexOf("\"pad\":\"") + 7, QByteArray(size - empty.size(), 'x'));
    }
    static QByteArray countSummary(const QByteArray &id)
    {
        return id + R"( {"bytes":0,"characters":0,"codePoints":0,"lines":0,"words":0})";
    }
    static QByteArray nested(qsizetype depth, const QByteArray &inside = {})
    {
        return QByteArray(depth, '[') + inside + QByteArray(depth, ']');
    }

private Q_SLOTS:
    void sizes_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArrayList>("expected");
        const QByteArray good = goodRequest("1");
        const QByteArrayList skipped{tooLarge, goodSummary("1")};
        const auto row = [](const char *name, const QByteArray &bytes, const QByteArrayList &expected) {
            QTest::newRow(name) << bytes << expected;
        };
        row("at the limit", requestOfSize("2", maxMessage) + good, {countSummary("2"), goodSummary("1")});
        row("white space around does not count",
            QByteArray(9000, ' ') + requestOfSize("2", maxMessage) + QByteArray(9000, '\n') + good,
            {countSummary("2"), goodSummary("1")});
        row("a byte past it", requestOfSize("2", maxMessage + 1) + good, skipped);
        row("far past it", requestOfSize("2", 300'000) + good, skipped);
        row("a batch", '[' + QByteArrayList(200, goodRequest("5")).join(',') + ']' + good, skipped);
        row("brackets and quotes in the skipped part",
            request("2", "text.reverse", "{\"text\":\"" + QByteArray(5000, 'x') + R"(\"]}{[\\"})") + good, skipped);
        row("newlines in the skipped part", "[" + QByteArray("1,\n").repeated(3000) + "1]" + good, skipped);
        row("no JSON in the skipped part", "[" + QByteArray("tru,").repeated(3000) + "1]" + good, skipped);
        row("two of them", requestOfSize("2", 5000) + requestOfSize("3", 6000) + good,
            {tooLarge, tooLarge, goodSummary("1")});
        row("framing fails in the skipped part: no second error",
            "{\"a\":\"" + QByteArray(5000, 'x') + "\t\"}" + goodRequest("9") + '\n' + good, skipped);
        row("wrong bracket in the skipped part: no second error",
            "[" + QByteArray(5000, ' ') + "}" + goodRequest("9") + '\n' + good, skipped);
        row("unfinished at the end: no second error", "{\"a\":\"" + QByteArray(5000, 'x'), {tooLarge});
    }
    void sizes()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QByteArrayList, expected);
        const QString whole = Exchange::of(port(), bytes).difference(expected);
        QVERIFY2(whole.isEmpty(), qPrintable(whole));
        for (const qsizetype cut : {maxMessage - 1, maxMessage, maxMessage + 1}) {
            const QString difference = Exchange::of(port(), bytes, {Cut::Kind::At, cut}).difference(expected);
            QVERIFY2(difference.isEmpty(), qPrintable(difference));
        }
    }

    void oversizeByteByByte()
    {
        const QByteArray bytes = requestOfSize("2", maxMessage + 20) + goodRequest("1");
        const QString difference =
            Exchange::of(port(), bytes, {Cut::Kind::ByteByByte}).difference({tooLarge, goodSummary("1")});
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }

    /// The error comes while the text is still unfinished, and finishing it brings no second one.
    void oversizeIsToldAtOnce()
    {
        RawPeer peer(port());
        QCOMPARE(summaryOf(peer.ask("{\"a\":\"" + QByteArray(maxMessage, 'x'))), tooLarge);
        QVERIFY(peer.send(QByteArray(maxMessage, 'y')));
        QVERIFY(peer.staysSilent(50));
        QCOMPARE(summaryOf(peer.ask("\"}" + goodRequest("1"))), goodSummary("1"));
        QVERIFY(peer.staysSilent(20));
    }

    void allowedNesting()
    {
        // Two brackets of the request stand around the value, so it may have two fewer.
        RawPeer peer(port());
        QCOMPARE(summaryOf(peer.ask(request("1", "text.reverse", "{\"text\":" + nested(maxNesting - 2) + '}'))),
                 "1 !-32602(text)");
        QCOMPARE(summaryOf(peer.ask(nested(maxNesting))), "[null !-32600]");
        QCOMPARE(summaryOf(peer.ask(request("2", "text.reverse", "{\"text\":\"" + QByteArray(50, '[') + "\"}"))),
                 "2 {\"text\":\"" + QByteArray(50, '[') + "\"}");
    }

    void tooDeepCloses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArrayList>("expected");
        QTest::newRow("in params") << request("1", "text.reverse", "{\"text\":" + nested(maxNesting - 1) + '}')
                                   << QByteArrayList{tooDeep};
        QTest::newRow("arrays") << nested(maxNesting + 1) << QByteArrayList{tooDeep};
        QTest::newRow("unfinished") << QByteArray(maxNesting + 1, '[') << QByteArrayList{tooDeep};
        QTest::newRow("objects") << QByteArray(R"({"a":)").repeated(maxNesting + 1) << QByteArrayList{tooDeep};
        QTest::newRow("in a skipped text")
            << "[" + QByteArray(5000, ' ') + nested(maxNesting) << QByteArrayList{tooLarge, tooDeep};
    }
    /// -32004 with the limit, then an orderly close; what follows is not run.
    void tooDeepCloses()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QByteArrayList, expected);
        for (const bool byteByByte : {false, true}) {
            RawPeer peer(port());
            const QByteArray all = bytes + '\n' + goodRequest("5") + '\n';
            if (byteByByte)
                peer.sendByteByByte(all); // it may meet the close half way
            else
                QVERIFY(peer.send(all));
            const QString difference = differenceOf(peer.readLinesToEnd(), expected);
            QVERIFY2(difference.isEmpty(), qPrintable(difference));
            QCOMPARE(peer.end(), RawPeer::End::Closed);
        }
    }

    void repliesOwedComeBeforeTheClose()
    {
        RawPeer peer(port());
        QByteArray bytes;
        QByteArrayList expected{tooDeep};
        for (int i = 0; i < 200; ++i) {
            bytes += goodRequest(QByteArray::number(i));
            expected += goodSummary(QByteArray::number(i));
        }
        QVERIFY(peer.send(bytes + nested(maxNesting + 1)));
        const QString difference = differenceOf(peer.readLinesToEnd(), expected);
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
        QCOMPARE(peer.end(), RawPeer::End::Closed);
    }
};

QTEST_GUILESS_MAIN(WireOversize)
#include "tst_wire_oversize.moc"
