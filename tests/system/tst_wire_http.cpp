// A web page that posts to this port: one -32700, an orderly close, and nothing of its body is run.
#include "tests/support/stats.h"
#include "tests/support/wire_suite.h"

#include <QTest>

using namespace relevo::test;

class WireHttp : public WireSuite
{
    Q_OBJECT

private:
    static constexpr auto parseError = "null !-32700";

    static QByteArray post(const QByteArray &method)
    {
        const QByteArray body =
            goodRequest("1") + '\n' + goodRequest("2") + '\n' + request("", "text.count", R"([""])");
        return method +
               " / HTTP/1.1\r\nHost: 127.0.0.1:5000\r\nOrigin: http://evil.example\r\nContent-Type: text/plain\r\n" +
               "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }

private Q_SLOTS:
    void nothingOfItRuns_data()
    {
        QTest::addColumn<QByteArray>("method");
        for (const char *method : {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "CONNECT", "TRACE"})
            QTest::newRow(method) << QByteArray(method);
    }
    void nothingOfItRuns()
    {
        QFETCH(const QByteArray, method);
        const qint64 before = Stats::of(port()).finished();
        QVERIFY(before >= 0);
        const QByteArray bytes = post(method);
        const qsizetype early = method.size();
        for (const Cut &cut : {Cut{}, Cut{Cut::Kind::ByteByByte}, Cut{Cut::Kind::At, 1}, Cut{Cut::Kind::At, early},
                               Cut{Cut::Kind::At, early + 1}, Cut{Cut::Kind::At, bytes.indexOf("\r\n\r\n") + 4}}) {
            const QString difference = Exchange::of(port(), bytes, cut).difference({parseError});
            QVERIFY2(difference.isEmpty(), qPrintable(difference));
        }
        QCOMPARE(Stats::of(port()).finished(), before);
    }

    /// The client learns of it though it goes on sending: the close is no reset while it does.
    void closeIsOrderlyWhileMoreComes()
    {
        RawPeer peer(port());
        QVERIFY(peer.send(post("POST")));
        QCOMPARE(summaryOf(peer.readLine().value_or("")), parseError);
        for (int i = 0; i < 50; ++i)
            peer.send(goodRequest("3") + QByteArray(1000, ' ') + '\n');
        QCOMPARE(peer.readToEnd(), "");
        QCOMPARE(peer.end(), RawPeer::End::Closed);
    }

    /// A client that ignores the close and keeps its half open does not keep the connection for ever.
    void connectionIsGivenUp()
    {
        RawPeer peer(port());
        QVERIFY(peer.send(post("POST")));
        QCOMPARE(differenceOf(peer.readLinesToEnd(), {parseError}), QString());
        QVERIFY(eventually([this] { return Stats::of(port()).connections == 1; }));
    }

    void onlyTheFirstBytesCount()
    {
        RawPeer peer(port());
        QCOMPARE(summaryOf(peer.ask(goodRequest("1"))), goodSummary("1"));
        QCOMPARE(summaryOf(peer.ask("POST / HTTP/1.1\n" + goodRequest("2"))), parseError);
        QCOMPARE(summaryOf(peer.readLine().value_or("")), goodSummary("2"));
    }

    void noHttpMethodNoClose_data()
    {
        QTest::addColumn<QByteArray>("start");
        for (const char *start : {"POSTED ", "post ", "GE T ", "POST", "GETX ", "P", "OPTION "})
            QTest::newRow(start) << QByteArray(start);
    }
    void noHttpMethodNoClose()
    {
        QFETCH(const QByteArray, start);
        const QByteArrayList expected{parseError, goodSummary("1")};
        for (const Cut &cut : {Cut{}, Cut{Cut::Kind::ByteByByte}}) {
            const QString difference = Exchange::of(port(), start + '\n' + goodRequest("1"), cut).difference(expected);
            QVERIFY2(difference.isEmpty(), qPrintable(difference));
        }
    }
};

QTEST_GUILESS_MAIN(WireHttp)
#include "tst_wire_http.moc"
