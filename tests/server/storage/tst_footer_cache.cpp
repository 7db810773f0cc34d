// The cache of footers keeps what was read last, within its bounds, whoever uses it at once.
#include "server/storage/footer_cache.h"

#include <QTest>

#include <thread>

using namespace relevo;

namespace {

std::shared_ptr<const KnownBlob> known(const std::string &tag, std::size_t chunks = 0)
{
    return std::make_shared<KnownBlob>(
        KnownBlob{BlobFooter::of(std::string(chunks * BlobFooter::chunkBytes, 'x')), tag});
}

} // namespace

class TestFooterCache : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatWasPutIn()
    {
        FooterCache cache(10'000);
        QVERIFY(!cache.find("a"));
        cache.insert("a", known("1"));
        QCOMPARE(cache.find("a")->tag, std::string("1"));
        cache.insert("a", known("2"));
        QCOMPARE(cache.find("a")->tag, std::string("2"));
        cache.drop("a");
        cache.drop("a");
        QVERIFY(!cache.find("a"));
    }

    void whatWasReadLongestAgoGoes()
    {
        FooterCache cache(3 * 600);
        for (const char *name : {"a", "b", "c"})
            cache.insert(name, known(name));
        QVERIFY(cache.find("a"));
        cache.insert("d", known("d"));
        QVERIFY(cache.find("a") && cache.find("c") && cache.find("d"));
        QVERIFY(!cache.find("b"));
        // A longer one takes the room of several; one that is too long is not kept.
        cache.insert("e", known("e", 40));
        QVERIFY(cache.find("e") && !cache.find("a") && !cache.find("c") && !cache.find("d"));
        cache.insert("f", known("f", 60));
        QVERIFY(!cache.find("f") && !cache.find("e"));
        cache.insert("a", known("a"));
        QVERIFY(cache.find("a"));
    }

    void manyAtOnce()
    {
        FooterCache cache(20 * 600);
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&cache, i] {
                for (int turn = 0; turn < 5000; ++turn) {
                    const std::string name = std::to_string((turn * 7 + i) % 50);
                    if (turn % 3 == 0)
                        cache.insert(name, known(name));
                    else if (turn % 11 == 0)
                        cache.drop(name);
                    else if (const auto found = cache.find(name))
                        QVERIFY(found->tag == name);
                }
            });
        }
        for (std::thread &thread : threads)
            thread.join();
    }
};

QTEST_GUILESS_MAIN(TestFooterCache)
#include "tst_footer_cache.moc"
