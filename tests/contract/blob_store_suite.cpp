#include "tests/contract/blob_store_suite.h"

#include <QCryptographicHash>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <limits>
#include <random>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;

namespace relevo::test {
namespace {

constexpr std::size_t mib = 1024 * 1024;
constexpr std::uint64_t everything = std::numeric_limits<std::uint64_t>::max();
const std::string name = "0192f0c1-5b7e-7c3a-9d4e-00112233aabb";

std::string sha256Of(std::string_view bytes)
{
    return QCryptographicHash::hash(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())).toByteArray(),
                                    QCryptographicHash::Sha256)
        .toHex()
        .toStdString();
}

/// A name that sorts by its number.
std::string numbered(int number)
{
    return QString(u"%1-list"_s).arg(number, 4, 10, QChar(u'0')).toStdString();
}

} // namespace

std::string randomBytes(std::size_t count, unsigned seed)
{
    std::mt19937_64 random(seed);
    std::string bytes(count, '\0');
    for (std::size_t at = 0; at < count; at += sizeof(std::uint64_t)) {
        const std::uint64_t number = random();
        std::memcpy(bytes.data() + at, &number, std::min(sizeof number, count - at));
    }
    return bytes;
}

std::string kindOf(const std::exception &error)
{
    static const char *const names[] = {"Unavailable", "Full", "Corrupt", "NotFound", "Refused", "Failed"};
    if (const auto *storage = dynamic_cast<const StorageError *>(&error))
        return names[static_cast<int>(storage->kind())];
    return error.what();
}

void BlobStoreSuite::init()
{
    beginEmpty();
    m_store = openStore();
}

void BlobStoreSuite::cleanup()
{
    m_store.reset();
}

void BlobStoreSuite::aBlobComesBack_data()
{
    QTest::addColumn<std::size_t>("size");
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, mib - 1, mib, mib + 1, 16 * mib, 20 * mib})
        QTest::addRow("%zu", size) << size;
}

void BlobStoreSuite::aBlobComesBack()
{
    QFETCH(std::size_t, size);
    const std::string bytes = randomBytes(size);
    const BlobInfo put = store().put(name, bytes);
    QCOMPARE(put.size, size);
    QCOMPARE(put.sha256, sha256Of(bytes));

    BlobInfo info;
    QVERIFY(store().read(name, 0, everything, &info) == bytes);
    QCOMPARE(info.size, size);
    QCOMPARE(info.sha256, put.sha256);

    const auto other = openStore();
    std::string pieces;
    for (;;) {
        const std::string piece = other->read(name, pieces.size(), mib - 7);
        if (piece.empty())
            break;
        pieces += piece;
    }
    QVERIFY(pieces == bytes);
}

void BlobStoreSuite::rangesAtEveryBorder()
{
    const std::size_t size = 3 * mib + 5;
    const std::string bytes = randomBytes(size);
    store().put(name, bytes);
    for (const std::uint64_t border :
         {std::uint64_t{0}, std::uint64_t{mib}, std::uint64_t{2 * mib}, std::uint64_t{size}}) {
        for (const std::uint64_t offset : {border - std::min<std::uint64_t>(border, 1), border, border + 1}) {
            for (const std::uint64_t length : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{2}, std::uint64_t{mib},
                                               std::uint64_t{mib + 1}, everything}) {
                const std::string expected = offset < size ? bytes.substr(offset, length) : std::string();
                BlobInfo info;
                QVERIFY2(store().read(name, offset, length, &info) == expected,
                         qPrintable(u"%1 bytes from %2"_s.arg(length).arg(offset)));
                QCOMPARE(info.size, size);
                // And once with nothing known of the blob.
                if (length <= 2)
                    QVERIFY(openStore()->read(name, offset, length) == expected);
            }
        }
    }
    QCOMPARE(store().read(name, everything, everything), std::string());
}

void BlobStoreSuite::aReplacedBlobIsTheNewOne_data()
{
    QTest::addColumn<std::size_t>("before");
    QTest::addColumn<std::size_t>("after");
    QTest::addRow("as long") << mib + 3 << mib + 3;
    QTest::addRow("longer") << std::size_t{10} << 3 * mib;
    QTest::addRow("shorter") << 3 * mib << std::size_t{10};
    QTest::addRow("in parts") << std::size_t{10} << 17 * mib;
    QTest::addRow("no more in parts") << 17 * mib << mib;
}

void BlobStoreSuite::aReplacedBlobIsTheNewOne()
{
    QFETCH(std::size_t, before);
    QFETCH(std::size_t, after);
    const auto reader = openStore();
    store().put(name, randomBytes(before, 1));
    QVERIFY(reader->read(name, 0, everything) == randomBytes(before, 1));
    QVERIFY(store().read(name, 0, everything) == randomBytes(before, 1));
    const BlobInfo put = store().put(name, randomBytes(after, 2));
    // Also where the earlier one is still known.
    for (BlobStore *each : {reader.get(), &store()}) {
        BlobInfo info;
        QVERIFY(each->read(name, 0, everything, &info) == randomBytes(after, 2));
        QCOMPARE(info.sha256, put.sha256);
    }
}

void BlobStoreSuite::whatIsNotThere()
{
    QCOMPARE(kindThrownBy([&] { store().read(name, 0, 1); }), "NotFound");
    store().remove(name);
    store().put(name, "something");
    const auto reader = openStore();
    QCOMPARE(reader->read(name, 0, everything), std::string("something"));
    store().remove(name);
    store().remove(name);
    QCOMPARE(kindThrownBy([&] { store().read(name, 0, 1); }), "NotFound");
    QCOMPARE(kindThrownBy([&] { reader->read(name, 0, 1); }), "NotFound");
    QCOMPARE(kindThrownBy([&] { reader->read(name, 0, 0); }), "NotFound");
    QVERIFY(store().list({}, 10).empty());
    // In parts, too.
    store().put(name, randomBytes(17 * mib));
    store().remove(name);
    QCOMPARE(kindThrownBy([&] { store().read(name, 0, 1); }), "NotFound");
}

void BlobStoreSuite::onlyNamesOfTheRightForm_data()
{
    QTest::addColumn<std::string>("bad");
    QTest::addRow("empty") << std::string();
    QTest::addRow("up") << std::string("..");
    QTest::addRow("path") << std::string("a/b");
    QTest::addRow("absolute") << std::string("/etc/passwd");
    QTest::addRow("capital") << std::string("Ab");
    QTest::addRow("dot") << std::string("a.b");
    QTest::addRow("space") << std::string("a b");
    QTest::addRow("zero") << std::string("a\0b", 3);
    QTest::addRow("not ASCII") << std::string("\xc3\xa4");
    QTest::addRow("long") << std::string(101, 'a');
}

void BlobStoreSuite::onlyNamesOfTheRightForm()
{
    QFETCH(std::string, bad);
    QCOMPARE(kindThrownBy([&] { store().put(bad, "x"); }), "Failed");
    QCOMPARE(kindThrownBy([&] { store().read(bad, 0, 1); }), "Failed");
    QCOMPARE(kindThrownBy([&] { store().remove(bad); }), "Failed");
    if (!bad.empty())
        QCOMPARE(kindThrownBy([&] { store().list(bad, 1); }), "Failed");
    for (const std::string &good : {std::string("a"), std::string("-"), std::string(100, 'z')}) {
        store().put(good, "x");
        QCOMPARE(store().read(good, 0, 2), std::string("x"));
    }
}

void BlobStoreSuite::listsInPages()
{
    constexpr int count = 23;
    QVERIFY(store().list({}, 5).empty());
    for (int i = count; i-- > 0;)
        store().put(numbered(i), "x");
    putRawObject("0005-LIST", "of others");
    putRawObject("0005-list.txt", "of others");
    QVERIFY(store().list({}, 0).empty());
    QVERIFY(store().list(numbered(count - 1), 5).empty());

    std::vector<std::string> names;
    for (;;) {
        const std::vector<BlobEntry> page = store().list(names.empty() ? std::string() : names.back(), 5);
        if (page.empty())
            break;
        QVERIFY(page.size() <= 5);
        for (const BlobEntry &entry : page) {
            names.push_back(entry.name);
            const auto age = std::chrono::system_clock::now() - entry.writtenAt;
            QVERIFY(age < std::chrono::hours(1) && age > -std::chrono::hours(1));
        }
    }
    QCOMPARE(names.size(), std::size_t{count});
    for (int i = 0; i < count; ++i)
        QCOMPARE(names[static_cast<std::size_t>(i)], numbered(i));
    // After a name that there is not.
    QCOMPARE(store().list("0003", 1).front().name, numbered(3));
    QCOMPARE(store().list("0003-zzz", 100).size(), std::size_t{count - 4});
}

void BlobStoreSuite::manyAtOnce()
{
    constexpr int threads = 4;
    constexpr int turns = 6;
    const auto letters = [](char letter, int turn) {
        return std::string(mib / 2 + static_cast<std::size_t>(turn) * mib / 5, letter);
    };
    store().put(name, letters('a', 0));
    std::atomic<int> faults = 0;
    const auto work = [&](int number) {
        try {
            for (int turn = 0; turn < turns; ++turn) {
                const std::string own = numbered(number * turns + turn);
                const std::string bytes = randomBytes(mib + 10, static_cast<unsigned>(number * turns + turn));
                store().put(own, bytes);
                faults += store().read(own, 0, everything) != bytes;
                // One that all of them replace: each time that it is read it is one of those written, whole.
                store().put(name, letters(static_cast<char>('a' + number), turn));
                BlobInfo info;
                const std::string shared = store().read(name, 0, everything, &info);
                faults += shared.empty() || shared.find_first_not_of(shared[0]) != std::string::npos ||
                          info.sha256 != sha256Of(shared);
            }
        } catch (const std::exception &error) {
            qWarning("%s", error.what());
            ++faults;
        }
    };
    std::vector<std::thread> running;
    for (int i = 0; i < threads; ++i)
        running.emplace_back(work, i);
    for (std::thread &thread : running)
        thread.join();
    QCOMPARE(faults.load(), 0);
    QCOMPARE(store().list({}, 100).size(), std::size_t{threads * turns + 1});
}

} // namespace relevo::test
