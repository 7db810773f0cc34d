#include "common/client/task_calls.h"

#include "common/protocol/json_text.h"

#include <QUuid>

#include <algorithm>

namespace relevo::client {

namespace {

/// Members of an object, one after the other.
class Members
{
public:
    Members &raw(std::string_view name, std::string_view json)
    {
        m_json += m_json.empty() ? '{' : ',';
        appendQuoted(m_json, name);
        m_json += ':';
        m_json += json;
        return *this;
    }
    Members &text(std::string_view name, std::string_view utf8)
    {
        std::string quoted;
        appendQuoted(quoted, utf8);
        return raw(name, quoted);
    }
    Members &number(std::string_view name, std::int64_t value) { return raw(name, std::to_string(value)); }
    std::string take() { return m_json.empty() ? "{}" : std::move(m_json) + '}'; }

private:
    std::string m_json;
};

} // namespace

std::string SubmitOptions::json() const
{
    Members members;
    if (priority)
        members.number("priority", *priority);
    if (timeout)
        members.number("timeoutMs", timeout->count());
    if (maxAttempts)
        members.number("maxAttempts", *maxAttempts);
    if (delay)
        members.number("delayMs", delay->count());
    if (!key.empty())
        members.text("idempotencyKey", key);
    return members.take();
}

std::string submitParams(std::string_view task, std::string_view params, const SubmitOptions &options)
{
    return Members().text("task", task).raw("params", params).raw("options", options.json()).take();
}

std::string newKey()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
}

std::string TaskQuery::json() const
{
    Members members;
    if (state)
        members.text("state", name(*state));
    if (!task.empty())
        members.text("task", task);
    if (direct)
        members.text("kind", "direct");
    if (limit > 0)
        members.number("limit", std::min(limit, mostListed));
    if (!before.empty())
        members.text("before", before);
    return members.take();
}

std::string idParams(std::string_view id)
{
    return Members().text("id", id).take();
}

std::string getParams(std::string_view id, bool inlined)
{
    return Members().text("id", id).raw("inline", inlined ? "true" : "false").take();
}

std::string waitParams(std::string_view id, std::chrono::milliseconds timeout)
{
    constexpr std::chrono::milliseconds longest = std::chrono::hours(1);
    const auto wait = std::clamp(timeout, std::chrono::milliseconds(0), longest);
    return Members().text("id", id).number("timeoutMs", wait.count()).take();
}

std::string blobParams(std::string_view blob, std::int64_t offset, std::int64_t length)
{
    return Members().text("blob", blob).number("offset", offset).number("length", length).take();
}

} // namespace relevo::client
