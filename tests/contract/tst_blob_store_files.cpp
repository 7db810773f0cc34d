// The store of files: what every store does, and what it does when the system's calls fail.
#include "server/storage/files/file_blob_store.h"
#include "tests/contract/blob_store_suite.h"
#include "tests/contract/faulty_files.h"
#include "tests/support/waiters.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <limits>

using namespace Qt::StringLiterals;

namespace relevo::test {
namespace {

constexpr std::uint64_t everything = std::numeric_limits<std::uint64_t>::max();
const std::string name = "0192f0c1-5b7e-7c3a-9d4e-00112233aabb";

void age(const QString &path, int minutes)
{
    const timespec then{std::time(nullptr) - minutes * 60, 0};
    const timespec times[2] = {then, then};
    QCOMPARE(::utimensat(AT_FDCWD, QFile::encodeName(path).constData(), times, 0), 0);
}

qint64 residentBytes()
{
    QFile statm(u"/proc/self/statm"_s);
    return statm.open(QIODevice::ReadOnly) ? statm.readAll().split(' ').at(1).toLongLong() * ::sysconf(_SC_PAGESIZE)
                                           : 0;
}

} // namespace

class TestBlobStoreFiles : public BlobStoreSuite
{
    Q_OBJECT

protected:
    void beginEmpty() override
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }
    std::unique_ptr<BlobStore> openStore() override { return std::make_unique<FileBlobStore>(folder()); }
    std::string rawObject(const std::string &blob) override
    {
        QFile file(pathOf(blob));
        return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
    }
    void putRawObject(const std::string &blob, const std::string &bytes) override
    {
        QFile file(pathOf(blob));
        QVERIFY(QDir().mkpath(pathOf(blob).section(u'/', 0, -2)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes.data(), static_cast<qint64>(bytes.size())), static_cast<qint64>(bytes.size()));
    }

private Q_SLOTS:
    void aFailedPutLeavesNothing_data();
    void aFailedPutLeavesNothing();
    void aFailedPutKeepsTheEarlierBlob_data() { aFailedPutLeavesNothing_data(); }
    void aFailedPutKeepsTheEarlierBlob();
    void aRenamingThatDoesNotReachTheDisk();
    void aNewFolderIsBroughtToTheDisk();
    void whatCannotBeRemovedIsSwept();
    void readingFails_data();
    void readingFails();
    void shortAndInterruptedCalls();
    void onlyOldLeftoversAreSwept();
    void aFolderThatCannotBe();
    void aFolderThatIsGone();
    void othersDoNotSeeTheFiles();
    void readingInPiecesTakesLittleMemory();

private:
    std::string folder() const { return (m_folder->path() + u"/blobs"_s).toStdString(); }
    QString pathOf(const std::string &blob) const
    {
        const QString text = QString::fromStdString(blob);
        return QString::fromStdString(folder()) + u'/' + text.right(2) + u'/' + text;
    }
    QStringList files() const
    {
        QStringList found;
        QDirIterator each(QString::fromStdString(folder()), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (each.hasNext())
            found.append(each.next());
        return found;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestBlobStoreFiles::aFailedPutLeavesNothing_data()
{
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<std::string>("kind");
    const auto row = [](const char *title, const Fault &fault, const char *kind) {
        QTest::addRow("%s", title) << fault << std::string(kind);
    };
    // The second time that a file or folder is opened it is the temporary file, the first time the store's folder.
    row("no room for the file", {Call::Open, 2, ENOSPC}, "Full");
    row("too many files are open", {Call::Open, 2, EMFILE}, "Unavailable");
    row("not permitted", {Call::Open, 2, EACCES}, "Refused");
    row("no room for the first byte", {Call::Write, 1, ENOSPC}, "Full");
    row("no room in the middle", {Call::Write, 3, ENOSPC}, "Full");
    row("a quota", {Call::Write, 2, EDQUOT}, "Full");
    row("the disk fails on writing", {Call::Write, 4, EIO}, "Unavailable");
    row("the disk fails on fsync", {Call::Fsync, 2, EIO}, "Unavailable");
    row("no room on fsync", {Call::Fsync, 2, ENOSPC}, "Full");
    row("the file system is read-only", {Call::Rename, 1, EROFS}, "Refused");
    row("no room for the name", {Call::Rename, 1, ENOSPC}, "Full");
    row("no room for the folder", {Call::Mkdir, 1, ENOSPC}, "Full");
    row("the folder's folder is not brought to the disk", {Call::Fsync, 1, EIO}, "Unavailable");
    row("something else", {Call::Rename, 1, EINVAL}, "Failed");
}

void TestBlobStoreFiles::aFailedPutLeavesNothing()
{
    QFETCH(Fault, fault);
    QFETCH(std::string, kind);
    const std::string bytes = randomBytes(1000 * 1000);
    FaultyFiles layer;
    layer.mostAtOnce = 300 * 1000;
    FileBlobStore store(folder(), layer);
    layer.fail(fault);
    QCOMPARE(kindThrownBy([&] { store.put(name, bytes); }), kind);
    QVERIFY(layer.hasFailed());
    QCOMPARE(layer.openDescriptors(), 0);
    QCOMPARE(files(), QStringList());
    QCOMPARE(kindThrownBy([&] { store.read(name, 0, 1); }), "NotFound");
    QVERIFY(store.list({}, 10).empty());
    // The next one is well again.
    store.put(name, bytes);
    QVERIFY(store.read(name, 0, everything) == bytes);
    QCOMPARE(files().size(), 1);
    QCOMPARE(layer.openDescriptors(), 0);
}

void TestBlobStoreFiles::aFailedPutKeepsTheEarlierBlob()
{
    QFETCH(Fault, fault);
    QFETCH(std::string, kind);
    const std::string earlier = randomBytes(2 * 1024 * 1024 + 1, 7);
    FileBlobStore(folder()).put(name, earlier);
    FaultyFiles layer;
    layer.mostAtOnce = 300 * 1000;
    FileBlobStore store(folder(), layer);
    QVERIFY(store.read(name, 0, everything) == earlier);
    layer.fail(fault);
    QCOMPARE(kindThrownBy([&] { store.put(name, randomBytes(1000 * 1000)); }), kind);
    QVERIFY(store.read(name, 0, everything) == earlier);
    QVERIFY(openStore()->read(name, 0, everything) == earlier);
    QCOMPARE(files().size(), 1);
}

void TestBlobStoreFiles::aRenamingThatDoesNotReachTheDisk()
{
    FaultyFiles layer;
    FileBlobStore store(folder(), layer);
    store.put(name, "earlier");
    layer.fail({Call::Fsync, 2, EIO}); // the file's is the first
    QCOMPARE(kindThrownBy([&] { store.put(name, "new"); }), "Unavailable");
    // Which of the two is there is not promised; that it is one of them, whole, is.
    QCOMPARE(store.read(name, 0, everything), std::string("new"));
    QCOMPARE(files().size(), 1);
}

void TestBlobStoreFiles::aNewFolderIsBroughtToTheDisk()
{
    const std::string fresh = folder() + "/../fresh";
    FaultyFiles layer;
    FileBlobStore store(fresh, layer);
    store.put(name, "x");
    QCOMPARE(layer.calls(Call::Fsync), 4); // the store's folder's folder, the store's folder, the file, its folder
    store.put(name, "y");
    QCOMPARE(layer.calls(Call::Fsync), 6);
    // What a process before this one has made may not have got that far.
    FaultyFiles later;
    FileBlobStore again(fresh, later);
    again.put(name, "z");
    QCOMPARE(later.calls(Call::Fsync), 3);
}

void TestBlobStoreFiles::whatCannotBeRemovedIsSwept()
{
    FaultyFiles layer;
    FileBlobStore store(folder(), layer);
    layer.fail({Call::Write, 1, ENOSPC});
    layer.fail({Call::Unlink, 1, EIO});
    QCOMPARE(kindThrownBy([&] { store.put(name, "x"); }), "Full");
    QCOMPARE(files().size(), 1);
    QVERIFY(store.list({}, 10).empty());
    QCOMPARE(kindThrownBy([&] { store.read(name, 0, 1); }), "NotFound");
    age(files().first(), 61);
    store.sweepUnfinished();
    QCOMPARE(files(), QStringList());
}

void TestBlobStoreFiles::readingFails_data()
{
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<std::string>("kind");
    QTest::addRow("the disk, at the footer") << Fault{Call::Pread, 1, EIO} << std::string("Unavailable");
    QTest::addRow("the disk, at the blob") << Fault{Call::Pread, 2, EIO} << std::string("Unavailable");
    QTest::addRow("not permitted") << Fault{Call::Open, 1, EACCES} << std::string("Refused");
    QTest::addRow("too many files are open") << Fault{Call::Open, 2, EMFILE} << std::string("Unavailable");
}

void TestBlobStoreFiles::readingFails()
{
    QFETCH(Fault, fault);
    QFETCH(std::string, kind);
    const std::string bytes = randomBytes(3 * 1024 * 1024);
    FileBlobStore(folder()).put(name, bytes);
    FaultyFiles layer;
    FileBlobStore store(folder(), layer);
    layer.fail(fault);
    QCOMPARE(kindThrownBy([&] { store.read(name, 0, 10); }), kind);
    QCOMPARE(layer.openDescriptors(), 0);
    QVERIFY(store.read(name, 0, everything) == bytes);
}

void TestBlobStoreFiles::shortAndInterruptedCalls()
{
    const std::string bytes = randomBytes(300 * 1000);
    FaultyFiles layer;
    layer.mostAtOnce = 1000;
    FileBlobStore store(folder(), layer);
    for (const Call call : {Call::Open, Call::Write, Call::Pread}) {
        layer.fail({call, 1, EINTR});
        layer.fail({call, 3, EINTR});
    }
    store.put(name, bytes);
    QVERIFY(store.read(name, 0, everything) == bytes);
    QVERIFY(layer.hasFailed());
    QVERIFY(layer.calls(Call::Write) > 300);
    QVERIFY(openStore()->read(name, 0, everything) == bytes);
}

void TestBlobStoreFiles::onlyOldLeftoversAreSwept()
{
    store().put(name, "a blob");
    const QString old = pathOf(name) + u".0011223344556677.tmp"_s;
    const QString recent = pathOf(name) + u".8899aabbccddeeff.tmp"_s;
    for (const QString &path : {old, recent}) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    age(old, 61);
    age(recent, 59);
    age(pathOf(name), 100);
    store().sweepUnfinished();
    QVERIFY(!QFile::exists(old));
    QVERIFY(QFile::exists(recent));
    QCOMPARE(store().read(name, 0, everything), std::string("a blob"));
    QCOMPARE(store().list({}, 10).size(), std::size_t{1});
}

void TestBlobStoreFiles::aFolderThatCannotBe()
{
    QFile file(m_folder->filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(kindThrownBy([&] { FileBlobStore(m_folder->filePath(u"file/below"_s).toStdString()); }), "Refused");
    QCOMPARE(kindThrownBy([&] { FileBlobStore(m_folder->filePath(u"file"_s).toStdString()); }), "Refused");
}

void TestBlobStoreFiles::aFolderThatIsGone()
{
    store().put(name, "x");
    QVERIFY(QDir(QString::fromStdString(folder())).removeRecursively());
    QCOMPARE(kindThrownBy([&] { store().put(name, "y"); }), "Unavailable");
    QCOMPARE(kindThrownBy([&] { store().read(name, 0, 1); }), "Unavailable");
    QCOMPARE(kindThrownBy([&] { store().list({}, 1); }), "Unavailable");
    // Back again, and empty.
    QVERIFY(QDir().mkpath(QString::fromStdString(folder())));
    QCOMPARE(kindThrownBy([&] { store().read(name, 0, 1); }), "NotFound");
    store().put(name, "z");
    QCOMPARE(store().read(name, 0, 1), std::string("z"));
}

void TestBlobStoreFiles::othersDoNotSeeTheFiles()
{
    store().put(name, "x");
    struct stat facts = {};
    QCOMPARE(::stat(folder().c_str(), &facts), 0);
    QCOMPARE(facts.st_mode & 0777U, 0700U);
    QCOMPARE(::stat(qPrintable(pathOf(name)), &facts), 0);
    QCOMPARE(facts.st_mode & 0777U, 0600U);
}

void TestBlobStoreFiles::readingInPiecesTakesLittleMemory()
{
    if (sanitized)
        QSKIP("a sanitizer's memory is its own");
    constexpr std::uint64_t size = 256 * 1024 * 1024;
    store().put(name, randomBytes(size));
    const qint64 before = residentBytes();
    qint64 most = 0;
    std::uint64_t count = 0;
    while (count < size) {
        count += store().read(name, count, 1024 * 1024).size();
        most = std::max(most, residentBytes() - before);
    }
    QVERIFY2(most < 64 * 1024 * 1024, qPrintable(QString::number(most)));
}

} // namespace relevo::test

using relevo::test::TestBlobStoreFiles;
QTEST_GUILESS_MAIN(TestBlobStoreFiles)
#include "tst_blob_store_files.moc"
