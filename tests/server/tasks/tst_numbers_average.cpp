#include "tests/server/tasks/number_reference.h"
#include "tests/server/tasks/random_numbers.h"
#include "tests/server/tasks/task_caller.h"
#include "tests/support/torture.h"

#include <QTest>
#include <algorithm>
#include <array>

using namespace relevo;

namespace {

TaskOutcome call(std::string_view array, bool cancelled = false)
{
    std::string params = R"({"numbers":)";
    params += array;
    return callTask(builtinTask("numbers.average"), params + '}', cancelled);
}

std::string average(std::string_view array)
{
    return call(array).result;
}

std::string zeros(std::size_t count)
{
    return std::string(count, '0');
}

} // namespace

class TestNumbersAverage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void examples_data()
    {
        QTest::addColumn<QByteArray>("array");
        QTest::addColumn<QByteArray>("result");
        const auto row = [](const char *array, const char *result) {
            QTest::newRow(array) << QByteArray(array) << QByteArray(result);
        };
        row("[10, 20, 30]", R"({"average":20,"count":3,"sum":60,"min":10,"max":30})");
        row("[0.1, 0.2]", R"({"average":0.15,"count":2,"sum":0.3,"min":0.1,"max":0.2})");
        row("[ -0 ]", R"({"average":0,"count":1,"sum":0,"min":-0,"max":-0})");
        row("[-0,0.0,0e5,0]", R"({"average":0,"count":4,"sum":0,"min":0,"max":0})");
        row("[1.0,1.00,1e0]", R"({"average":1,"count":3,"sum":3,"min":1.0,"max":1.0})");
        row("[9007199254740993,0]",
            R"({"average":4503599627370496,"count":2,"sum":9007199254740992,"min":0,"max":9007199254740993})");
        row("[9007199254740993,0,0]",
            R"({"average":3002399751580331,"count":3,"sum":9007199254740992,"min":0,"max":9007199254740993})");
        row("[12345678901234567890,1]",
            R"({"average":6172839450617284000,"count":2,"sum":12345678901234567000,"min":1,"max":12345678901234567890})");
        row("[1e308,1e308]", R"({"average":1e+308,"count":2,"sum":null,"min":1e308,"max":1e308})");
        row("[-1e308,-1e308]", R"({"average":-1e+308,"count":2,"sum":null,"min":-1e308,"max":-1e308})");
        row("[1e-400]", R"({"average":0,"count":1,"sum":0,"min":1e-400,"max":1e-400})");
        row("[1e-400,-1e-401,0]", R"({"average":0,"count":3,"sum":0,"min":-1e-401,"max":1e-400})");
        row("[0e999999999,0e-99999999999999999999999]",
            R"({"average":0,"count":2,"sum":0,"min":0e999999999,"max":0e999999999})");
        row("[5e-324,0]", R"({"average":5e-324,"count":2,"sum":5e-324,"min":0,"max":5e-324})");
        row("[5e-324,5e-324,5e-324,0]", R"({"average":5e-324,"count":4,"sum":1.5e-323,"min":0,"max":5e-324})");
        row("[1.7976931348623157e308,1e291]",
            R"({"average":8.988465674311579e+307,"count":2,"sum":1.7976931348623157e+308,"min":1e291,"max":1.7976931348623157e308})");
    }

    void examples()
    {
        QFETCH(QByteArray, array);
        QFETCH(QByteArray, result);
        QCOMPARE(QByteArray::fromStdString(average(array.toStdString())), result);
    }

    void againstRationals()
    {
        std::mt19937_64 random(7);
        for (int i = 0; i < test::rounds(6000); ++i) {
            std::vector<std::string> literals = randomNumbers(random);
            const std::string expected = referenceAverage(literals);
            std::string array = asArray(literals, random, false);
            QVERIFY2(average(array) == expected, (average(array) + '\n' + expected + '\n' + array).data());
            std::ranges::shuffle(literals, random);
            array = asArray(literals, random, i % 2 == 0);
            QVERIFY2(average(array) == expected, (average(array) + '\n' + expected + '\n' + array).data());
        }
    }

    /// Every length of integer and fraction, in front of and behind the point where the text is near its end.
    void everyLength()
    {
        std::mt19937_64 random(8);
        const std::string nines(40, '9');
        for (std::size_t whole = 1; whole <= 26; ++whole) {
            for (std::size_t fraction = 0; fraction <= 26; ++fraction) {
                const std::string literal = nines.substr(0, whole) +
                                            (fraction == 0 ? "" : '.' + nines.substr(0, fraction)) +
                                            (whole % 3 == 0 ? "e-7" : "");
                std::vector<std::string> literals;
                for (int i = 0; i < 12; ++i)
                    literals.push_back(i % 3 == 1 ? '-' + literal : literal);
                QCOMPARE(average(asArray(literals, random, false)), referenceAverage(literals));
            }
        }
    }

    void manyNumbers()
    {
        std::string array = "[";
        for (int i = 0; i < 300000; ++i)
            array += std::to_string(i) + (i % 2 == 0 ? ".5," : ",");
        array.back() = ']';
        // The whole numbers' sum and half a hundred and fifty thousand; both exactly.
        QCOMPARE(
            average(array),
            std::string("{\"average\":149999.75,\"count\":300000,\"sum\":44999925000,\"min\":0.5,\"max\":299999}"));
    }

    void allExponents()
    {
        std::string array = "[";
        for (int exponent = -100000; exponent <= 308; ++exponent)
            array += "1e" + std::to_string(exponent) + ',';
        array.back() = ']';
        const std::string result = average(array);
        QCOMPARE(result,
                 std::string("{\"average\":1.1076883540969515e+303,\"count\":100309,\"sum\":1.1111111111111112e+308,"
                             "\"min\":1e-100000,\"max\":1e308}"));
    }

    void cancellationLeavesTheSmallest()
    {
        QCOMPARE(average("[1e308,1e-320,-1e308]"),
                 std::string("{\"average\":3.335e-321,\"count\":3,\"sum\":1e-320,\"min\":-1e308,\"max\":1e308}"));
        // A tie that the very last place that counts decides.
        const std::string last = "1e-100000";
        const auto sumIs = [](const std::string &array, const char *sum) {
            return average(array).find(std::string("\"sum\":") + sum + ',') != std::string::npos;
        };
        QVERIFY(sumIs("[9007199254740993," + last + "]", "9007199254740994"));
        QVERIFY(sumIs("[9007199254740993,-" + last + "]", "9007199254740992"));
        QVERIFY(sumIs("[9007199254740993,0." + zeros(99999) + "1]", "9007199254740994"));
    }

    void limits_data()
    {
        QTest::addColumn<QByteArray>("literal");
        QTest::addColumn<bool>("taken");
        const auto row = [](const char *name, const std::string &literal, bool taken) {
            QTest::newRow(name) << QByteArray::fromStdString(literal) << taken;
            QTest::newRow((std::string(name) + ", negative").data())
                << QByteArray::fromStdString('-' + literal) << taken;
        };
        row("last place", "1e-100000", true);
        row("one beyond", "1e-100001", false);
        row("last place, written out", "0." + zeros(99999) + "1", true);
        row("one beyond, written out", "0." + zeros(100000) + "1", false);
        row("zeros beyond", "0.5" + zeros(200000), true);
        row("zeros beyond by exponent", "10e-100001", true);
        row("a digit beyond by exponent", "11e-100001", false);
        row("long and beyond", "1." + zeros(99999) + "01", false);
        row("largest double", "1.7976931348623157e308", true);
        row("below the middle", "1.797693134862315807e308", true);
        row("above the middle", "1.797693134862315808e308", false);
        row("the middle",
            "17976931348623158079372897140530341507993413271003782693617377898044496829276475"
            "09466490179775872070963302864166928879109465555478519404026306574886715058206819"
            "08902000708383676273854845817711531764475730270069855571366959622842914819860834"
            "936475292719074168444365510704342711559699508093042880177904174497792",
            false);
        row("just below the middle",
            "17976931348623158079372897140530341507993413271003782693617377898044496829276475"
            "09466490179775872070963302864166928879109465555478519404026306574886715058206819"
            "08902000708383676273854845817711531764475730270069855571366959622842914819860834"
            "936475292719074168444365510704342711559699508093042880177904174497791"
            ".9999999999999999999999999999999999999999",
            true);
        row("1e309", "1e309", false);
        row("1e309 in digits", '1' + zeros(309), false);
        row("zeros taken back", '1' + zeros(5000) + "e-5000", true);
        row("small with a large exponent", "0." + zeros(5000) + "1e5000", true);
        row("absurd exponent", "1e99999999999999999999999999999999", false);
        row("absurd negative exponent", "1e-99999999999999999999999999999999", false);
        row("zero with an absurd exponent", "0.000e99999999999999999999999999999999", true);
        row("exponent with zeros in front", "1e00000000000000000000000000000000000005", true);
    }

    void limits()
    {
        QFETCH(QByteArray, literal);
        QFETCH(bool, taken);
        for (const std::string &array : {'[' + literal.toStdString() + ']', "[1,2," + literal.toStdString() + ",3]"}) {
            const TaskOutcome outcome = call(array);
            QCOMPARE(!outcome.error, taken);
            if (!taken) {
                QCOMPARE(outcome.error->code, ErrorCode::InvalidParams);
                QVERIFY(outcome.error->data.starts_with("{\"param\":\"numbers\",\"expected\":\"numbers "));
                QVERIFY(outcome.result.empty());
            }
            QCOMPARE(outcome.stoppedAt, std::string("{\"numbers\":").size() + array.size());
        }
    }

    void faults_data()
    {
        QTest::addColumn<QByteArray>("element");
        QTest::addColumn<int>("code");
        const auto row = [](const char *element, ErrorCode code) {
            QTest::newRow(element) << QByteArray(element) << static_cast<int>(code);
        };
        for (const char *element :
             {"01",  "-",   "+1",  ".5",  "1.",   "1.e5",  "1e",       "1e+",        "0x1",   "1 2",
              "--1", "-01", "00",  "1_0", "tru",  "NaN",   "Infinity", "123456789.", "1e5.5", "1e-",
              "",    " ",   "1,,", "1}",  "1..2", "1\x01", "0.1.2",    "12345678a",  "'1'"})
            row(element, ErrorCode::ParseError);
        for (const char *element : {"\"1\"", "null", "true", "[1]", "{\"a\":1}", "[]"})
            row(element, ErrorCode::InvalidParams);
    }

    /// Between others, the first of many, and deep in the fast way.
    void faults()
    {
        QFETCH(QByteArray, element);
        QFETCH(int, code);
        QByteArray many = "1,";
        many = many.repeated(100);
        for (const QByteArray &array :
             {"[1," + element + ",2]", "[1," + element + ',' + many + "1]", '[' + many + element + ',' + many + "1]"}) {
            const TaskOutcome outcome = call(array.toStdString());
            QVERIFY2(outcome.error, array.data());
            QCOMPARE(static_cast<int>(outcome.error->code), code);
            QVERIFY(outcome.result.empty());
        }
    }

    /// Arrays with bytes changed at random are taken exactly where they still are JSON, and then read right.
    void changedBytes()
    {
        std::mt19937_64 random(9);
        const std::string_view bytes = "0123456789+-.eE, \n\tx[\"";
        int taken = 0;
        for (int i = 0; i < test::rounds(20000); ++i) {
            std::vector<std::string> literals;
            while (literals.size() < 24)
                literals.push_back(
                    std::array{"1", "0", "-0.5", "12.25", "3e-2", "123456789", "0.12345678901234567"}[random() % 7]);
            std::string array = asArray(literals, random, i % 3 == 0);
            for (std::size_t changes = 1 + random() % 2; changes > 0; --changes)
                array[1 + random() % (array.size() - 2)] = bytes[random() % bytes.size()];
            JsonCursor cursor(array);
            const bool isJson = cursor.skipValue() && cursor.atEnd();
            const TaskOutcome outcome = call(array);
            QVERIFY2((outcome.error && outcome.error->code == ErrorCode::ParseError) != isJson, array.data());
            if (outcome.error)
                continue;
            ++taken;
            JsonCursor again(array);
            NumberStream stream(again, "numbers");
            literals.clear();
            for (std::string_view literal; stream.next(literal);)
                literals.emplace_back(literal);
            QVERIFY2(outcome.result == referenceAverage(literals), array.data());
        }
        QVERIFY(taken > 1000);
    }

    /// The rest of an array with an item that is refused is looked at too: no JSON goes before wrong params.
    void parseFaultBehindARefusedItem()
    {
        for (const char *array : {"[1,null,tru]", "[\"a\",1e999,01]", "[1e999,2,}", "[1e-100001,[}]"})
            QCOMPARE(call(array).error->code, ErrorCode::ParseError);
        const TaskOutcome outcome = call("[1,x]");
        QCOMPARE(outcome.error->data, std::string("{\"offset\":14}"));
    }

    void stopsWhenCancelled()
    {
        const TaskOutcome outcome = call("[1,2,3]", true);
        QVERIFY(outcome.error);
        QCOMPARE(outcome.error->code, ErrorCode::Cancelled);
    }

    /// Of a long literal and many that are nearly as large, each is compared in the time of its own length.
    void comparingWithALongLiteralIsCheap()
    {
        std::string array = "[1." + zeros(99000) + "1";
        for (int i = 0; i < 100000; ++i)
            array += ",1." + zeros(static_cast<std::size_t>(1 + i % 7));
        QVERIFY(average(array + ']').ends_with("\"min\":1.0,\"max\":1." + zeros(99000) + "1}"));
    }
};

QTEST_APPLESS_MAIN(TestNumbersAverage)
#include "tst_numbers_average.moc"
