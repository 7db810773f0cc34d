// Batches: one array once all members are done, whatever the members are.
#include "tests/support/wire_suite.h"

#include <QTest>

using namespace relevo::test;
using namespace Qt::StringLiterals;

class WireBatches : public WireSuite
{
    Q_OBJECT

private:
    static constexpr int maxBatch = 50;
    QStringList arguments() const override { return {u"--max-batch"_s, u"50"_s}; }

    static QByteArray batch(const QByteArrayList &members) { return '[' + members.join(',') + ']'; }
    static QByteArray summary(QByteArrayList members)
    {
        std::sort(members.begin(), members.end());
        return '[' + members.join(" ; ") + ']';
    }
    static QByteArray good(int id) { return goodRequest(QByteArray::number(id)); }
    static QByteArray goodResult(int id) { return goodSummary(QByteArray::number(id)); }

private Q_SLOTS:
    void batches_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArrayList>("expected");
        const auto row = [](const char *name, const QByteArray &text, const QByteArrayList &expected) {
            QTest::newRow(name) << text << expected;
        };
        const QByteArray invalid = "null !-32600";
        const QByteArray notification = request("", "text.reverse", R"(["ab"])");
        row("one", batch({good(1)}), {summary({goodResult(1)})});
        row("three", batch({good(1), good(2), good(3)}), {summary({goodResult(1), goodResult(2), goodResult(3)})});
        row("the same id twice", batch({good(1), good(1)}), {summary({goodResult(1), goodResult(1)})});
        row("white space inside", "[ \r\n" + good(1) + " ,\t" + good(2) + "\n]",
            {summary({goodResult(1), goodResult(2)})});
        row("with a notification", batch({notification, good(1), notification}), {summary({goodResult(1)})});
        row("notifications only", batch({notification, notification, request("", "no.such")}), {});
        row("every kind of scalar", R"([1,"a",true,false,null,-1.5e3])",
            {summary({invalid, invalid, invalid, invalid, invalid, invalid})});
        row("scalars among requests", batch({"1", good(1), "\"x\""}), {summary({goodResult(1), invalid, invalid})});
        row("an empty array inside", "[[]]", {summary({invalid})});
        row("a batch inside", batch({batch({good(1)}), good(2)}), {summary({invalid, goodResult(2)})});
        row("empty objects", "[{},{}]", {summary({invalid, invalid})});
        row("a first-dialect object is none here", R"([{"type":"promedio","data":[1]}])", {summary({invalid})});
        row("errors of every kind",
            batch({request("1", "zzzzqqqq"), request("2", "text.reverse", "{}"), R"({"jsonrpc":"2.0","method":1})",
                   good(4)}),
            {summary({"1 !-32601", "2 !-32602(text)", invalid, goodResult(4)})});
        row("a bad id inside", batch({R"({"jsonrpc":"2.0","method":"text.reverse","params":["ab"],"id":{}})", good(1)}),
            {summary({invalid, goodResult(1)})});
        row("no JSON inside spoils the whole", batch({good(1), R"({"a":tru})"}), {"null !-32700"});
        row("a missing member", "[" + good(1) + ",]", {"null !-32700"});
        row("no comma", "[" + good(1) + good(2) + "]", {"null !-32700"});
        row("not UTF-8 inside", batch({good(1), request("2", "text.reverse", "[\"\xff\"]")}), {"null !-32700"});
        row("methods of the system", batch({request("1", "zzzzqqqq"), request("2", "text.count", R"([""])")}),
            {summary({"1 !-32601", R"(2 {"bytes":0,"characters":0,"codePoints":0,"lines":0,"words":0})"})});
        row("as many as may be", batch(QByteArrayList(maxBatch, good(1))),
            {summary(QByteArrayList(maxBatch, goodResult(1)))});
        row("one too many: one error for the whole", batch(QByteArrayList(maxBatch + 1, good(1))),
            {"null !-32004(50)"});
        row("too many notifications", batch(QByteArrayList(maxBatch + 1, notification)), {"null !-32004(50)"});
        row("too many scalars", batch(QByteArrayList(maxBatch * 20, "1")), {"null !-32004(50)"});
    }
    void batches()
    {
        QFETCH(const QByteArray, text);
        QFETCH(QByteArrayList, expected);
        expected += goodSummary("\"next\"");
        for (const Cut &cut : {Cut{}, Cut{Cut::Kind::At, text.size() / 2}}) {
            const QString difference = Exchange::of(port(), text + goodRequest("\"next\""), cut).difference(expected);
            QVERIFY2(difference.isEmpty(), qPrintable(difference));
        }
    }

    /// Nothing of a batch that was refused for its size has run.
    void refusedBatchDoesNotRun()
    {
        RawPeer peer(port());
        QCOMPARE(summaryOf(peer.ask(batch(QByteArrayList(maxBatch + 1, good(1))))), "null !-32004(50)");
        QVERIFY(peer.staysSilent(50));
    }

    /// A batch waits for its slowest member; single calls behind it do not wait for the batch.
    void batchIsOneLine()
    {
        RawPeer peer(port());
        QByteArrayList members;
        QByteArrayList expected;
        for (int i = 0; i < maxBatch; ++i) {
            const QByteArray text(20'000 * (i % 5), 'x');
            members += request(QByteArray::number(i), "text.reverse", "[\"" + text + "\"]");
            expected += QByteArray::number(i) + " {\"text\":\"" + text + "\"}";
        }
        QVERIFY(peer.send(batch(members) + good(1000)));
        const QString difference = differenceOf(peer.readLines(2), {summary(expected), goodResult(1000)});
        QVERIFY2(difference.isEmpty(), qPrintable(difference.left(500)));
    }

    void manyBatchesAtOnce()
    {
        RawPeer peer(port());
        QByteArray bytes;
        QByteArrayList expected;
        for (int i = 0; i < 300; ++i) {
            bytes += batch({good(3 * i), good(3 * i + 1), request("", "text.count", R"(["x"])"), good(3 * i + 2)});
            expected += summary({goodResult(3 * i), goodResult(3 * i + 1), goodResult(3 * i + 2)});
        }
        QVERIFY(peer.send(bytes));
        const QString difference = differenceOf(peer.readLines(expected.size()), expected);
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }
};

QTEST_GUILESS_MAIN(WireBatches)
#include "tst_wire_batches.moc"
