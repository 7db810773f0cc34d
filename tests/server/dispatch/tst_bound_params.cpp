// Params bound to a description: every kind, every way to be wrong, and long arrays read as a stream.
#include "server/dispatch/bound_params.h"

#include <QTest>

using namespace relevo;

namespace {

ParamDescription param(const char *name, ParamKind kind, bool required = true, const char *defaultJson = "")
{
    ParamDescription description;
    description.name = name;
    description.kind = kind;
    description.required = required;
    description.defaultJson = defaultJson;
    return description;
}

std::vector<ParamDescription> allKinds()
{
    std::vector<ParamDescription> params{param("text", ParamKind::Text), param("size", ParamKind::Integer, false, "7"),
                                         param("ratio", ParamKind::Number, false),
                                         param("mode", ParamKind::Choice, false, "\"fast\""),
                                         param("loud", ParamKind::Switch, false, "false")};
    params[1].minimum = 1;
    params[1].maximum = 10;
    params[3].choices = {"fast", "slow"};
    return params;
}

/// The bound values in one line, or the error as `code(param: expected)`.
QByteArray bound(const std::vector<ParamDescription> &params, const std::string &raw)
{
    try {
        BoundParams input(params, raw, true, false);
        input.bind(raw);
        std::string line(input.text(0));
        line += ' ' + std::to_string(input.integer(1)) + ' ' + std::to_string(input.number(2)) + ' ';
        line += input.text(3);
        line += input.isOn(4) ? " on" : " off";
        return QByteArray::fromStdString(line);
    } catch (const TaskError &error) {
        return QByteArray::number(static_cast<int>(error.code)) + QByteArray::fromStdString(error.data);
    }
}

} // namespace

class TestBoundParams : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kinds_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const char *raw, const char *expected) {
            QTest::newRow(name) << QByteArray(raw) << QByteArray(expected);
        };
        row("by name", R"({"loud":true,"mode":"slow","ratio":1.5,"size":3,"text":"a\u0062"})", "ab 3 1.500000 slow on");
        row("by position", R"(["x",3,2,"slow",true])", "x 3 2.000000 slow on");
        row("defaults", R"({"text":""})", " 7 0.000000 fast off");
        row("whole, differently written", R"(["x",1e1])", "x 10 0.000000 fast off");
        row("escaped name", R"({"te\u0078t":"x"})", "x 7 0.000000 fast off");
        row("missing", "", R"(-32602{"param":"text","expected":"a string"})");
        row("wrong kind", R"({"text":1})", R"(-32602{"param":"text","expected":"a string"})");
        row("out of range", R"(["x",11])", R"(-32602{"param":"size","expected":"a whole number from 1 to 10"})");
        row("not whole", R"(["x",1.5])", R"(-32602{"param":"size","expected":"a whole number from 1 to 10"})");
        row("no choice", R"({"text":"x","mode":"odd"})", R"(-32602{"param":"mode","expected":"one of fast, slow"})");
        row("no switch", R"({"text":"x","loud":1})", R"(-32602{"param":"loud","expected":"true or false"})");
        row("twice", R"({"text":"x","text":"x"})", R"(-32602{"param":"text","expected":"the parameter once"})");
        row("unknown", R"({"texts":"x"})",
            R"(-32602{"param":"texts","expected":"only the parameters text, size, ratio, mode, loud"})");
        row("too many", R"(["x",1,1,"fast",true,9])", R"(-32602{"param":"5","expected":"at most 5 parameters"})");
        row("unpaired surrogate", R"(["\ud800"])",
            R"(-32602{"param":"text","expected":"a string without unpaired surrogates"})");
        row("unpaired surrogate in a name", R"({"\udc00":1})",
            R"(-32602{"param":"?","expected":"only the parameters text, size, ratio, mode, loud"})");
    }

    void kinds()
    {
        QFETCH(const QByteArray, raw);
        QFETCH(const QByteArray, expected);
        QCOMPARE(bound(allKinds(), raw.toStdString()), expected);
    }

    void streams_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const char *raw, const char *expected) {
            QTest::newRow(name) << QByteArray(raw) << QByteArray(expected);
        };
        row("by name", R"({"numbers": [1, 2.0 ,3e1] })", "1;2.0;3e1;");
        row("by position", "[ [1] ]", "1;");
        row("none", R"({"numbers":[]})", "");
        row("not JSON in it", R"({"numbers":[1,,2]})", "-32700");
        row("not JSON behind it", R"({"numbers":[1,2],"x":tru})", "-32700");
        row("unknown behind it", R"({"numbers":[1,2],"x":true})", "-32602");
        row("twice", R"({"numbers":[1,2],"numbers":[1]})", "-32602");
        row("no number in it", R"({"numbers":[1,"2",3]})", "-32602");
        row("no number in it, and not JSON behind it", R"({"numbers":[1,"2",3],})", "-32700");
        row("a nested array in it", R"([[1,[2]]])", "-32602");
        row("cut off", R"({"numbers":[1,2)", "-32700");
        row("no array", R"({"numbers":1})", "-32602");
        row("absent", "{}", "-32602");
        row("out of range in it", R"({"numbers":[1,1e400]})", "-32602");
        row("out of range in it, and not JSON behind it", R"({"numbers":[1e400],})", "-32700");
    }

    void streams()
    {
        QFETCH(const QByteArray, raw);
        QFETCH(const QByteArray, expected);
        const std::vector<ParamDescription> params{param("numbers", ParamKind::Numbers)};
        const std::string text = raw.toStdString();
        QByteArray read;
        try {
            BoundParams input(params, text, false, true);
            input.bind(text);
            try {
                NumberStream &stream = input.numbers(0);
                std::string_view literal;
                while (stream.next(literal))
                    read += QByteArray(literal.data(), static_cast<qsizetype>(literal.size())) + ';';
            } catch (const TaskError &) {
                input.checkAll();
                throw;
            }
            input.finish();
        } catch (const TaskError &error) {
            read = QByteArray::number(static_cast<int>(error.code));
        }
        QCOMPARE(read, expected);
    }

    /// What a task leaves unread, or all where none is run, is checked all the same.
    void whatIsLeftUnread()
    {
        std::vector<ParamDescription> params{param("numbers", ParamKind::Numbers)};
        const auto outcome = [&params](std::string raw, bool checked, int read) {
            try {
                BoundParams input(params, raw, checked, true);
                input.bind(raw);
                std::string_view literal;
                for (int i = 0; i < read; ++i)
                    input.numbers(0).next(literal);
                input.finish();
                return QByteArray("taken");
            } catch (const TaskError &error) {
                return QByteArray::number(static_cast<int>(error.code)) + QByteArray::fromStdString(error.data);
            }
        };
        const QByteArray noNumber = R"(-32602{"param":"numbers","expected":"an array of numbers"})";
        for (const bool checked : {false, true}) {
            for (const int read : {0, 1}) {
                QCOMPARE(outcome("[[1,2,3]]", checked, read), "taken");
                QCOMPARE(outcome(R"({"numbers":[1,2,"3"]})", checked, read), noNumber);
                QVERIFY(outcome("[[1,-1e400]]", checked, read).contains("infinity"));
                QVERIFY(outcome("[[1,1e-100001]]", checked, read).contains("100,000th"));
                QVERIFY(outcome("[[1,2],3]", checked, read).contains("at most 1 parameter"));
            }
        }
        QVERIFY(outcome("[[1,2,3],tru]", false, 1).startsWith("-32700"));
    }

    /// A value is looked at when it is bound, whether or not the task asks for it.
    void valuesAreCheckedWhenBound_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::newRow("text") << QByteArray(R"({"text":"\udc00"})");
        QTest::newRow("integer") << QByteArray(R"({"text":"","size":11})");
        QTest::newRow("number") << QByteArray(R"({"text":"","ratio":1e400})");
        QTest::newRow("choice") << QByteArray(R"({"text":"","mode":"odd"})");
    }
    void valuesAreCheckedWhenBound()
    {
        QFETCH(const QByteArray, raw);
        const std::vector<ParamDescription> params = allKinds();
        const std::string text = raw.toStdString();
        BoundParams input(params, text, true, false);
        QVERIFY_EXCEPTION_THROWN(input.bind(text), TaskError);
    }

    void atLeastOneItem()
    {
        std::vector<ParamDescription> params{param("numbers", ParamKind::Numbers)};
        params[0].minimum = 1;
        for (const bool checked : {false, true}) {
            for (const std::string raw : {"[[]]", "[[ ]]", R"({"numbers":[]})", "[1]", "[]"}) {
                try {
                    BoundParams input(params, raw, checked, true);
                    input.bind(raw);
                    QFAIL(raw.c_str());
                } catch (const TaskError &error) {
                    QCOMPARE(QByteArray::fromStdString(error.data),
                             R"({"param":"numbers","expected":"an array of at least one number"})");
                }
            }
        }
    }

    void boundsOnTheNumberOfItems()
    {
        std::vector<ParamDescription> params{param("numbers", ParamKind::Numbers)};
        params[0].minimum = 2;
        params[0].maximum = 3;
        const auto accepts = [&params](const std::string &raw) {
            try {
                BoundParams input(params, raw, true, true);
                input.bind(raw);
                return true;
            } catch (const TaskError &) {
                return false;
            }
        };
        QVERIFY(!accepts("[[1]]"));
        QVERIFY(accepts("[[1,2]]"));
        QVERIFY(accepts("[[1,2,3]]"));
        QVERIFY(!accepts("[[1,2,3,4]]"));
        QCOMPARE(BoundParams::expected(params[0]), std::string("an array from 2 to 3 numbers"));
    }
};

QTEST_APPLESS_MAIN(TestBoundParams)
#include "tst_bound_params.moc"
