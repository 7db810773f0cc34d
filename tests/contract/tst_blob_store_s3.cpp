// The store on S3, against a real Swift with the S3 API: what every store does, and what it does when S3 refuses it or
// dies.
#include "server/storage/s3/s3_answers.h"
#include "server/storage/s3/s3_blob_store.h"
#include "tests/contract/blob_store_suite.h"
#include "tests/support/swift_server.h"
#include "tests/support/waiters.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <limits>
#include <thread>

using namespace Qt::StringLiterals;

namespace relevo::test {
namespace {

constexpr std::size_t mib = 1024 * 1024;
constexpr std::uint64_t everything = std::numeric_limits<std::uint64_t>::max();
const std::string name = "0192f0c1-5b7e-7c3a-9d4e-00112233aabb";

std::string messageOf(const std::function<void()> &action)
{
    try {
        action();
    } catch (const std::exception &error) {
        return error.what();
    }
    return {};
}

} // namespace

class TestBlobStoreS3 : public BlobStoreSuite
{
    Q_OBJECT

protected:
    void beginEmpty() override { m_prefix = "test-" + std::to_string(++m_number) + '/'; }
    std::unique_ptr<BlobStore> openStore() override { return std::make_unique<S3BlobStore>(config()); }
    std::string rawObject(const std::string &blob) override
    {
        return raw({.key = m_prefix + blob, .mostBytes = 100 * mib}).body;
    }
    void putRawObject(const std::string &blob, const std::string &bytes) override
    {
        QCOMPARE(raw({.method = S3Request::Method::Put, .key = m_prefix + blob, .body = {bytes, {}}}).status, 200L);
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_swift.start(), qPrintable(m_swift.failure())); }

    void aGoodStartSaysNothing();
    void aBadStartSaysWhatIsWrong_data();
    void aBadStartSaysWhatIsWrong();
    void refusedKeysAreRefusedEverywhere();
    void anObjectThatIsNoBlob();
    void storesWithOtherPrefixesAreApart();
    void unfinishedUploadsAreSwept();
    void speaksTls();
    void diesAndComesBack();
    void diesWhileABlobIsWritten();

private:
    S3Config config() const
    {
        S3Config config = m_swift.config();
        config.prefix = m_prefix;
        config.retries = {3, std::chrono::milliseconds(10), std::chrono::milliseconds(50)};
        return config;
    }
    S3Answer raw(const S3Request &request) { return S3Transfer(m_swift.config()).perform(request); }
    S3Uploads uploads() { return uploadsIn(raw({.query = {{"prefix", m_prefix}, {"uploads", ""}}}).body); }

    SwiftServer m_swift;
    std::string m_prefix;
    int m_number = 0;
};

void TestBlobStoreS3::aGoodStartSaysNothing()
{
    S3BlobStore(config()).check();
    QCOMPARE(S3BlobStore(config()).kind(), std::string("s3"));
}

void TestBlobStoreS3::aBadStartSaysWhatIsWrong_data()
{
    QTest::addColumn<std::string>("field");
    QTest::addColumn<std::string>("value");
    QTest::addColumn<std::string>("kind");
    QTest::addColumn<std::string>("sentence");
    const auto row = [](const char *title, const char *field, const char *value, const char *kind,
                        const char *sentence) {
        QTest::addRow("%s", title) << std::string(field) << std::string(value) << std::string(kind)
                                   << std::string(sentence);
    };
    row("secret", "secret", "not-the-secret", "Refused", "the secret key is wrong");
    row("access key", "key", "test:nobody", "Refused", "key");
    row("bucket", "bucket", "no-such-bucket", "Refused", "there is no such bucket");
    row("endpoint", "endpoint", "http://127.0.0.1:1", "Unavailable", "127.0.0.1 port 1");
}

void TestBlobStoreS3::aBadStartSaysWhatIsWrong()
{
    QFETCH(std::string, field);
    QFETCH(std::string, value);
    QFETCH(std::string, kind);
    QFETCH(std::string, sentence);
    S3Config bad = config();
    (field == "secret"   ? bad.secretKey
     : field == "key"    ? bad.accessKey
     : field == "bucket" ? bad.bucket
                         : bad.endpoint) = value;
    S3BlobStore store(bad);
    QCOMPARE(kindThrownBy([&] { store.check(); }), kind);
    const std::string message = messageOf([&] { store.check(); });
    QVERIFY2(message.find(sentence) != std::string::npos, message.c_str());
    QVERIFY2(message.find(bad.secretKey) == std::string::npos, message.c_str());
    QVERIFY2(message.find('\n') == std::string::npos, message.c_str());
}

void TestBlobStoreS3::refusedKeysAreRefusedEverywhere()
{
    store().put(name, "x");
    S3Config bad = config();
    bad.secretKey = "not-the-secret";
    S3BlobStore stranger(bad);
    QCOMPARE(kindThrownBy([&] { stranger.put(name, "y"); }), "Refused");
    QCOMPARE(kindThrownBy([&] { stranger.put(name, randomBytes(17 * mib)); }), "Refused");
    QCOMPARE(kindThrownBy([&] { stranger.read(name, 0, 1); }), "Refused");
    QCOMPARE(kindThrownBy([&] { stranger.remove(name); }), "Refused");
    QCOMPARE(kindThrownBy([&] { stranger.list({}, 1); }), "Refused");
    QCOMPARE(kindThrownBy([&] { stranger.sweepUnfinished(); }), "Refused");
    QCOMPARE(store().read(name, 0, everything), std::string("x"));
    bad = config();
    bad.bucket = "no-such-bucket";
    S3BlobStore lost(bad);
    QCOMPARE(kindThrownBy([&] { lost.put(name, "y"); }), "Refused");
    QCOMPARE(kindThrownBy([&] { lost.read(name, 0, 1); }), "Refused");
    QCOMPARE(kindThrownBy([&] { lost.remove(name); }), "Refused");
}

void TestBlobStoreS3::anObjectThatIsNoBlob()
{
    putRawObject(name, "put there by somebody else");
    QCOMPARE(kindThrownBy([&] { store().read(name, 0, everything); }), "Corrupt");
}

void TestBlobStoreS3::storesWithOtherPrefixesAreApart()
{
    store().put(name, "x");
    S3Config other = config();
    other.prefix += "below/";
    S3BlobStore below(other);
    below.put("another", "y");
    QCOMPARE(store().list({}, 10).size(), std::size_t{1});
    QCOMPARE(below.list({}, 10).size(), std::size_t{1});
    QCOMPARE(kindThrownBy([&] { below.read(name, 0, 1); }), "NotFound");
}

void TestBlobStoreS3::unfinishedUploadsAreSwept()
{
    for (const char *blob : {"a", "b", "c"})
        QCOMPARE(raw({.method = S3Request::Method::Post, .key = m_prefix + blob, .query = {{"uploads", ""}}}).status,
                 200L);
    QCOMPARE(uploads().uploads.size(), std::size_t{3});
    store().put(name, randomBytes(17 * mib));
    store().sweepUnfinished(); // they are not old yet
    QCOMPARE(uploads().uploads.size(), std::size_t{3});
    S3Config impatient = config();
    impatient.unfinishedAge = std::chrono::seconds(-60);
    S3BlobStore(impatient).sweepUnfinished();
    QCOMPARE(uploads().uploads.size(), std::size_t{0});
    QCOMPARE(openStore()->read(name, 0, everything).size(), 17 * mib);
}

void TestBlobStoreS3::speaksTls()
{
    const QTemporaryDir folder;
    const QString certificate = folder.filePath(u"certificate.pem"_s);
    const QString key = folder.filePath(u"key.pem"_s);
    QProcess maker;
    maker.start(u"openssl"_s, {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s,
                               u"-nodes"_s, u"-subj"_s, u"/CN=test"_s, u"-addext"_s, u"subjectAltName=IP:127.0.0.1"_s,
                               u"-out"_s, certificate, u"-keyout"_s, key});
    QVERIFY(maker.waitForFinished() && maker.exitCode() == 0);

    const std::string plain = config().endpoint;
    QProcess front;
    front.start(u"/usr/bin/python3"_s, {QStringLiteral(RELEVO_TEST_FOLDER "/tls_front.py"), certificate, key,
                                        QString::fromStdString(plain.substr(plain.rfind(':') + 1))});
    QVERIFY(front.waitForReadyRead(hangGuardMs));
    S3Config safe = config();
    safe.endpoint = "https://127.0.0.1:" + front.readLine().trimmed().toStdString();

    // Nobody whom the system trusts has signed that certificate.
    QCOMPARE(kindThrownBy([&] { S3BlobStore(safe).check(); }), "Refused");
    const std::string message = messageOf([&] { S3BlobStore(safe).check(); });
    QVERIFY2(message.find("certificate") != std::string::npos, message.c_str());
    safe.caFile = certificate.toStdString();
    S3BlobStore store(safe);
    store.check();
    const std::string bytes = randomBytes(17 * mib);
    store.put(name, bytes);
    QVERIFY(store.read(name, 0, everything) == bytes);

    front.closeWriteChannel();
    QVERIFY(front.waitForFinished(hangGuardMs));
}

void TestBlobStoreS3::diesAndComesBack()
{
    const std::string bytes = randomBytes(3 * mib);
    store().put(name, bytes);
    QVERIFY(store().read(name, 0, 10) == bytes.substr(0, 10));
    m_swift.killProxy();
    QCOMPARE(kindThrownBy([&] { store().read(name, 0, 10); }), "Unavailable");
    QCOMPARE(kindThrownBy([&] { store().put(name, "new"); }), "Unavailable");
    QCOMPARE(kindThrownBy([&] { store().list({}, 10); }), "Unavailable");
    QCOMPARE(kindThrownBy([&] { S3BlobStore(config()).check(); }), "Unavailable");
    QVERIFY2(m_swift.restart(), qPrintable(m_swift.failure()));
    QVERIFY(store().read(name, 0, everything) == bytes);
    store().put(name, "new");
    QCOMPARE(store().read(name, 0, everything), std::string("new"));
}

void TestBlobStoreS3::diesWhileABlobIsWritten()
{
    const std::string earlier = randomBytes(mib, 5);
    const std::string bytes = randomBytes(64 * mib, 6);
    store().put(name, earlier);
    std::atomic<int> written = 0;
    std::string kind;
    std::thread writer([&] {
        kind = kindThrownBy([&] {
            for (;; ++written)
                store().put(name, bytes);
        });
    });
    // Once there is an upload, which stands for a while only.
    const bool begun = eventually([&] { return written > 0 || !uploads().uploads.empty(); });
    m_swift.killProxy();
    writer.join();
    QVERIFY(begun);
    QCOMPARE(kind, "Unavailable");
    QVERIFY2(m_swift.restart(), qPrintable(m_swift.failure()));
    // The one or the other, and whole.
    const std::string there = store().read(name, 0, everything);
    QVERIFY(there == (written > 0 ? bytes : earlier) || there == bytes);
    store().put(name, bytes);
    QVERIFY(store().read(name, 0, everything) == bytes);
}

} // namespace relevo::test

using relevo::test::TestBlobStoreS3;
QTEST_GUILESS_MAIN(TestBlobStoreS3)
#include "tst_blob_store_s3.moc"
