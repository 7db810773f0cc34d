// The first dialect: programs written for the Python system that this project grew out of go on working unchanged.
#include "tests/support/wire_suite.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTest>

using namespace relevo::test;
using namespace Qt::StringLiterals;

class WireFirstDialect : public WireSuite
{
    Q_OBJECT

private:
    /// What stands after `Procesado por WORKER: `; empty if that does not stand there.
    static QString answerIn(const QByteArray &bytes)
    {
        static const QRegularExpression shape(u"^Procesado por ([^:\\s][^:]*): (.*)$"_s,
                                              QRegularExpression::DotMatchesEverythingOption);
        return shape.match(QString::fromUtf8(bytes)).captured(2);
    }
    /// As the original client: no newline, no half-close, read to the end.
    QString answerTo(const QByteArray &text)
    {
        RawPeer peer(port());
        peer.send(text);
        const QByteArray bytes = peer.readToEnd();
        return peer.end() == RawPeer::End::Closed ? answerIn(bytes) : u"no orderly close"_s;
    }

private Q_SLOTS:
    void answers_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("answer");
        const auto row = [](const char *name, const QByteArray &text, const QString &answer) {
            QTest::newRow(name) << text << answer;
        };
        const QString badList = u"Error: lista vacía o no válida"_s;
        const QString unknown = u"Tipo de tarea desconocido"_s;
        row("invertir_texto", R"({"type": "invertir_texto", "data": "hola"})", u"aloh"_s);
        row("invertir_texto, members the other way", R"({"data": "hola", "type": "invertir_texto"})", u"aloh"_s);
        row("invertir_texto, as json.dumps escapes", R"({"type": "invertir_texto", "data": "a\u00f1o \ud83d\ude00"})",
            u"😀 oña"_s);
        row("invertir_texto, quotes", "{\"type\": \"invertir_texto\", \"data\": \"a\\\"\\\\\\n\"}", u"\n\\\"a"_s);
        row("invertir_texto, a colon in it", R"({"type": "invertir_texto", "data": "a: b"})", u"b :a"_s);
        row("invertir_texto, empty", R"({"type": "invertir_texto", "data": ""})", u""_s);
        row("promedio", R"({"type": "promedio", "data": [10, 20, 30]})", u"El promedio es 20.00"_s);
        row("promedio, decimals", R"({"type": "promedio", "data": [1, 2]})", u"El promedio es 1.50"_s);
        row("promedio, rounded", R"({"type": "promedio", "data": [1, 1, 2]})", u"El promedio es 1.33"_s);
        row("promedio, a tie of doubles", R"({"type": "promedio", "data": [0.125]})", u"El promedio es 0.12"_s);
        row("promedio, negative", R"({"type": "promedio", "data": [-10, -20.5]})", u"El promedio es -15.25"_s);
        row("promedio, minus nearly nothing", R"({"type": "promedio", "data": [-0.001]})", u"El promedio es -0.00"_s);
        row("promedio, large", R"({"type": "promedio", "data": [1e21]})",
            u"El promedio es 1000000000000000000000.00"_s);
        row("promedio, empty", R"({"type": "promedio", "data": []})", badList);
        row("promedio, no data", R"({"type": "promedio"})", badList);
        row("promedio, null", R"({"type": "promedio", "data": null})", badList);
        row("promedio, a text", R"({"type": "promedio", "data": "10, 20"})", badList);
        row("promedio, an object", R"({"type": "promedio", "data": {"a": 1}})", badList);
        row("promedio, a number", R"({"type": "promedio", "data": 10})", badList);
        row("contar_caracteres", R"({"type": "contar_caracteres", "data": "hola"})", u"El texto tiene 4 caracteres"_s);
        row("contar_caracteres, empty", R"({"type": "contar_caracteres", "data": ""})",
            u"El texto tiene 0 caracteres"_s);
        row("contar_caracteres, accents", "{\"type\": \"contar_caracteres\", \"data\": \"e\u0301🇦🇷\"}",
            u"El texto tiene 2 caracteres"_s);
        row("unknown type", R"({"type": "dormir", "data": 5})", unknown);
        row("unknown type, no data", R"({"type": "dormir"})", unknown);
        row("unknown type, any data", R"({"type": "", "data": {"a": [1, {"b": null}]}})", unknown);
        row("type by another case", R"({"type": "Promedio", "data": [1]})", unknown);
        row("type is a number", R"({"type": 7, "data": [1]})", unknown);
        row("type is null", R"({"type": null, "data": [1]})", unknown);
        row("type is a list", R"({"type": ["promedio"], "data": [1]})", unknown);
        row("escaped names", R"({"t\u0079pe": "prom\u0065dio", "d\u0061ta": [4]})", u"El promedio es 4.00"_s);
        row("other members", R"({"type": "promedio", "data": [4], "id": 9, "x": {}})", u"El promedio es 4.00"_s);
    }
    void answers()
    {
        QFETCH(const QByteArray, text);
        QFETCH(QString, answer);
        QCOMPARE(answerTo(text), answer);
        QCOMPARE(answerTo(" \r\n" + text + '\n'), answer);
    }

    void otherFaults_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text :
             {R"({"type": "invertir_texto"})", R"({"type": "invertir_texto", "data": 5})",
              R"({"type": "invertir_texto", "data": null})", R"({"type": "invertir_texto", "data": ["a"]})",
              R"({"type": "invertir_texto", "data": "\ud800"})", R"({"type": "contar_caracteres"})",
              R"({"type": "contar_caracteres", "data": {}})", R"({"type": "promedio", "data": [1, "2"]})",
              R"({"type": "promedio", "data": [1, null]})", R"({"type": "promedio", "data": [1e999]})"})
            QTest::newRow(text) << QByteArray(text);
    }
    /// `Error: ` and what was expected.
    void otherFaults()
    {
        QFETCH(const QByteArray, text);
        const QString answer = answerTo(text);
        QVERIFY2(answer.startsWith(u"Error: "_s) && answer.size() > 12, qPrintable(answer));
        QVERIFY2(!answer.contains(u"lista vacía"_s), qPrintable(answer));
    }

    /// A simple program reads once and takes what came for the whole answer.
    void answerComesInOnePiece()
    {
        for (int i = 0; i < 100; ++i) {
            RawPeer peer(port());
            QVERIFY(peer.send(R"({"type": "contar_caracteres", "data": "hola"})"));
            QCOMPARE(answerIn(peer.readOnce(1024)), u"El texto tiene 4 caracteres"_s);
        }
    }

    void anywhereTheBytesAreCut()
    {
        const QByteArray text = "{\"type\": \"invertir_texto\", \"data\": \"añ😀\"}";
        for (qsizetype cut = 1; cut < text.size(); ++cut) {
            RawPeer peer(port());
            QVERIFY(peer.sendCutAt(text, cut));
            QCOMPARE(answerIn(peer.readToEnd()), u"😀ña"_s);
        }
    }

    void aClientThatHasShutItsHalf()
    {
        RawPeer peer(port());
        QVERIFY(peer.send(R"({"type": "promedio", "data": [10, 20, 30]})"));
        peer.closeWriting();
        QCOMPARE(answerIn(peer.readToEnd()), u"El promedio es 20.00"_s);
        QCOMPARE(peer.end(), RawPeer::End::Closed);
    }

    void longData()
    {
        const QByteArray text(3'000'000, 'x');
        QCOMPARE(answerTo("{\"type\": \"contar_caracteres\", \"data\": \"" + text + "\"}"),
                 u"El texto tiene 3000000 caracteres"_s);
        QCOMPARE(answerTo("{\"type\": \"invertir_texto\", \"data\": \"y" + text + "\"}"),
                 QString::fromLatin1(text) + u'y');
        QCOMPARE(answerTo("{\"type\": \"promedio\", \"data\": [" + QByteArray("1,").repeated(500'000) + "1]}"),
                 u"El promedio es 1.00"_s);
    }

    void manyAtOnce()
    {
        std::vector<RawPeer> peers;
        for (int i = 0; i < 100; ++i) {
            peers.emplace_back(port());
            QVERIFY(peers.back().send("{\"type\": \"promedio\", \"data\": [" + QByteArray::number(i) + "]}"));
        }
        for (int i = 0; i < 100; ++i)
            QCOMPARE(answerIn(peers[std::size_t(i)].readToEnd()), u"El promedio es %1.00"_s.arg(i));
    }

    void onlyTheFirstTextCounts()
    {
        RawPeer peer(port());
        QCOMPARE(summaryOf(peer.ask(goodRequest("1"))), goodSummary("1"));
        QCOMPARE(summaryOf(peer.ask(R"({"type": "promedio", "data": [1]})")), "null !-32600");
        QCOMPARE(summaryOf(peer.ask(goodRequest("2"))), goodSummary("2"));
        RawPeer notified(port());
        QCOMPARE(
            summaryOf(notified.ask(request("", "text.reverse", R"(["ab"])") + R"({"type": "promedio", "data": [1]})")),
            "null !-32600");
    }

    void jsonRpcWithATypeIsJsonRpc()
    {
        const auto ask = [this](const QByteArray &text) {
            RawPeer peer(port());
            return summaryOf(peer.ask(text));
        };
        QCOMPARE(ask(R"({"type":"promedio","jsonrpc":"2.0","method":"text.reverse","params":["ab"],"id":1})"),
                 goodSummary("1"));
        QCOMPARE(ask(R"({"type":"promedio","method":"text.reverse","params":["ab"],"id":1})"),
                 "v1:" + goodSummary("1"));
        QVERIFY(ask(R"({"type":"promedio","jsonrpc":"2.0","data":[1]})").endsWith(" !-32600"));
        QCOMPARE(ask(R"([{"type":"promedio","data":[1]}])"), "[null !-32600]");
        QCOMPARE(ask(R"({"data":[1]})"), "null !-32600");
    }

    void noJsonIsAParseErrorAlways()
    {
        for (const QByteArray text : {R"({"type": "promedio", "data": [10,]})", R"({"type": "promedio" "data": [10]})",
                                      "{\"type\": \"invertir_texto\", \"data\": \"\xff\"}"}) {
            RawPeer peer(port());
            QCOMPARE(summaryOf(peer.ask(text)), "null !-32700");
            QCOMPARE(summaryOf(peer.ask(goodRequest("1"))), goodSummary("1"));
        }
    }

    void theOriginalClient_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("answer");
        QTest::newRow("invertir_texto") << QStringList{u"invertir_texto"_s, u"\"hola, año\""_s} << u"oña ,aloh"_s;
        QTest::newRow("promedio") << QStringList{u"promedio"_s, u"[10, 20, 30]"_s} << u"El promedio es 20.00"_s;
        QTest::newRow("contar_caracteres")
            << QStringList{u"contar_caracteres"_s, u"\"hola\""_s} << u"El texto tiene 4 caracteres"_s;
        QTest::newRow("unknown") << QStringList{u"dormir"_s, u"5"_s} << u"Tipo de tarea desconocido"_s;
    }
    /// A program of that time, run as it is.
    void theOriginalClient()
    {
        QFETCH(const QStringList, words);
        QFETCH(QString, answer);
        QProcess client;
        client.start(QStringLiteral(RELEVO_PYTHON),
                     QStringList{QStringLiteral(RELEVO_TEST_FOLDER "/original_client.py"), QString::number(port())} +
                         words);
        QVERIFY2(client.waitForFinished(hangGuardMs), qPrintable(client.errorString()));
        QCOMPARE(client.readAllStandardError(), "");
        QCOMPARE(client.exitCode(), 0);
        const QByteArray printed = client.readAllStandardOutput();
        QVERIFY(printed.startsWith("Respuesta del servidor: "));
        QCOMPARE(answerIn(printed.mid(24).trimmed()), answer);
    }
};

QTEST_GUILESS_MAIN(WireFirstDialect)
#include "tst_wire_first_dialect.moc"
