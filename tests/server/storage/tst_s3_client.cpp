// What the store on S3 makes of answers that a real server gives only on its bad days: from a server with a script.
#include "tests/server/storage/s3_scripts.h"

#include <QCryptographicHash>
#include <QTest>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace relevo;
using namespace relevo::test;
using Kind = StorageError::Kind;

namespace {

/// A socket that takes connections and says nothing, or one that no longer takes any.
class Deaf
{
public:
    explicit Deaf(bool open)
        : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address = {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof address;
        auto *generic = reinterpret_cast<sockaddr *>(&address);
        m_good = ::bind(m_socket, generic, length) == 0 && ::getsockname(m_socket, generic, &length) == 0 &&
                 (!open || ::listen(m_socket, 16) == 0);
        m_port = ntohs(address.sin_port);
    }
    ~Deaf() { ::close(m_socket); }
    Deaf(const Deaf &) = delete;
    Deaf &operator=(const Deaf &) = delete;
    bool isGood() const { return m_good; }
    std::string endpoint() const { return "http://127.0.0.1:" + std::to_string(m_port); }

private:
    int m_socket;
    bool m_good = false;
    int m_port = 0;
};

} // namespace

class TestS3Client : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRequestIsSigned();
    void whatMayPassIsTriedAgain_data();
    void whatMayPassIsTriedAgain();
    void attemptsAreBounded();
    void whatWouldComeAgainIsNot_data();
    void whatWouldComeAgainIsNot();
    void aServerThatNeverAnswers();
    void nobodyListens();
    void anAnswerWithoutItsEnd();
    void moreThanWasAskedFor();
    void listsOverPages();
    void nonsense_data();
    void nonsense();
    void configurationsThatCannotBe_data();
    void configurationsThatCannotBe();
};

void TestS3Client::aRequestIsSigned()
{
    ScriptedHttp server({ok});
    S3BlobStore(configFor(server.endpoint() + '/')).put("name", "bytes");
    const std::string request = server.requests().at(0);
    QVERIFY(request.starts_with("PUT /bucket/name HTTP/1.1\r\n"));
    QVERIFY(request.find("Credential=acc:ess/") != std::string::npos);
    QVERIFY(request.find("/eu-north-7/s3/aws4_request") != std::string::npos);
    const std::string body = request.substr(request.find("\r\n\r\n") + 4);
    QVERIFY(body.starts_with("bytes"));
    const QByteArray hash =
        QCryptographicHash::hash(QByteArray::fromStdString(body), QCryptographicHash::Sha256).toHex();
    QVERIFY(request.find("x-amz-content-sha256: " + hash.toStdString()) != std::string::npos);
    QVERIFY(request.find("SECRET") == std::string::npos);
}

void TestS3Client::whatMayPassIsTriedAgain_data()
{
    QTest::addColumn<ScriptedHttp::Answer>("answer");
    QTest::addRow("500") << ScriptedHttp::error(500, "InternalError");
    QTest::addRow("502") << ScriptedHttp::status(502, "<html>a balancer's</html>");
    QTest::addRow("503") << ScriptedHttp::error(503, "SlowDown");
    QTest::addRow("504") << ScriptedHttp::status(504);
    QTest::addRow("429") << ScriptedHttp::status(429);
    QTest::addRow("408") << ScriptedHttp::error(408, "RequestTimeout");
    QTest::addRow("nothing") << ScriptedHttp::silence();
}

void TestS3Client::whatMayPassIsTriedAgain()
{
    QFETCH(ScriptedHttp::Answer, answer);
    ScriptedHttp server({answer, answer, ok});
    S3BlobStore(configFor(server.endpoint())).put("name", "bytes");
    QVERIFY(server.requests().size() >= 3); // libcurl itself tries once more on a connection that ended
}

void TestS3Client::attemptsAreBounded()
{
    ScriptedHttp server({ScriptedHttp::error(503, "SlowDown")});
    S3BlobStore store(configFor(server.endpoint()));
    const auto error = errorFrom([&] { store.put("name", "bytes"); });
    QVERIFY(error && error->kind() == Kind::Unavailable && error->mayPass());
    QVERIFY2(says(*error, "3 attempts") && says(*error, server.endpoint()) && says(*error, "name"), error->what());
    QCOMPARE(server.requests().size(), std::size_t{3});
}

void TestS3Client::whatWouldComeAgainIsNot_data()
{
    QTest::addColumn<ScriptedHttp::Answer>("answer");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<std::string>("text");
    const auto row = [](const char *title, const ScriptedHttp::Answer &answer, Kind kind, const char *text) {
        QTest::addRow("%s", title) << answer << kind << std::string(text);
    };
    using S = ScriptedHttp;
    row("wrong secret", S::error(403, "SignatureDoesNotMatch"), Kind::Refused, "the secret key is wrong");
    row("wrong key", S::error(403, "InvalidAccessKeyId"), Kind::Refused, "the access key is not known");
    row("not permitted", S::error(403, "AccessDenied"), Kind::Refused, "do not permit");
    row("403 alone", S::status(403), Kind::Refused, "do not permit");
    row("clocks", S::error(403, "RequestTimeTooSkewed"), Kind::Refused, "clocks");
    row("region", S::error(400, "AuthorizationHeaderMalformed"), Kind::Refused, "region");
    row("elsewhere", S::status(307, {}, "Location: http://127.0.0.1:1/\r\n"), Kind::Refused, "another region");
    row("no bucket", S::error(404, "NoSuchBucket"), Kind::Refused, "no such bucket");
    row("no S3", S::status(404, "<html>not found</html>"), Kind::Refused, "does not speak S3");
    row("full", S::error(507, "InsufficientStorage"), Kind::Full, "no room");
    row("quota", S::error(403, "QuotaExceeded"), Kind::Full, "quota");
    row("too large", S::error(400, "EntityTooLarge"), Kind::Failed, "EntityTooLarge");
}

void TestS3Client::whatWouldComeAgainIsNot()
{
    QFETCH(ScriptedHttp::Answer, answer);
    QFETCH(Kind, kind);
    QFETCH(std::string, text);
    ScriptedHttp server({answer});
    S3BlobStore store(configFor(server.endpoint()));
    const auto error = errorFrom([&] { store.put("name", "bytes"); });
    QVERIFY(error);
    QCOMPARE(error->kind(), kind);
    QVERIFY2(says(*error, text), error->what());
    QVERIFY2(!says(*error, "SECRET"), error->what());
    QCOMPARE(server.requests().size(), std::size_t{1});
}

void TestS3Client::aServerThatNeverAnswers()
{
    const Deaf deaf(true);
    QVERIFY(deaf.isGood());
    S3Config config = configFor(deaf.endpoint());
    config.timeout = std::chrono::seconds(1);
    config.retries.attempts = 2;
    S3BlobStore store(config);
    const auto error = errorFrom([&] { store.put("name", "bytes"); });
    QVERIFY(error && error->kind() == Kind::Unavailable);
    QVERIFY2(says(*error, "2 attempts"), error->what());
    QVERIFY(errorFrom([&] { store.check(); })->kind() == Kind::Unavailable);
}

void TestS3Client::nobodyListens()
{
    const Deaf deaf(false);
    QVERIFY(deaf.isGood());
    S3BlobStore store(configFor(deaf.endpoint()));
    const auto error = errorFrom([&] { store.check(); });
    QVERIFY(error && error->kind() == Kind::Unavailable);
    QVERIFY2(says(*error, deaf.endpoint()) && says(*error, "3 attempts"), error->what());
}

void TestS3Client::anAnswerWithoutItsEnd()
{
    const auto half = [](const std::string &) {
        return std::string("HTTP/1.1 206 Partial\r\nContent-Length: 100\r\nContent-Range: bytes 0-99/100\r\n\r\nhalf");
    };
    ScriptedHttp server({half, half, ScriptedHttp::error(404, "NoSuchKey")});
    S3BlobStore store(configFor(server.endpoint()));
    QVERIFY(errorFrom([&] { store.read("name", 0, 10); })->kind() == Kind::NotFound);
    QCOMPARE(server.requests().size(), std::size_t{3});
}

void TestS3Client::moreThanWasAskedFor()
{
    // A server that knows no ranges sends all of it.
    ScriptedHttp server({ScriptedHttp::status(200, std::string(3 * mib, 'x'))});
    S3BlobStore store(configFor(server.endpoint()));
    const auto error = errorFrom([&] { store.read("name", 0, 10); });
    QVERIFY(error && !error->mayPass());
    QVERIFY2(says(*error, "longer"), error->what());
}

void TestS3Client::listsOverPages()
{
    const auto page = [](const std::string &keys, const std::string &next) {
        std::string xml = "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><IsTruncated>" +
                          std::string(next.empty() ? "false" : "true") + "</IsTruncated>";
        for (const char key : keys)
            xml.append("<Contents><Key>")
                .append(1, key)
                .append("</Key><LastModified>2026-01-02T03:04:05.000Z</LastModified>"
                        "<Owner><ID>me</ID></Owner></Contents>");
        if (!next.empty())
            xml += "<NextContinuationToken>" + next + "</NextContinuationToken>";
        return ScriptedHttp::status(200, xml + "</ListBucketResult>");
    };
    // A page may be empty, or of others' objects, and still not be the last.
    ScriptedHttp server({page("ab", "t/1="), page("", "t2"), page("AB", "t3"), page("cd", "")});
    const auto entries = S3BlobStore(configFor(server.endpoint())).list("0", 10);
    QCOMPARE(entries.size(), std::size_t{4});
    QCOMPARE(entries.back().name, std::string("d"));
    QCOMPARE(std::chrono::system_clock::to_time_t(entries.back().writtenAt), std::time_t{1767323045});
    QCOMPARE(server.requestLines().at(1),
             std::string("GET /bucket?continuation-token=t%2F1%3D&encoding-type=url&list-type=2&"
                         "max-keys=8&prefix=&start-after=0"));
}

void TestS3Client::nonsense_data()
{
    QTest::addColumn<std::string>("body");
    QTest::addRow("nothing") << std::string();
    QTest::addRow("no XML") << std::string("all is well");
    QTest::addRow("other XML") << std::string("<html><body/></html>");
    QTest::addRow("cut off") << std::string("<ListBucketResult><Contents><Key>a");
}

void TestS3Client::nonsense()
{
    QFETCH(std::string, body);
    ScriptedHttp server({ScriptedHttp::status(200, body)});
    S3BlobStore store(configFor(server.endpoint()));
    QVERIFY(errorFrom([&] { store.check(); })->kind() == Kind::Failed);
    QVERIFY(errorFrom([&] { store.list({}, 1); })->kind() == Kind::Failed);
    QVERIFY(errorFrom([&] { store.sweepUnfinished(); })->kind() == Kind::Failed);
    QVERIFY(errorFrom([&] { store.put("name", std::string(17 * mib, 'x')); })->kind() == Kind::Failed);
}

void TestS3Client::configurationsThatCannotBe_data()
{
    QTest::addColumn<std::string S3Config::*>("field");
    QTest::addColumn<std::string>("value");
    const auto row = [](const char *title, std::string S3Config::*field, const char *value) {
        QTest::addRow("%s", title) << field << std::string(value);
    };
    row("no endpoint", &S3Config::endpoint, "");
    row("no scheme", &S3Config::endpoint, "localhost:80");
    row("another scheme", &S3Config::endpoint, "file:///etc");
    row("no host", &S3Config::endpoint, "https://");
    row("keys in the endpoint", &S3Config::endpoint, "http://me:SECRET@host");
    row("a query", &S3Config::endpoint, "http://host/?a=b");
    row("no bucket", &S3Config::bucket, "");
    row("a path", &S3Config::bucket, "a/b");
    row("no region", &S3Config::region, "");
    row("a region with a colon", &S3Config::region, "a:b");
    row("no access key", &S3Config::accessKey, "");
    row("no secret key", &S3Config::secretKey, "");
    row("up", &S3Config::prefix, "a/../b/");
    row("slashes", &S3Config::prefix, "a//");
    row("a slash in front", &S3Config::prefix, "/a/");
}

void TestS3Client::configurationsThatCannotBe()
{
    QFETCH(std::string S3Config::*, field);
    QFETCH(std::string, value);
    S3Config config = configFor("http://127.0.0.1:1");
    config.*field = value;
    const auto error = errorFrom([&] { S3BlobStore store(config); });
    QVERIFY(error && error->kind() == Kind::Refused);
    QVERIFY2(!says(*error, "SECRET"), error->what());
}

QTEST_GUILESS_MAIN(TestS3Client)
#include "tst_s3_client.moc"
