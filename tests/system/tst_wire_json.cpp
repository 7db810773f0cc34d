// JSON as the server reads it, in every place where a value of the client's may stand, and in messages of both sizes
// that it parses in different ways.
#include "tests/support/wire_suite.h"
#include "tests/system/json_cases.h"

#include <QTest>

using namespace relevo::test;

class WireJson : public WireSuite
{
    Q_OBJECT

private:
    static void columns(const QByteArrayList &values)
    {
        QTest::addColumn<QByteArray>("value");
        int row = 0;
        for (const QByteArray &value : values)
            QTest::addRow("%d %s", ++row, value.left(60).toPercentEncoding(" \"[]{},:").constData()) << value;
    }

    /// The places a value can stand in. `%` is the value.
    static QByteArrayList frames()
    {
        const QByteArray pad = "\"pad\":\"" + QByteArray(70'000, 'x') + "\",";
        return {
            R"({"jsonrpc":"2.0","method":"text.reverse","params":{"text":%},"id":1})",
            R"({"jsonrpc":"2.0","method":"text.reverse","params":[%],"id":1})",
            R"({"jsonrpc":"2.0","method":"text.reverse","params":{"text":"a","other":%},"id":1})",
            R"({"jsonrpc":"2.0","method":"numbers.average","params":[[1,%]],"id":1})",
            R"({"jsonrpc":"2.0","method":"no.such.method","params":[%],"id":1})",
            R"({"jsonrpc":"2.0","method":"text.reverse","params":["a"],"id":1,"ignored":%})",
            R"([1,%])",
            '{' + pad + R"("jsonrpc":"2.0","method":"text.reverse","params":{"text":%},"id":1})",
            '{' + pad + R"("jsonrpc":"2.0","method":"numbers.average","params":[[1,%]],"id":1})",
            '{' + pad + R"("jsonrpc":"2.0","method":"text.reverse","params":["a"],"id":1,"ignored":%})",
        };
    }

    /// The first reply to the text with the value, and whether the good text behind it was answered as well.
    void judge(const QByteArray &frame, const QByteArray &value, bool isJson)
    {
        const QByteArray text = QByteArray(frame).replace('%', value);
        RawPeer peer(port());
        QVERIFY(peer.send(text + '\n' + goodRequest("\"next\"") + '\n'));
        peer.closeWriting();
        QByteArrayList errors;
        bool next = false;
        int others = 0;
        for (const QByteArray &line : peer.readLinesToEnd()) {
            QCOMPARE(faultOf(line), QString());
            const QByteArray summary = summaryOf(line);
            if (summary == goodSummary("\"next\""))
                next = true;
            else if (summary == "null !-32700")
                errors += summary;
            else
                ++others;
        }
        const QByteArray where = "in " + text.right(300);
        QCOMPARE(peer.end(), RawPeer::End::Closed);
        QVERIFY2(next, where.constData());
        if (isJson)
            QVERIFY2(errors.isEmpty() && others == 1, where.constData());
        else
            QVERIFY2(!errors.isEmpty() && others == 0, where.constData());
    }

private Q_SLOTS:
    void taken_data() { columns(goodJsonValues()); }
    void taken()
    {
        QFETCH(const QByteArray, value);
        for (const QByteArray &frame : frames())
            judge(frame, value, true);
    }

    void refused_data() { columns(badJsonValues()); }
    /// At least one -32700 (what fails the framing too may cost a second, up to the LF), no answer, and then on.
    void refused()
    {
        QFETCH(const QByteArray, value);
        for (const QByteArray &frame : frames()) {
            const bool emptyArray = value.isEmpty() && frame.contains("[%]");
            if (!emptyArray)
                judge(frame, value, false);
        }
    }

    void wholeTextsRefused_data() { columns(badJsonTexts()); }
    void wholeTextsRefused()
    {
        QFETCH(const QByteArray, value);
        judge("%", value, false);
    }

    /// A string comes back as the characters that it stands for.
    void stringsMeanWhatTheySay_data()
    {
        QTest::addColumn<QByteArray>("value");
        for (const QByteArray &value : goodJsonValues()) {
            const auto parsed = JsonTextValue::parse(value);
            const bool lone = parsed && parsed->isString() && !parsed->string().isValidUtf16();
            if (parsed && parsed->isString() && !lone)
                QTest::newRow(value.toPercentEncoding().constData()) << value;
        }
    }
    void stringsMeanWhatTheySay()
    {
        QFETCH(const QByteArray, value);
        // Between two letters and reversed twice it is itself again, whatever clusters it forms with itself.
        RawPeer peer(port());
        const auto once = JsonTextValue::parse(peer.ask(request("1", "text.reverse", '[' + value + ']')));
        QVERIFY(once);
        const QString there = (*once)[u"result"][u"text"].string();
        const auto twice = JsonTextValue::parse(peer.ask(request("2", "text.reverse", '[' + quoted(there) + ']')));
        QVERIFY(twice);
        QCOMPARE((*twice)[u"result"][u"text"].string(), JsonTextValue::parse(value)->string());
    }
};

QTEST_GUILESS_MAIN(WireJson)
#include "tst_wire_json.moc"
