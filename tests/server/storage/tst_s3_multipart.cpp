// Uploads in parts to a server with a script: a part that fails, an end that fails, an end whose answer is lost.
#include "tests/server/storage/s3_scripts.h"

#include <QTest>

using namespace relevo;
using namespace relevo::test;
using Kind = StorageError::Kind;

namespace {

/// The last bytes of what a PUT has sent.
std::string endOf(const std::string &request, std::size_t length)
{
    return request.substr(request.size() - length);
}

const auto begun = ScriptedHttp::status(
    200, "<InitiateMultipartUploadResult><UploadId>up&amp;load</UploadId></InitiateMultipartUploadResult>");

} // namespace

class TestS3Multipart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPartFails();
    void theEndFailsLate();
    void theEndsAnswerIsLost();
};

void TestS3Multipart::aPartFails()
{
    ScriptedHttp server({begun, ok, ScriptedHttp::error(403, "AccessDenied"), ScriptedHttp::status(204)});
    S3BlobStore store(configFor(server.endpoint()));
    QVERIFY(errorFrom([&] { store.put("name", std::string(20 * mib, 'x')); })->kind() == Kind::Refused);
    QCOMPARE(server.requestLines(),
             (std::vector<std::string>{"POST /bucket/name?uploads=", "PUT /bucket/name?partNumber=1&uploadId=up%26load",
                                       "PUT /bucket/name?partNumber=2&uploadId=up%26load",
                                       "DELETE /bucket/name?uploadId=up%26load"}));
}

void TestS3Multipart::theEndFailsLate()
{
    // S3 says 200 before it knows; and then it may say that it was an error after all.
    ScriptedHttp server({begun, ok, ok, ScriptedHttp::status(200, "  <Error><Code>InternalError</Code></Error>"),
                         ScriptedHttp::status(200, "<CompleteMultipartUploadResult/>")});
    S3BlobStore(configFor(server.endpoint())).put("name", std::string(20 * mib, 'x'));
    QCOMPARE(server.requestLines().back(), std::string("POST /bucket/name?uploadId=up%26load"));
    QCOMPARE(server.requests().size(), std::size_t{5});
    const std::string end = server.requests().back();
    QVERIFY(end.ends_with("<Part><PartNumber>1</PartNumber><ETag>&quot;tag&quot;</ETag></Part><Part><PartNumber>2"
                          "</PartNumber><ETag>&quot;tag&quot;</ETag></Part></CompleteMultipartUpload>"));
}

void TestS3Multipart::theEndsAnswerIsLost()
{
    std::string written;
    const auto keep = [&written](const std::string &request) {
        written = endOf(request, 80);
        return std::string("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nETag: \"t\"\r\nConnection: close\r\n\r\n");
    };
    const auto giveBack = [&written](const std::string &) {
        return "HTTP/1.1 206 Partial\r\nContent-Length: 80\r\nContent-Range: bytes 0-79/80\r\nConnection: "
               "close\r\n\r\n" +
               written;
    };
    const auto fault = ScriptedHttp::error(500, "InternalError");
    const auto gone = ScriptedHttp::error(404, "NoSuchUpload");
    ScriptedHttp server({begun, keep, keep, fault, gone, giveBack});
    S3BlobStore(configFor(server.endpoint())).put("name", std::string(20 * mib, 'x'));
    QCOMPARE(server.requests().size(), std::size_t{6});
    // But another object under the name is not taken for it.
    ScriptedHttp other({begun, ok, ok, fault, gone, ScriptedHttp::status(206, std::string(80, 'y'))});
    S3BlobStore store(configFor(other.endpoint()));
    QVERIFY(errorFrom([&] { store.put("name", std::string(20 * mib, 'x')); }));
}

QTEST_GUILESS_MAIN(TestS3Multipart)
#include "tst_s3_multipart.moc"
