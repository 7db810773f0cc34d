#include "bench/load/json_rpc.h"

#include <array>
#include <charconv>
#include <cstring>

namespace relevo::bench {

namespace {

/// The index after the value that begins at `at`: up to the comma or bracket that ends it.
std::size_t valueEnd(std::string_view line, std::size_t at)
{
    int depth = 0;
    bool inString = false;
    for (; at < line.size(); ++at) {
        const char c = line[at];
        if (inString) {
            if (c == '\\')
                ++at;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            if (--depth < 0)
                return at;
        } else if (c == ',' && depth == 0) {
            return at;
        }
    }
    return at;
}

/// The form that most servers write, which is found without looking at the result's bytes.
bool splitUsualReply(std::string_view line, ReplyParts &parts)
{
    constexpr std::string_view head = R"({"jsonrpc":"2.0","result":)";
    constexpr std::string_view beforeId = R"(,"id":)";
    if (!line.starts_with(head) || line.back() != '}')
        return false;
    std::size_t idBegin = line.size() - 1;
    while (idBegin > head.size() && line[idBegin - 1] >= '0' && line[idBegin - 1] <= '9')
        --idBegin;
    if (idBegin < head.size() + beforeId.size() || line.substr(idBegin - beforeId.size(), beforeId.size()) != beforeId)
        return false;
    parts.id = line.substr(idBegin, line.size() - 1 - idBegin);
    parts.result = line.substr(head.size(), idBegin - beforeId.size() - head.size());
    return true;
}

/// What begins the result of a submit: every task has an id of its own, and the rest is compared.
constexpr std::string_view submittedHead = R"({"id":")";
constexpr std::size_t idSize = 36;

class JsonRpcWire final : public Wire
{
public:
    explicit JsonRpcWire(bool submits)
        : m_submits(submits)
    {}

    void addRequest(OutQueue &out, std::uint64_t id, const Case &request) override
    {
        out.appendShared(request.request);
        std::array<char, 24> tail{};
        char *end = std::to_chars(tail.data(), tail.data() + tail.size() - 2, id).ptr;
        *end++ = '}';
        *end++ = '\n';
        out.append({tail.data(), static_cast<std::size_t>(end - tail.data())});
    }

    std::size_t take(std::string_view bytes, ReplySink &sink) override
    {
        std::size_t begin = 0;
        for (std::size_t from = m_scanned; from < bytes.size();) {
            const void *found = std::memchr(bytes.data() + from, '\n', bytes.size() - from);
            if (!found)
                break;
            const auto end = static_cast<std::size_t>(static_cast<const char *>(found) - bytes.data());
            takeLine(bytes.substr(begin, end - begin), sink);
            begin = from = end + 1;
        }
        m_scanned = bytes.size() - begin;
        return begin;
    }

private:
    void takeLine(std::string_view line, ReplySink &sink) const
    {
        ReplyParts parts;
        if (!splitReply(line, parts)) {
            sink.fault("no JSON-RPC reply: " + std::string(line));
            return;
        }
        if (m_submits && parts.result.starts_with(submittedHead) && parts.result.size() > submittedHead.size() + idSize)
            parts.result.remove_prefix(submittedHead.size() + idSize);
        std::uint64_t id = 0;
        const auto [end, fault] = std::from_chars(parts.id.data(), parts.id.data() + parts.id.size(), id);
        if (parts.result.empty() || fault != std::errc() || end != parts.id.data() + parts.id.size())
            sink.fault(line);
        else
            sink.reply(id, parts.result);
    }

    const bool m_submits;
    std::size_t m_scanned = 0; ///< bytes of the kept ones that hold no LF
};

} // namespace

bool splitReply(std::string_view line, ReplyParts &parts)
{
    if (line.empty() || line.front() != '{')
        return false;
    if (splitUsualReply(line, parts))
        return true;
    std::size_t at = 1;
    while (at < line.size() && line[at] == '"') {
        const std::size_t keyEnd = line.find("\":", at + 1);
        if (keyEnd == std::string_view::npos)
            return false;
        const std::string_view key = line.substr(at + 1, keyEnd - at - 1);
        const std::size_t end = valueEnd(line, keyEnd + 2);
        const std::string_view value = line.substr(keyEnd + 2, end - keyEnd - 2);
        if (key == "id")
            parts.id = value;
        else if (key == "result")
            parts.result = value;
        if (end + 1 >= line.size())
            return end < line.size() && line[end] == '}';
        at = end + 1;
    }
    return false;
}

std::string JsonRpc::summary() const
{
    return "Sends tasks to a Relevo server, checks every reply, and tells how fast they came.";
}

Case JsonRpc::prepare(const Sample &sample, const Options &options) const
{
    if (options.submit) {
        return {R"({"jsonrpc":"2.0","method":"task.submit","params":{"task":")" + std::string(taskName(options.task)) +
                    R"(","params":)" + sample.params + R"(},"id":)",
                R"(","state":"queued"})"};
    }
    return {R"({"jsonrpc":"2.0","method":")" + std::string(taskName(options.task)) + R"(","params":)" + sample.params +
                R"(,"id":)",
            sample.result};
}

std::unique_ptr<Wire> JsonRpc::connect(unsigned, const Options &options) const
{
    return std::make_unique<JsonRpcWire>(options.submit);
}

} // namespace relevo::bench
