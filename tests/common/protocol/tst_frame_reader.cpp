// The frame reader against the rules read off byte by byte, wherever the reads are cut, on every instruction set.
#include "frame_driver.h"
#include "frame_streams.h"

#include "tests/support/torture.h"

#include <QTest>

#include <numeric>
#include <random>

using namespace relevo;

namespace {

constexpr std::array allIsas{BlockIsa::Portable, BlockIsa::Sse2, BlockIsa::Avx2};

void compare(const FrameStream &stream, std::span<const std::size_t> cuts, BlockIsa isa, RestOfInput rest)
{
    const std::vector<FramedEvent> got = framed(stream.bytes, stream.limits, cuts, isa, rest);
    const std::vector<FramedEvent> expected = framedByReference(stream.bytes, stream.limits, cuts);
    if (got == expected)
        return;
    std::string message = stream.name + ", instruction set " + std::to_string(static_cast<int>(isa)) + ", cut at";
    for (const std::size_t cut : cuts)
        message += ' ' + std::to_string(cut);
    message += "\ngot";
    for (const FramedEvent &event : got)
        message += "\n  " + event.describe();
    message += "\nexpected";
    for (const FramedEvent &event : expected)
        message += "\n  " + event.describe();
    QFAIL(message.c_str());
}

void compareWhole(const FrameStream &stream, BlockIsa isa)
{
    compare(stream, {}, isa, RestOfInput::InPlace);
    compare(stream, {}, isa, RestOfInput::Moved);
}

void compareEveryCut(const FrameStream &stream, BlockIsa isa)
{
    for (std::size_t cut = 1; cut < stream.bytes.size() && !QTest::currentTestFailed(); ++cut)
        compare(stream, std::array{cut}, isa, RestOfInput::InPlace);
}

void compareEveryPairOfCuts(const FrameStream &stream, BlockIsa isa)
{
    for (std::size_t first = 1; first < stream.bytes.size(); ++first) {
        for (std::size_t second = first + 1; second < stream.bytes.size() && !QTest::currentTestFailed(); ++second)
            compare(stream, std::array{first, second}, isa, RestOfInput::InPlace);
    }
}

void compareByteByByte(const FrameStream &stream, BlockIsa isa)
{
    if (stream.bytes.empty())
        return;
    std::vector<std::size_t> cuts(stream.bytes.size() - 1);
    std::iota(cuts.begin(), cuts.end(), std::size_t{1});
    compare(stream, cuts, isa, RestOfInput::InPlace);
}

void compareRandomCuts(const FrameStream &stream, BlockIsa isa, std::mt19937 &random)
{
    std::vector<std::size_t> cuts;
    const std::size_t longest = 1 + random() % 150;
    for (std::size_t at = 1 + random() % longest; at < stream.bytes.size(); at += 1 + random() % longest)
        cuts.push_back(at);
    compare(stream, cuts, isa, random() % 2 == 0 ? RestOfInput::InPlace : RestOfInput::Moved);
}

FrameResult feed(FrameReader &reader, std::string_view bytes)
{
    return reader.next(bytes.data(), bytes.size());
}

} // namespace

class TestFrameReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCut_data() { isaRows(); }
    void everyCut();
    void randomStreams_data() { isaRows(); }
    void randomStreams();
    void endOfStream();
    void skipCurrentText();
    void httpMethodInPieces();
    void nothingAfterTheClose();
    void largerThanAnyBuffer();
    void staysSmall();

private:
    void isaRows();
};

void TestFrameReader::isaRows()
{
    QTest::addColumn<int>("isa");
    for (const BlockIsa isa : allIsas) {
        if (isSupported(isa))
            QTest::addRow("instruction set %d", static_cast<int>(isa)) << static_cast<int>(isa);
    }
    QVERIFY(isSupported(bestBlockIsa()));
}

void TestFrameReader::everyCut()
{
    QFETCH(int, isa);
    for (const FrameStream &stream : frameStreams()) {
        compareWhole(stream, BlockIsa(isa));
        compareByteByByte(stream, BlockIsa(isa));
        compareEveryCut(stream, BlockIsa(isa));
        if (stream.bytes.size() < 50)
            compareEveryPairOfCuts(stream, BlockIsa(isa));
        if (QTest::currentTestFailed())
            return;
    }
}

void TestFrameReader::randomStreams()
{
    QFETCH(int, isa);
    std::mt19937 random(7);
    for (const FrameStream &stream : randomFrameStreams(2024, test::rounds(3000))) {
        compareWhole(stream, BlockIsa(isa));
        compareByteByByte(stream, BlockIsa(isa));
        for (int i = 0; i < 3; ++i)
            compareRandomCuts(stream, BlockIsa(isa), random);
        if (QTest::currentTestFailed())
            return;
    }
}

void TestFrameReader::endOfStream()
{
    const auto unfinishedAfter = [](std::string_view bytes) {
        FrameReader reader(FrameLimits{8, 3});
        while (!bytes.empty())
            bytes.remove_prefix(feed(reader, bytes).consumed);
        return reader.endOfStream();
    };
    QVERIFY(!unfinishedAfter(""));
    QVERIFY(!unfinishedAfter("{} \n"));
    QVERIFY(unfinishedAfter("{"));
    QVERIFY(unfinishedAfter("{}[\"a\\"));
    QVERIFY(!unfinishedAfter("[123456789")); // its -32004 has been told
    QVERIFY(!unfinishedAfter("x"));
    QVERIFY(!unfinishedAfter("[[[["));
}

void TestFrameReader::skipCurrentText()
{
    FrameReader reader(FrameLimits{1 << 20, 4});
    QCOMPARE(feed(reader, "{\"a\":[").event, FrameEvent::None);
    QVERIFY(reader.keeping());
    reader.skipCurrentText();
    QVERIFY(!reader.keeping());
    QVERIFY(!reader.endOfStream());
    const std::string_view rest = "\"]}\"]}[1]";
    const FrameResult next = feed(reader, rest);
    QCOMPARE(next.event, FrameEvent::Text);
    QCOMPARE(next.consumed, rest.size());
    QCOMPARE(next.textBegin, rest.size() - 3);

    QCOMPARE(feed(reader, "[").event, FrameEvent::None);
    reader.skipCurrentText();
    QCOMPARE(feed(reader, "}[1]\n").event, FrameEvent::None); // malformed, and nobody is told
    QCOMPARE(feed(reader, "[2]").event, FrameEvent::Text);

    reader.skipCurrentText(); // there is none: nothing is skipped
    QCOMPARE(feed(reader, "[3]").event, FrameEvent::Text);

    QCOMPARE(feed(reader, "[").event, FrameEvent::None);
    reader.skipCurrentText();
    QCOMPARE(feed(reader, "[[[[").event, FrameEvent::TooDeep);
}

void TestFrameReader::httpMethodInPieces()
{
    FrameReader reader(FrameLimits{});
    QCOMPARE(feed(reader, "P").event, FrameEvent::Malformed);
    QCOMPARE(feed(reader, "OS").event, FrameEvent::None);
    QCOMPARE(feed(reader, "T").event, FrameEvent::None);
    const FrameResult result = feed(reader, " / HTTP/1.1\r\n\r\n{\"jsonrpc\":\"2.0\"}\n");
    QCOMPARE(result.event, FrameEvent::HttpMethod);
    QCOMPARE(result.consumed, std::size_t{1});
    QCOMPARE(feed(reader, "\n{}\n").event, FrameEvent::None);
}

void TestFrameReader::nothingAfterTheClose()
{
    for (const char *closing : {"[[[[", "\x01", "GET "}) {
        FrameReader reader(FrameLimits{100, 3});
        QVERIFY(feed(reader, closing).event != FrameEvent::None);
        const std::string_view more = "\n{}\n]\n\x01[[[[[";
        const FrameResult result = feed(reader, more);
        QCOMPARE(result.event, FrameEvent::None);
        QCOMPARE(result.consumed, more.size());
        QVERIFY(!reader.keeping());
        QVERIFY(!reader.endOfStream());
    }
}

void TestFrameReader::largerThanAnyBuffer()
{
    FrameReader reader(FrameLimits{1ull << 40, 128});
    const std::string piece(1 << 20, 'x');
    QCOMPARE(feed(reader, "[\"").event, FrameEvent::None);
    for (int i = 0; i < 300; ++i)
        QCOMPARE(feed(reader, piece).event, FrameEvent::None);
    QCOMPARE(feed(reader, "\",1,\"\u00e9\"]").event, FrameEvent::Text);
    QCOMPARE(reader.textSize(), (std::uint64_t{300} << 20) + 11);
    QVERIFY(!reader.textIsAscii());
    QCOMPARE(reader.notes().count, std::size_t{2});
    QCOMPARE(reader.notes().commas[0], (std::uint64_t{300} << 20) + 3);
}

void TestFrameReader::staysSmall()
{
    // One per connection, of which there may be 10,000.
    QVERIFY(sizeof(FrameReader) <= 256);
}

QTEST_APPLESS_MAIN(TestFrameReader)
#include "tst_frame_reader.moc"
