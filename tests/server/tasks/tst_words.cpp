#include "server/tasks/unicode/segmenter.h"
#include "server/tasks/unicode/words.h"
#include "tests/server/tasks/break_tests.h"
#include "tests/server/tasks/random_text.h"
#include "tests/server/tasks/word_reference.h"
#include "tests/support/torture.h"

#include <QTest>
#include <algorithm>
#include <numeric>
#include <thread>
#include <unicode/uchar.h>

using namespace relevo;

namespace {

const std::atomic<bool> notCancelled(false);
const TaskContext context(notCancelled);

std::vector<std::string> segments(std::string_view text)
{
    std::vector<std::string> result;
    Segmenter::words().forEach(text, context, [&](std::string_view segment) { result.emplace_back(segment); });
    return result;
}

/// How many hold a letter or digit.
std::size_t countable(const std::vector<std::string> &segments)
{
    return static_cast<std::size_t>(std::ranges::count_if(segments, [](const std::string &segment) {
        return std::ranges::any_of(decoded(segment), [](char32_t c) {
            const auto code = static_cast<UChar32>(c);
            return u_isalpha(code) != 0 || u_isdigit(code) != 0; // \p{L}, \p{Nd}
        });
    }));
}

} // namespace

class TestWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unicodeTests()
    {
        const auto cases = readBreakTests("WordBreakTest.txt");
        QVERIFY2(cases.size() > 1800, "WordBreakTest.txt of Unicode 15.0 is needed (package unicode-data)");
        for (const std::vector<std::string> &expected : cases) {
            const std::string text = std::accumulate(expected.begin(), expected.end(), std::string());
            QCOMPARE(segments(text), expected);
            QCOMPARE(referenceWords(text), expected);
            QCOMPARE(countWords(text, context), countable(expected));
        }
    }

    /// The rules and the fast way, both against the reference.
    void randomTexts()
    {
        std::mt19937 random(29);
        for (int i = 0; i < test::rounds(20000); ++i) {
            const std::string text = randomText(random, i % 100 == 0 ? 2000 : 24);
            const std::vector<std::string> expected = referenceWords(text);
            QVERIFY2(segments(text) == expected, qPrintable(QString::fromStdString(text)));
            QVERIFY2(countWords(text, context) == countable(expected), qPrintable(QString::fromStdString(text)));
        }
    }

    void examples_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("words");
        QTest::newRow("empty") << QString() << 0;
        QTest::newRow("Spanish") << QStringLiteral("¿Qué tal, señor? ¡Adiós!") << 4;
        QTest::newRow("mid") << QStringLiteral("can't 3.14 a.b a:b 1,000 1, a. e.g.") << 8;
        QTest::newRow("underscores") << QStringLiteral("snake_case __ _1 _") << 2;
        QTest::newRow("ideographs, each") << QStringLiteral("中文字") << 3;
        QTest::newRow("Thai, no dictionary") << QStringLiteral("กข") << 2;
        QTest::newRow("Hebrew with a quote") << QStringLiteral("צה\"ל ג'") << 2;
        QTest::newRow("punctuation and emoji") << QStringLiteral("--- 😀 …") << 0;
        QTest::newRow("mid, then a mark, then a letter") << QStringLiteral("a.\u0301b") << 1;
    }

    void examples()
    {
        QFETCH(QString, text);
        QFETCH(int, words);
        QCOMPARE(countWords(text.toStdString(), context), static_cast<std::size_t>(words));
    }

    void threadsDoNotShareIterators()
    {
        const std::string text = QStringLiteral("e\u0301a \u05d0'\u05d1 ").repeated(2000).toStdString();
        const std::size_t expected = countWords(text, context);
        QCOMPARE(expected, std::size_t{4000});
        std::array<std::size_t, 4> counts{};
        std::vector<std::jthread> threads;
        for (std::size_t &count : counts)
            threads.emplace_back([&count, &text] { count = countWords(text, context); });
        threads.clear();
        QVERIFY(std::ranges::all_of(counts, [expected](std::size_t count) { return count == expected; }));
    }
};

QTEST_GUILESS_MAIN(TestWords)
#include "tst_words.moc"
