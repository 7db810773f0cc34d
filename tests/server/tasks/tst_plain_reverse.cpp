#include "server/tasks/unicode/plain_reverse.h"

#include <QTest>
#include <algorithm>
#include <memory>
#include <random>
#include <string>

using namespace relevo;

class TestPlainReverse : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Every length over all the block sizes, with every byte that is not plain at every place.
    void stopsAtWhatIsNotPlain()
    {
        std::mt19937 random(1);
        for (std::size_t size = 0; size <= 140; ++size) {
            const auto text = std::make_unique<char[]>(size); // of exactly the size, for AddressSanitizer
            const auto out = std::make_unique<char[]>(size);
            for (std::size_t i = 0; i < size; ++i)
                text[i] = static_cast<char>(std::uniform_int_distribution(' ', '~')(random));
            std::replace_if(
                text.get(), text.get() + size, [](char c) { return c == '"' || c == '\\'; }, 'x');
            const char *const end = text.get() + size;
            QCOMPARE(reversePlain(end, size, out.get()), size);
            QVERIFY(std::equal(out.get(), out.get() + size, std::make_reverse_iterator(end)));
            for (std::size_t at = 0; at < size; ++at) {
                const char kept = text[at];
                const char special = "\"\\\0\x1f\n\r\x80\xff\xc3"[at % 9];
                text[at] = special;
                const std::size_t plain = size - 1 - at;
                QCOMPARE(reversePlain(end, size, out.get()), plain);
                QVERIFY(std::equal(out.get(), out.get() + plain, std::make_reverse_iterator(end)));
                text[at] = kept;
            }
        }
    }

    void everyByteIsJudgedRight()
    {
        for (const std::size_t size : {1u, 8u, 16u, 32u, 64u}) {
            for (int byte = 0; byte < 256; ++byte) {
                const std::string text(size, static_cast<char>(byte));
                std::string out(size, '\0');
                const bool plain = byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
                QCOMPARE(reversePlain(text.data() + size, size, out.data()), plain ? size : 0);
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestPlainReverse)
#include "tst_plain_reverse.moc"
