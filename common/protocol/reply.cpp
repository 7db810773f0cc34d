#include "common/protocol/reply.h"

#include "common/protocol/json_text.h"

#include <charconv>

namespace relevo {

namespace {

void appendInteger(std::string &out, auto value)
{
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    out.append(digits, end);
}

void appendId(std::string &out, std::string_view id)
{
    out += id.empty() ? std::string_view("null") : id;
}

} // namespace

void beginResult(std::string &out, const ReplyTo &to)
{
    out += to.dialect == Dialect::V1 ? std::string_view(R"({"result":)")
                                     : std::string_view(R"({"jsonrpc":"2.0","result":)");
}

void endResult(std::string &out, const ReplyTo &to)
{
    out += to.dialect == Dialect::V1 ? std::string_view(R"(,"error":null,"id":)") : std::string_view(R"(,"id":)");
    appendId(out, to.id);
    out += '}';
}

void appendError(std::string &out, const ReplyTo &to, ErrorCode code, std::string_view message, std::string_view data)
{
    if (message.empty())
        message = errorMessage(code);
    if (to.dialect == Dialect::V1) {
        std::string text;
        appendInteger(text, static_cast<int>(code));
        text += ": ";
        text += message;
        out += R"({"result":null,"error":)";
        appendQuoted(out, text);
    } else {
        out += R"({"jsonrpc":"2.0","error":{"code":)";
        appendInteger(out, static_cast<int>(code));
        out += R"(,"message":)";
        appendQuoted(out, message);
        if (!data.empty()) {
            out += R"(,"data":)";
            out += data;
        }
        out += '}';
    }
    out += R"(,"id":)";
    appendId(out, to.id);
    out += '}';
}

void ErrorData::addName(std::string_view name)
{
    m_text += m_text.empty() ? '{' : ',';
    appendQuoted(m_text, name);
    m_text += ':';
}

ErrorData &ErrorData::add(std::string_view name, std::string_view text)
{
    addName(name);
    appendQuoted(m_text, text);
    return *this;
}

ErrorData &ErrorData::add(std::string_view name, std::uint64_t number)
{
    addName(name);
    appendInteger(m_text, number);
    return *this;
}

std::string ErrorData::take()
{
    if (!m_text.empty())
        m_text += '}';
    return std::move(m_text);
}

} // namespace relevo
