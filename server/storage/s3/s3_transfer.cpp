#include "server/storage/s3/s3_transfer.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>
#include <new>
#include <utility>

namespace relevo {
namespace {

constexpr std::size_t mostErrorBytes = 64 * 1024;
/// A transfer slower than this on the whole is given up.
constexpr std::uint64_t slowestBytesPerSecond = 64 * 1024;
/// And one that for the timeout is slower than this.
constexpr long standstillBytesPerSecond = 256;

bool mayPass(CURLcode code)
{
    switch (code) {
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_WRITE_ERROR:
    case CURLE_WEIRD_SERVER_REPLY:
        return false;
    default:
        return true;
    }
}

/// What libcurl's callbacks work on.
struct Exchange
{
    const S3Request &request;
    S3Answer answer;
    void *curl;
    std::size_t sent = 0;

    std::size_t mostBytes() const
    {
        long status = 0;
        curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
        return status >= 200 && status < 300 ? request.mostBytes : mostErrorBytes;
    }
};

std::size_t takeBody(char *bytes, std::size_t, std::size_t count, void *user)
{
    auto &exchange = *static_cast<Exchange *>(user);
    if (count > exchange.mostBytes() - exchange.answer.body.size())
        return 0;
    exchange.answer.body.append(bytes, count);
    return count;
}

std::size_t takeHeader(char *bytes, std::size_t, std::size_t count, void *user)
{
    std::string_view line(bytes, count);
    auto &answer = static_cast<Exchange *>(user)->answer;
    while (!line.empty() && std::isspace(static_cast<unsigned char>(line.back())) != 0)
        line.remove_suffix(1);
    if (line.starts_with("HTTP/"))
        answer.headers.clear(); // the one before was 100
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos)
        return count;
    std::string name(line.substr(0, colon));
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    line.remove_prefix(std::min(line.find_first_not_of(' ', colon + 1), line.size()));
    answer.headers.insert_or_assign(std::move(name), std::string(line));
    return count;
}

std::size_t giveBody(char *to, std::size_t, std::size_t room, void *user)
{
    auto &exchange = *static_cast<Exchange *>(user);
    const JoinedBytes part =
        exchange.request.body.part(exchange.sent, std::min(room, exchange.request.body.size() - exchange.sent));
    part.copyTo(to);
    exchange.sent += part.size();
    return part.size();
}

int rewindBody(void *user, curl_off_t offset, int origin)
{
    auto &exchange = *static_cast<Exchange *>(user);
    if (origin != SEEK_SET || offset < 0 || static_cast<std::size_t>(offset) > exchange.request.body.size())
        return CURL_SEEKFUNC_CANTSEEK;
    exchange.sent = static_cast<std::size_t>(offset);
    return CURL_SEEKFUNC_OK;
}

void setMethod(CURL *curl, Exchange &exchange)
{
    const auto length = static_cast<curl_off_t>(exchange.request.body.size());
    switch (exchange.request.method) {
    case S3Request::Method::Get:
        curl_easy_setopt(curl, CURLOPT_HTTPGET, 1L);
        return;
    case S3Request::Method::Delete:
        curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, "DELETE");
        return;
    case S3Request::Method::Put:
        curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
        curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, length);
        break;
    case S3Request::Method::Post:
        curl_easy_setopt(curl, CURLOPT_POST, 1L);
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, length);
        break;
    }
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, giveBody);
    curl_easy_setopt(curl, CURLOPT_READDATA, &exchange);
    curl_easy_setopt(curl, CURLOPT_SEEKFUNCTION, rewindBody);
    curl_easy_setopt(curl, CURLOPT_SEEKDATA, &exchange);
}

using HeaderList = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

HeaderList headersOf(const S3Request &request)
{
    // libcurl 7.88 takes the body's hash for its signature from this header, and does not add it.
    const std::string hash = "x-amz-content-sha256: " + hexOf(request.body.sha256());
    HeaderList list(curl_slist_append(nullptr, hash.c_str()), curl_slist_free_all);
    // Not the form that it would call each POST's body.
    if (!list || curl_slist_append(list.get(), "Content-Type: application/octet-stream") == nullptr)
        throw std::bad_alloc();
    return list;
}

} // namespace

std::string S3Answer::header(const std::string &name) const
{
    const auto found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
}

/// One of libcurl's handles, given back with the scope.
class S3Transfer::Handle
{
public:
    explicit Handle(S3Transfer &owner)
        : m_owner(owner)
    {
        const std::lock_guard lock(owner.m_mutex);
        if (!owner.m_idle.empty()) {
            m_curl = owner.m_idle.back();
            owner.m_idle.pop_back();
        } else if (m_curl = curl_easy_init(); m_curl == nullptr) {
            throw std::bad_alloc();
        } else {
            owner.m_idle.reserve(++owner.m_handles);
        }
    }
    ~Handle()
    {
        curl_easy_reset(m_curl); // keeps the connection, forgets the pointers into the request
        const std::lock_guard lock(m_owner.m_mutex);
        m_owner.m_idle.push_back(m_curl);
    }
    Handle(const Handle &) = delete;
    Handle &operator=(const Handle &) = delete;

    CURL *get() const { return m_curl; }

private:
    S3Transfer &m_owner;
    CURL *m_curl = nullptr;
};

S3Transfer::S3Transfer(S3Config config)
    : m_config(usable(std::move(config)))
{
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        throw std::bad_alloc();
}

S3Transfer::~S3Transfer()
{
    for (CURL *curl : m_idle)
        curl_easy_cleanup(curl);
    curl_global_cleanup();
}

std::string S3Transfer::urlOf(const S3Request &request) const
{
    std::string url = m_config.endpoint + '/' + percentEncoded(m_config.bucket, false);
    if (!request.key.empty())
        url += '/' + percentEncoded(request.key, true);
    // The signature is over the query sorted, which a map is, and with a = behind each name.
    char separator = '?';
    for (const auto &[name, value] : request.query) {
        url += separator + percentEncoded(name, false) + '=' + percentEncoded(value, false);
        separator = '&';
    }
    return url;
}

void S3Transfer::setUp(CURL *curl, const S3Request &request) const
{
    curl_easy_setopt(curl, CURLOPT_URL, urlOf(request).c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_AWS_SIGV4, ("aws:amz:" + m_config.region + ":s3").c_str());
    // Not as one: a key may have a colon in it.
    curl_easy_setopt(curl, CURLOPT_USERNAME, m_config.accessKey.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, m_config.secretKey.c_str());
    if (!m_config.caFile.empty())
        curl_easy_setopt(curl, CURLOPT_CAINFO, m_config.caFile.c_str());
    if (!request.range.empty())
        curl_easy_setopt(curl, CURLOPT_RANGE, request.range.c_str());

    const long patience =
        std::max(1L, static_cast<long>(std::chrono::ceil<std::chrono::seconds>(m_config.timeout).count()));
    const std::uint64_t bytes = request.body.size() + request.mostBytes;
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, patience);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, standstillBytesPerSecond);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, patience);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, 2 * patience + static_cast<long>(bytes / slowestBytesPerSecond));
}

S3Answer S3Transfer::perform(const S3Request &request)
{
    const Handle handle(*this);
    CURL *curl = handle.get();
    Exchange exchange{request, {}, curl};
    const HeaderList headers = headersOf(request);
    std::array<char, CURL_ERROR_SIZE> reason{};

    setUp(curl, request);
    setMethod(curl, exchange);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, takeBody);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &exchange);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, takeHeader);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &exchange);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, reason.data());

    const CURLcode code = curl_easy_perform(curl);
    if (code == CURLE_OK) {
        curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &exchange.answer.status);
    } else {
        exchange.answer.mayPass = mayPass(code);
        exchange.answer.failure = reason[0] != '\0' ? reason.data() : curl_easy_strerror(code);
        if (code == CURLE_WRITE_ERROR)
            exchange.answer.failure = "the answer is longer than it can be";
    }
    return std::move(exchange.answer);
}

} // namespace relevo
