#include "server/transport/byte_buffer.h"
#include "server/transport/outbox.h"

#include <QTest>

using namespace relevo;

namespace {

ReplyChunk chunk(std::string data, std::uint32_t tasks, bool last = false)
{
    ReplyChunk made;
    made.replyBytes = data.size();
    made.data = std::move(data);
    made.charged = {tasks, 1};
    made.lastOne = last;
    return made;
}

} // namespace

class TestOutbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// However few bytes go out at a time, they come out in order, and each charge once.
    void anyCut_data()
    {
        QTest::addColumn<int>("step");
        for (const int step : {1, 2, 3, 5, 7, 100})
            QTest::addRow("%d", step) << step;
    }

    void anyCut()
    {
        QFETCH(const int, step);
        Outbox box;
        box.push(chunk("one\n", 1));
        box.push(chunk("two, longer\n", 2));
        box.push(chunk("three\n", 4, true));
        std::string out;
        Charge charge;
        bool last = false;
        while (!box.empty()) {
            QVERIFY(!last);
            std::vector<std::string_view> pieces;
            const std::size_t size = box.next(static_cast<std::size_t>(step), pieces);
            QVERIFY(size > 0 && size <= static_cast<std::size_t>(step));
            for (const std::string_view piece : pieces)
                out += piece;
            charge += box.written(size, last);
        }
        QVERIFY(last);
        QCOMPARE(out, std::string("one\ntwo, longer\nthree\n"));
        QCOMPARE(charge.tasks, 7u);
        QCOMPARE(charge.bytes, std::uint64_t{out.size()});
    }

    void clearPaysBackWhatIsLeft()
    {
        Outbox box;
        box.push(chunk("one\n", 1));
        box.push(chunk("two\n", 2));
        bool last = false;
        QCOMPARE(box.written(5, last).tasks, 1u);
        QCOMPARE(box.clear().tasks, 2u);
        QVERIFY(box.empty());
        box.push(chunk("three\n", 1));
        std::vector<std::string_view> pieces;
        QCOMPARE(box.next(100, pieces), std::size_t{6}); // not cut by what was half written before
    }

    void buffersKeepTheirBytes()
    {
        ByteBuffer buffer;
        std::string expected;
        for (int i = 0; i < 3000; ++i) {
            const std::string part(static_cast<std::size_t>(i % 97), static_cast<char>('a' + i % 26));
            buffer.append(part.data(), part.size());
            expected += part;
        }
        QVERIFY(buffer.view() == expected);
        buffer.trim();
        QVERIFY(buffer.view() == expected);
        std::copy_n("tail", 4, buffer.room(4));
        buffer.trim(4);
        buffer.grew(4);
        QVERIFY(buffer.view() == expected + "tail");
        const std::size_t size = buffer.size();
        const ByteBuffer::Memory memory = buffer.release();
        QVERIFY(buffer.empty());
        QVERIFY(std::string_view(memory.get(), size) == expected + "tail");
    }
};

QTEST_APPLESS_MAIN(TestOutbox)
#include "tst_outbox.moc"
