#include "bench/floor/answer.h"

#include "common/protocol/json_text.h"
#include "server/tasks/numbers/number_run.h"

#include <cmath>
#include <cstring>
#include <optional>
#include <string>

namespace relevo::floor {

namespace {

constexpr std::string_view refusal =
    R"({"jsonrpc":"2.0","error":{"code":-32600,"message":"Invalid Request"},"id":null})"
    "\n";

/// A request's parts as they stand; null data where there is none.
struct Request
{
    std::string_view method;
    std::string_view id;
    std::string_view text;
    std::optional<NumberTotals> numbers; ///< summed as they are read
};

/// Reads one compact request. Every step stops at the line's LF at the latest: no token that is passed can hold one.
class RequestReader
{
public:
    RequestReader(const char *at, const char *end, const TextScan &scan)
        : m_at(at)
        , m_end(end)
        , m_scan(scan)
    {}
    const char *at() const { return m_at; }

    bool read(Request &request)
    {
        if (!pass('{'))
            return false;
        do {
            std::string_view key;
            std::string_view ignored;
            if (!readString(key) || !pass(':') || !readMember(key, request, ignored))
                return false;
        } while (pass(','));
        return pass('}') && *m_at == '\n';
    }

private:
    bool readMember(std::string_view key, Request &request, std::string_view &ignored)
    {
        if (key == "method")
            return readString(request.method);
        if (key == "params")
            return readParams(request);
        if (key == "id")
            return readId(request.id);
        return key == "jsonrpc" && readString(ignored);
    }

    bool readParams(Request &request)
    {
        std::string_view name;
        if (!pass('{') || !readString(name) || !pass(':'))
            return false;
        const bool read = name == "text" ? readString(request.text) : name == "numbers" && readNumbers(request);
        return read && pass('}');
    }

    bool readNumbers(Request &request)
    {
        if (!pass('['))
            return false;
        NumberTotals &totals = request.numbers.emplace();
        do {
            const char *begin = m_at;
            while ((*m_at >= '0' && *m_at <= '9') || *m_at == '-' || *m_at == '.')
                ++m_at;
            const std::string_view literal(begin, static_cast<std::size_t>(m_at - begin));
            if (literal.empty())
                return false;
            totals.add(literal, Decimal(literal));
            m_at = addNumberRun(m_at, m_end, totals);
        } while (pass(','));
        return pass(']');
    }

    bool readString(std::string_view &string)
    {
        if (!pass('"'))
            return false;
        const char *end = m_scan.plainEnd(m_at, m_end);
        string = {m_at, static_cast<std::size_t>(end - m_at)};
        m_at = end;
        return pass('"');
    }

    bool readId(std::string_view &id)
    {
        const char *begin = m_at;
        while (*m_at >= '0' && *m_at <= '9')
            ++m_at;
        id = {begin, static_cast<std::size_t>(m_at - begin)};
        return !id.empty();
    }

    bool pass(char c)
    {
        if (*m_at != c)
            return false;
        ++m_at;
        return true;
    }

    const char *m_at;
    const char *m_end;
    const TextScan &m_scan;
};

void writeAverage(const NumberTotals &totals, std::string_view id, Bytes &out)
{
    const ExactSum::Rounded rounded = totals.sum.round(totals.count);
    std::string reply = R"({"jsonrpc":"2.0","result":{"average":)";
    appendNumber(reply, rounded.average);
    reply += R"(,"count":)" + std::to_string(totals.count) + R"(,"sum":)";
    if (std::isfinite(rounded.sum))
        appendNumber(reply, rounded.sum);
    else
        reply += "null";
    reply += R"(,"min":)";
    reply += totals.least.token();
    reply += R"(,"max":)";
    reply += totals.greatest.token();
    reply += R"(},"id":)";
    reply += id;
    reply += "}\n";
    out.append(reply);
}

char *put(char *to, std::string_view bytes)
{
    std::memcpy(to, bytes.data(), bytes.size());
    return to + bytes.size();
}

} // namespace

void Answerer::answer(Chunk &chunk) const
{
    const char *line = chunk.lines.data();
    const char *end = line + chunk.lines.size();
    while (line < end)
        line = answerLine(line, end, chunk.out);
}

/// Returns where the next line begins.
const char *Answerer::answerLine(const char *line, const char *end, Bytes &out) const
{
    Request request;
    RequestReader reader(line, end, m_scan);
    const bool good = reader.read(request) && !request.id.empty();
    if (good && request.method == "text.reverse" && request.text.data()) {
        writeReverse(request.text, request.id, out);
        return reader.at() + 1;
    }
    if (good && request.method == "numbers.average" && request.numbers) {
        writeAverage(*request.numbers, request.id, out);
        return reader.at() + 1;
    }
    out.append(refusal);
    const void *lf = std::memchr(line, '\n', static_cast<std::size_t>(end - line));
    return static_cast<const char *>(lf) + 1;
}

void Answerer::writeReverse(std::string_view text, std::string_view id, Bytes &out) const
{
    constexpr std::string_view head = R"({"jsonrpc":"2.0","result":{"text":")";
    constexpr std::string_view beforeId = R"("},"id":)";
    constexpr std::string_view tail = "}\n";
    char *const begin = out.reserve(head.size() + text.size() + beforeId.size() + id.size() + tail.size());
    char *to = put(begin, head);
    m_scan.reverse(text.data(), text.size(), to);
    to = put(to + text.size(), beforeId);
    to = put(to, id);
    to = put(to, tail);
    out.grow(static_cast<std::size_t>(to - begin));
}

} // namespace relevo::floor
