// What people type, as JSON; and addresses.
#include "common/client/param_text.h"
#include "common/client/server_address.h"

#include <QTest>

using namespace relevo;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(relevo::ParamKind)

class TestParamText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void values_data()
    {
        QTest::addColumn<ParamKind>("kind");
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<QByteArray>("json"); // empty: an error that names `named`
        QTest::addColumn<QString>("named");
        const auto row = [](const char *name, ParamKind kind, const char *typed, const char *json, const char *named) {
            QTest::newRow(name) << kind << QByteArray(typed) << QByteArray(json) << QString::fromUtf8(named);
        };
        row("text", ParamKind::Text, "a\"\\\n\x01ñ", "\"a\\\"\\\\\\n\\u0001ñ\"", "");
        row("empty text", ParamKind::Text, "", "\"\"", "");
        row("bad UTF-8", ParamKind::Text, "ab\xff", "", "2");
        row("numbers", ParamKind::Numbers, " 10,20 30;4\t", "[10,20,30,4]", "");
        row("numbers in brackets", ParamKind::Numbers, " [1, 2.50] ", "[1,2.50]", "");
        row("tokens stay", ParamKind::Numbers, "1.50 -0 1E+05 12345678901234567890123",
            "[1.50,-0,1E+05,12345678901234567890123]", "");
        row("no numbers", ParamKind::Numbers, " ", "[]", "");
        row("a word among numbers", ParamKind::Numbers, "1 dos 3", "", "dos");
        row("leading zero", ParamKind::Numbers, "1 007", "", "007");
        row("number", ParamKind::Number, " -2.5 ", "-2.5", "");
        row("no number", ParamKind::Number, "2.5.1", "", "2.5.1");
        row("integer", ParamKind::Integer, "42", "42", "");
        row("no integer", ParamKind::Integer, "4.0", "", "4.0");
        row("choice", ParamKind::Choice, "long", "\"long\"", "");
        row("no choice", ParamKind::Choice, "huge", "", "short, long");
        row("on", ParamKind::Switch, "sí", "true", "");
        row("off", ParamKind::Switch, "off", "false", "");
        row("no switch", ParamKind::Switch, "perhaps", "", "perhaps");
    }

    void values()
    {
        QFETCH(ParamKind, kind);
        QFETCH(QByteArray, typed);
        QFETCH(QByteArray, json);
        QFETCH(QString, named);
        ParamDescription param;
        param.kind = kind;
        param.choices = {"short", "long"};
        std::string out;
        QString error;
        QCOMPARE(appendParamValue(out, param, typed.toStdString(), error), !json.isEmpty());
        if (json.isEmpty())
            QVERIFY2(error.contains(named), qPrintable(error));
        else
            QCOMPARE(QByteArray::fromStdString(out), json);
    }

    void lines()
    {
        TaskDescription task;
        task.params.resize(2);
        task.params[0].name = "te\"xt";
        std::string params;
        QString error;
        QVERIFY(lineEncoder(task, {})("ho", params, error));
        QCOMPARE(params, "{\"te\\\"xt\":\"ho\"}");
        QVERIFY(lineEncoder(task, {{"b", "5"}, {"c", "[]"}})("ho", params, error));
        QCOMPARE(params, "{\"b\":5,\"c\":[],\"te\\\"xt\":\"ho\"}");
    }

    void addresses()
    {
        const auto parse = [](const char *text) {
            const auto address = ServerAddress::parse(QString::fromLatin1(text));
            return address ? address->toString() : u"-"_s;
        };
        QCOMPARE(parse("10.0.0.1:99"), u"10.0.0.1:99"_s);
        QCOMPARE(parse("example.org"), u"example.org:5000"_s);
        QCOMPARE(parse(":6000"), u"127.0.0.1:6000"_s);
        QCOMPARE(parse("[::1]:7"), u"[::1]:7"_s);
        QCOMPARE(parse("[::1]"), u"[::1]:5000"_s);
        QCOMPARE(parse("::1"), u"[::1]:5000"_s);
        for (const char *bad : {"", "host:", "host:0", "host:x", "host:65536", "host:-1", "a b", "http://x", "[::1]x"})
            QCOMPARE(parse(bad), u"-"_s);
    }
};

QTEST_GUILESS_MAIN(TestParamText)
#include "tst_param_text.moc"
