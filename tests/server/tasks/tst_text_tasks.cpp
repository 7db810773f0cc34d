#include "common/protocol/json_text.h"
#include "tests/server/tasks/break_tests.h"
#include "tests/server/tasks/random_text.h"
#include "tests/server/tasks/task_caller.h"
#include "tests/support/torture.h"

#include <QTest>
#include <array>
#include <memory>
#include <numeric>
#include <random>
#include <thread>
#include <unicode/brkiter.h>

using namespace relevo;

namespace {

std::string reversed(std::string_view text)
{
    return callTask(builtinTask("text.reverse"), textParams(text)).result;
}

std::string counted(std::string_view text)
{
    return callTask(builtinTask("text.count"), textParams(text)).result;
}

/// text.reverse's result for clusters that come out in this order reversed.
std::string resultFor(const std::vector<std::string> &clusters)
{
    std::string result = R"({"text":)";
    appendQuoted(result, std::accumulate(clusters.rbegin(), clusters.rend(), std::string()));
    return result + '}';
}

/// By ICU alone, over UTF-16, the whole text at once.
std::vector<std::string> clustersByIcu(const std::string &text)
{
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> iterator(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    const icu::UnicodeString wide = icu::UnicodeString::fromUTF8(text);
    iterator->setText(wide);
    std::vector<std::string> clusters;
    int32_t begin = iterator->first();
    for (int32_t end = iterator->next(); end != icu::BreakIterator::DONE; begin = end, end = iterator->next())
        wide.tempSubStringBetween(begin, end).toUTF8String(clusters.emplace_back());
    return clusters;
}

std::string member(const char *name, std::size_t value)
{
    return '"' + std::string(name) + "\":" + std::to_string(value);
}

} // namespace

class TestTextTasks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reverseExamples_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("result");
        QTest::newRow("empty") << QByteArray("") << QByteArray(R"({"text":""})");
        QTest::newRow("ascii") << QByteArray("hola") << QByteArray(R"({"text":"aloh"})");
        QTest::newRow("contract") << QByteArray("e\u0301🇦🇷") << QByteArray("{\"text\":\"🇦🇷e\u0301\"}");
        QTest::newRow("crlf") << QByteArray("a\r\nb\n\rc") << QByteArray(R"({"text":"c\r\nb\r\na"})");
        QTest::newRow("escapes") << QByteArray("\"\\/\b\f\n\r\t\x01\x1f\x7f", 11)
                                 << QByteArray("{\"text\":\"\x7f\\u001f\\u0001\\t\\r\\n\\f\\b/\\\\\\\"\"}");
        QTest::newRow("zero") << QByteArray("a\0b", 3) << QByteArray(R"({"text":"b\u0000a"})");
        QTest::newRow("family, tone, keycap") << QByteArray("a👨‍👩‍👧b👍🏽1️⃣")
                                              << QByteArray("{\"text\":\"1️⃣👍🏽b👨‍👩‍👧a\"}");
        QTest::newRow("prepend keeps the letter behind it")
            << QByteArray("x\u0600ab") << QByteArray("{\"text\":\"b\u0600ax\"}");
        QTest::newRow("flags pair from the left") << QByteArray("🇦🇷🇪🇸🇺") << QByteArray("{\"text\":\"🇺🇪🇸🇦🇷\"}");
        QTest::newRow("Spanish") << QByteArray("¿Qué señor?") << QByteArray("{\"text\":\"?roñes éuQ¿\"}");
    }

    void reverseExamples()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, result);
        QCOMPARE(QByteArray::fromStdString(reversed(text.toStdString())), result);
    }

    void countExamples_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("result");
        const auto row = [](const char *text, int characters, int codePoints, int bytes, int words, int lines) {
            QTest::newRow(text) << QByteArray(text)
                                << QByteArray(R"({"characters":%1,"codePoints":%2,"bytes":%3,"words":%4,"lines":%5})")
                                       .replace("%1", QByteArray::number(characters))
                                       .replace("%2", QByteArray::number(codePoints))
                                       .replace("%3", QByteArray::number(bytes))
                                       .replace("%4", QByteArray::number(words))
                                       .replace("%5", QByteArray::number(lines));
        };
        row("", 0, 0, 0, 0, 0);
        row("a", 1, 1, 1, 1, 1);
        row("a\n", 2, 2, 2, 1, 1);
        row("a\nb", 3, 3, 3, 2, 2);
        row("\n", 1, 1, 1, 0, 1);
        row("\r\n\r\r\n\n", 4, 6, 6, 0, 4);
        row("a\r\nb\rc\nd", 7, 8, 8, 4, 4);
        row("e\u0301🇦🇷", 2, 4, 11, 1, 1);
        row("El pingüino y la cigüeña.", 25, 25, 28, 5, 1);
        row("中文", 2, 2, 6, 2, 1);
    }

    void countExamples()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, result);
        QCOMPARE(QByteArray::fromStdString(counted(text.toStdString())), result);
    }

    void graphemeBreakTests()
    {
        const auto cases = readBreakTests("GraphemeBreakTest.txt");
        QVERIFY2(cases.size() > 590, "GraphemeBreakTest.txt of Unicode 15.0 is needed (package unicode-data)");
        for (const std::vector<std::string> &clusters : cases) {
            const std::string text = std::accumulate(clusters.begin(), clusters.end(), std::string());
            QCOMPARE(reversed(text), resultFor(clusters));
            QVERIFY(counted(text).starts_with('{' + member("characters", clusters.size())));
            // Where the fast way goes on before and behind it.
            const std::string within = "plain text, a good deal of it; " + text + " and as much behind it as before";
            QCOMPARE(reversed(within), resultFor(clustersByIcu(within)));
        }
    }

    void randomTextsAgainstIcuAlone()
    {
        std::mt19937 random(15);
        for (int i = 0; i < test::rounds(20000); ++i) {
            const std::string text = randomText(random, i % 100 == 0 ? 3000 : 30);
            const std::vector<std::string> clusters = clustersByIcu(text);
            QVERIFY2(reversed(text) == resultFor(clusters), qPrintable(QString::fromStdString(text)));
            const std::string count = counted(text);
            QVERIFY2(count.find(member("characters", clusters.size())) != count.npos, count.data());
            const std::string codePoints = member("codePoints", decoded(text).size());
            QVERIFY(count.find(codePoints) != count.npos);
            const QByteArray bytes = QByteArray::fromStdString(text);
            const qsizetype ends = bytes.count('\n') + bytes.count('\r') - bytes.count("\r\n");
            const bool open = !bytes.isEmpty() && !bytes.endsWith('\n') && !bytes.endsWith('\r');
            QVERIFY(count.ends_with(member("lines", static_cast<std::size_t>(ends + (open ? 1 : 0))) + '}'));
        }
    }

    /// Past the strides in which the result grows, with what needs escaping at every distance from their ends.
    void longTexts()
    {
        for (std::size_t size : {32760u, 32768u, 32775u, 200000u}) {
            std::string text(size, 'x');
            for (std::size_t i = 0; i < text.size(); i += 97)
                text[i] = static_cast<char>('a' + i % 26);
            QCOMPARE(reversed(text), resultFor({std::string(text.rbegin(), text.rend())}));
            for (std::size_t i = 5; i < text.size(); i += 1 + i / 3)
                text[i] = "\n\"\x02"[i % 3];
            QCOMPARE(reversed(text), resultFor({std::string(text.rbegin(), text.rend())}));
            const std::string controls(size, '\x01');
            QCOMPARE(reversed(controls), resultFor({controls}));
        }
        std::string oneCluster = "e";
        for (int i = 0; i < 50000; ++i)
            oneCluster += "\u0301";
        QCOMPARE(reversed(oneCluster + "ab"), resultFor({oneCluster, "a", "b"}));
    }

    void appendsToTheReply()
    {
        const std::atomic<bool> cancelled(false);
        TaskContext context(cancelled);
        struct Input : TaskInput
        {
            std::string_view text(std::size_t) override { return "añb"; }
            NumberStream &numbers(std::size_t) override { throw TaskError{}; }
            double number(std::size_t) override { return 0; }
            std::int64_t integer(std::size_t) override { return 0; }
            bool isOn(std::size_t) override { return false; }
        } input;
        std::string reply = R"({"jsonrpc":"2.0","result":)";
        builtinTask("text.reverse").run(input, context, reply);
        QCOMPARE(reply, std::string("{\"jsonrpc\":\"2.0\",\"result\":{\"text\":\"bña\"}"));
    }

    void stopsWhenCancelled()
    {
        std::string text;
        for (int i = 0; i < 100000; ++i)
            text += "e\u0301 ";
        for (const char *name : {"text.reverse", "text.count"}) {
            const TaskOutcome outcome = callTask(builtinTask(name), textParams(text), true);
            QVERIFY(outcome.error);
            QCOMPARE(outcome.error->code, ErrorCode::Cancelled);
        }
    }

    void threadsDoNotShareIterators()
    {
        std::mt19937 random(3);
        const std::string text = randomText(random, 20000);
        const std::string expected = reversed(text);
        std::array<std::string, 4> results;
        std::vector<std::jthread> threads;
        for (std::string &result : results)
            threads.emplace_back([&result, &text] { result = reversed(text); });
        threads.clear();
        for (const std::string &result : results)
            QCOMPARE(result, expected);
    }
};

QTEST_GUILESS_MAIN(TestTextTasks)
#include "tst_text_tasks.moc"
