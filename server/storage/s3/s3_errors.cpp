#include "server/storage/s3/s3_errors.h"

#include "server/storage/s3/s3_answers.h"

#include <array>
#include <string_view>

namespace relevo {
namespace {

using Kind = StorageError::Kind;

struct Meaning
{
    std::string_view code;
    Kind kind;
    std::string_view text;
};

/// Of the codes that say more than their status does.
constexpr std::array meanings{
    Meaning{"NoSuchKey", Kind::NotFound, "there is none of that name"},
    Meaning{"NoSuchBucket", Kind::Refused, "there is no such bucket; make it, or name another one"},
    Meaning{"SignatureDoesNotMatch", Kind::Refused, "the secret key is wrong"},
    Meaning{"InvalidAccessKeyId", Kind::Refused, "the access key is not known there"},
    Meaning{"AuthorizationHeaderMalformed", Kind::Refused, "the keys or the region are not what is expected there"},
    Meaning{"RequestTimeTooSkewed", Kind::Refused, "the clocks here and there differ too much"},
    Meaning{"AccessDenied", Kind::Refused, "the keys are wrong, or do not permit this"},
    Meaning{"PermanentRedirect", Kind::Refused, "the bucket is in another region or at another endpoint"},
    Meaning{"QuotaExceeded", Kind::Full, "the bucket's quota is used up"},
    Meaning{"InsufficientStorage", Kind::Full, "there is no room left"},
    Meaning{"XMinioStorageFull", Kind::Full, "there is no room left"},
    Meaning{"SlowDown", Kind::Unavailable, "it asks for fewer requests"},
};

struct Verdict
{
    Kind kind;
    std::string text;
};

Verdict verdictByStatus(const S3Answer &answer, const S3Fault &fault)
{
    if (answer.status == 507)
        return {Kind::Full, "there is no room left"};
    if (isPassing(answer))
        return {Kind::Unavailable, "it cannot serve this now"};
    if (answer.status == 401 || answer.status == 403)
        return {Kind::Refused, "the keys are wrong, or do not permit this"};
    if (answer.status >= 300 && answer.status < 400)
        return {Kind::Refused, "the bucket is in another region or at another endpoint"};
    if (answer.status == 404 && fault.code.empty())
        return {Kind::Refused, "what answers there does not speak S3"};
    return {Kind::Failed, "it does not take this request"};
}

Verdict verdictOn(const S3Answer &answer, const S3Fault &fault)
{
    for (const Meaning &meaning : meanings) {
        if (meaning.code == fault.code)
            return {meaning.kind, std::string(meaning.text)};
    }
    return verdictByStatus(answer, fault);
}

/// Short, and one line.
std::string plain(const std::string &text)
{
    std::string line = text.substr(0, 200);
    for (char &c : line) {
        if (static_cast<unsigned char>(c) < 0x20)
            c = ' ';
    }
    return line;
}

std::string attemptsOf(const S3Answer &answer)
{
    return answer.attempts == 1 ? std::string() : ", " + std::to_string(answer.attempts) + " attempts";
}

} // namespace

bool isPassing(const S3Answer &answer)
{
    if (answer.status == 0)
        return answer.mayPass;
    return answer.status == 408 || answer.status == 429 ||
           (answer.status >= 500 && answer.status != 507 && answer.status != 501);
}

StorageError errorOf(const S3Answer &answer, const S3Config &config, const std::string &doing)
{
    const std::string where = "S3 at " + config.endpoint + ", bucket " + config.bucket + ", " + doing + ": ";
    if (answer.status == 0) {
        const Kind kind = answer.mayPass ? Kind::Unavailable : Kind::Refused;
        return {kind, where + plain(answer.failure) + attemptsOf(answer)};
    }
    const S3Fault fault = faultIn(answer.body);
    const Verdict verdict = verdictOn(answer, fault);
    const std::string code = fault.code.empty() ? std::string() : ' ' + plain(fault.code);
    return {verdict.kind,
            where + verdict.text + " (HTTP " + std::to_string(answer.status) + code + attemptsOf(answer) + ')'};
}

} // namespace relevo
