// The suite's part on objects that are not what was written.
#include "tests/contract/blob_store_suite.h"

#include <QTest>

#include <algorithm>
#include <functional>
#include <limits>

namespace relevo::test {
namespace {

constexpr std::size_t mib = 1024 * 1024;
constexpr std::uint64_t everything = std::numeric_limits<std::uint64_t>::max();
const std::string name = "0192f0c1-5b7e-7c3a-9d4e-00112233aabb";

} // namespace

void BlobStoreSuite::whatIsNotWhatWasWritten_data()
{
    using Change = std::function<void(std::string &)>;
    QTest::addColumn<Change>("change");
    // The blob is of 2 MiB + 9: three chunks. Behind it come three hashes, the whole's, the seal, the size, the magic.
    const auto flip = [](std::ptrdiff_t at) {
        return Change([at](std::string &object) {
            const auto size = static_cast<std::ptrdiff_t>(object.size());
            object[static_cast<std::size_t>(at < 0 ? size + at : at)] ^= 1;
        });
    };
    QTest::addRow("first byte") << flip(0);
    QTest::addRow("second chunk") << flip(mib + 77);
    QTest::addRow("last byte") << flip(2 * mib + 8);
    QTest::addRow("first chunk's hash") << flip(2 * mib + 9);
    QTest::addRow("last chunk's hash") << flip(-81);
    QTest::addRow("the whole's hash") << flip(-80);
    QTest::addRow("the seal") << flip(-48);
    QTest::addRow("the size, its lowest bit") << flip(-16);
    QTest::addRow("the size, far too long") << flip(-9);
    QTest::addRow("the magic") << flip(-1);
    const auto cutTo = [](std::size_t size) { return Change([size](std::string &object) { object.resize(size); }); };
    QTest::addRow("nothing left") << cutTo(0);
    QTest::addRow("10 bytes left") << cutTo(10);
    QTest::addRow("without the footer") << cutTo(2 * mib + 9);
    QTest::addRow("without the last byte") << Change([](std::string &object) { object.pop_back(); });
    QTest::addRow("without the first byte") << Change([](std::string &object) { object.erase(0, 1); });
    QTest::addRow("a byte more at the end") << Change([](std::string &object) { object += '\0'; });
    QTest::addRow("a byte more in front") << Change([](std::string &object) { object.insert(0, 1, '\0'); });
    QTest::addRow("a byte more in the middle") << Change([](std::string &object) { object.insert(mib, 1, '\0'); });
    QTest::addRow("chunks swapped") << Change(
        [](std::string &object) { std::swap_ranges(object.begin(), object.begin() + mib, object.begin() + mib); });
}

void BlobStoreSuite::whatIsNotWhatWasWritten()
{
    using Change = std::function<void(std::string &)>;
    QFETCH(Change, change);
    const std::string bytes = randomBytes(2 * mib + 9);
    store().put(name, bytes);
    QVERIFY(store().read(name, 0, everything) == bytes);
    const std::string sound = rawObject(name);
    QVERIFY(sound.starts_with(bytes));
    std::string object = sound;
    change(object);
    putRawObject(name, object);
    // The one has the blob's footer in its cache, the other has not.
    QCOMPARE(kindThrownBy([&] { store().read(name, 0, everything); }), "Corrupt");
    QCOMPARE(kindThrownBy([&] { openStore()->read(name, 0, everything); }), "Corrupt");
    // And back again.
    putRawObject(name, sound);
    QVERIFY(store().read(name, 0, everything) == bytes);
    putRawObject(name, object);
    store().put(name, "new");
    QCOMPARE(store().read(name, 0, everything), std::string("new"));
}

void BlobStoreSuite::anotherBlobsObject()
{
    store().put(name, "one");
    store().put("another", "two");
    putRawObject(name, rawObject("another"));
    QCOMPARE(kindThrownBy([&] { store().read(name, 0, everything); }), "Corrupt");
}

void BlobStoreSuite::aDamagedSmallBlob()
{
    // It comes in one piece with its footer, and so does a long one's last chunk.
    for (const std::size_t size : {std::size_t{1}, std::size_t{1000}, 2 * mib + 1000}) {
        store().put(name, randomBytes(size));
        std::string object = rawObject(name);
        object[size - 1] ^= 1;
        putRawObject(name, object);
        QCOMPARE(kindThrownBy([&] { openStore()->read(name, size - 1, 1); }), "Corrupt");
        QCOMPARE(kindThrownBy([&] { store().read(name, size - 1, 1); }), "Corrupt");
        object[size - 1] ^= 1;
        putRawObject(name, object);
        QVERIFY(store().read(name, size - 1, 1) == randomBytes(size).substr(size - 1));
    }
}

void BlobStoreSuite::soundChunksOfADamagedBlob()
{
    const std::string bytes = randomBytes(3 * mib);
    store().put(name, bytes);
    std::string object = rawObject(name);
    object[mib + 5] ^= 4;
    putRawObject(name, object);
    const auto other = openStore();
    for (BlobStore *each : {&store(), other.get()}) {
        QVERIFY(each->read(name, 0, mib) == bytes.substr(0, mib));
        QVERIFY(each->read(name, 2 * mib, mib) == bytes.substr(2 * mib));
        QCOMPARE(kindThrownBy([&] { each->read(name, mib + 100, 1); }), "Corrupt");
        QCOMPARE(kindThrownBy([&] { each->read(name, mib - 1, 2); }), "Corrupt");
    }
}

} // namespace relevo::test
