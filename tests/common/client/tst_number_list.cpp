// Lists of numbers as people type and paste them: what is understood, and where what is not stands.
#include "common/client/number_list.h"

#include <QTest>

using namespace relevo;

class TestNumberList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lists_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<bool>("comma");
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("faults"); // separated by |
        const auto row = [](const char *name, const char *typed, const char *json, const char *faults = "") {
            QTest::newRow(name) << QByteArray(typed) << false << QByteArray(json) << QByteArray(faults);
        };
        const auto comma = [](const char *name, const char *typed, const char *json, const char *faults = "") {
            QTest::newRow(name) << QByteArray(typed) << true << QByteArray(json) << QByteArray(faults);
        };
        row("nothing", "", "[]");
        row("space", " \n\t ", "[]");
        row("one", "7", "[7]");
        row("separators", "1,2;3 4\t5\n6\r\n7", "[1,2,3,4,5,6,7]");
        row("many separators", ",,1,, ;; 2;", "[1,2]");
        row("columns of a spreadsheet", "1\t2.5\t3\r\n4\t\t6\r\n", "[1,2.5,3,4,6]");
        row("JSON", "[1, 2.50,\n 3e2]", "[1,2.50,3e2]");
        row("JSON, empty", " [ ] ", "[]");
        row("JSON with other things", "[1, \"a\", null, [2]]", "[1]", "\"a\"|null|[2]");
        row("an open bracket", "[1, 2", "[2]", "[1");
        row("only brackets", "[", "[]", "[");
        row("digits stay", "1.50 -0 1E+05 12345678901234567890123 0.10",
            "[1.50,-0,1E+05,12345678901234567890123,0.10]");
        row("no JSON numbers", "+1 .5 5. 007 - 1e 0x10 1_000 NaN Infinity 3", "[3]",
            "+1|.5|5.|007|-|1e|0x10|1_000|NaN|Infinity");
        row("words", "1 dos 3", "[1,3]", "dos");
        row("currency", "$5 6€ 7 %", "[7]", "$5|6€|%");
        row("thousands", "1.234.567 1'000", "[]", "1.234.567|1'000");
        row("thousands with a narrow space", "1\u202f234", "[]", "1\u202f234");
        row("a comma separates", "1,5", "[1,5]");
        row("a word in front of a number", "a,1", "[1]", "a");
        row("a number with a tail", "12abc,3", "[3]", "12abc");
        comma("decimal commas", "1,5 2,5;-3,25", "[1.5,2.5,-3.25]");
        comma("a comma and a space", "1, 5,5 ,6", "[1,5.5,6]");
        comma("commas and points", "1,5\t2.5\n3", "[1.5,2.5,3]");
        comma("with an exponent", "1,5e3 1e3,5", "[1.5e3]", "1e3,5");
        comma("two commas", "1,2,3 4", "[4]", "1,2,3");
        comma("thousands and a comma", "1.234,5", "[]", "1.234,5");
        comma("JSON is JSON", "[1,5]", "[1,5]");
        comma("at the ends", ",5 5,", "[5,5]");
        comma("digits stay", "1,50", "[1.50]");
    }

    void lists()
    {
        QFETCH(QByteArray, typed);
        QFETCH(bool, comma);
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, faults);
        std::string out;
        const std::string text = typed.toStdString();
        const NumberListReport report = appendNumberList(out, text, {comma, 100});
        QCOMPARE(QByteArray::fromStdString(out), json);
        QByteArrayList found;
        for (const NumberFault &fault : report.faults)
            found += QByteArray::fromStdString(text.substr(fault.start, fault.length));
        QCOMPARE(found.join('|'), faults);
        QCOMPARE(report.notUnderstood, static_cast<std::size_t>(found.size()));
        QCOMPARE(report.understood, json == "[]" ? 0 : static_cast<std::size_t>(json.count(',')) + 1);
    }

    void faultsAreCountedBeyondThoseShown()
    {
        std::string out;
        const NumberListReport report = appendNumberList(out, "a b c 1 d", {false, 2});
        QCOMPARE(report.faults.size(), std::size_t{2});
        QCOMPARE(report.notUnderstood, std::size_t{4});
        QCOMPARE(report.faults[1].start, std::size_t{2});
        QCOMPARE(report.understood, std::size_t{1});
    }

    void aMillion()
    {
        std::string text;
        std::string wanted = "[";
        for (int i = 0; i < 1'000'000; ++i) {
            const std::string number = std::to_string(i % 1000) + "." + std::to_string(i % 7);
            text += number + (i % 5 == 0 ? "\n" : "\t");
            wanted += (i == 0 ? "" : ",") + number;
        }
        std::string out;
        const NumberListReport report = appendNumberList(out, text, {});
        QCOMPARE(report.understood, std::size_t{1'000'000});
        QCOMPARE(report.notUnderstood, std::size_t{0});
        QVERIFY(out == wanted + "]");
    }
};

QTEST_GUILESS_MAIN(TestNumberList)
#include "tst_number_list.moc"
