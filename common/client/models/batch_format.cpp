#include "common/client/models/batch_format.h"

#include "common/client/byte_view.h"
#include "common/client/models/error_text.h"
#include "common/client/result_text.h"
#include "common/protocol/json_text.h"

#include <algorithm>

namespace relevo {

namespace {

// Between its tokens a JSON text may have line ends; inside them it has none.
void appendOnOneLine(std::string &out, std::string_view json)
{
    const std::size_t from = out.size();
    out += json;
    std::replace_if(
        out.begin() + static_cast<std::ptrdiff_t>(from), out.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
}

void appendField(std::string &out, std::string_view value)
{
    if (value.find_first_of("\",\r\n") == std::string_view::npos) {
        out += value;
        return;
    }
    out += '"';
    for (std::size_t quote; (quote = value.find('"')) != std::string_view::npos; value.remove_prefix(quote + 1)) {
        out += value.substr(0, quote);
        out += "\"\"";
    }
    out += value;
    out += '"';
}

} // namespace

BatchFormat::BatchFormat(const TaskDescription &task, BatchOptions::Format format)
    : m_format(format)
{
    for (const ResultMember &member : task.result)
        m_members.push_back(member.name);
}

std::string BatchFormat::header() const
{
    if (m_format != BatchOptions::Format::Csv)
        return {};
    std::string header = "line,";
    for (const std::string &name : m_members) {
        appendField(header, name);
        header += ',';
    }
    return header + (m_members.empty() ? "result,error\r\n" : "error\r\n");
}

void BatchFormat::append(std::string &out, const LineResult &line)
{
    switch (m_format) {
    case BatchOptions::Format::Text:
        return appendText(out, line);
    case BatchOptions::Format::Csv:
        return appendCsv(out, line);
    case BatchOptions::Format::JsonLines:
        return appendJson(out, line);
    }
}

std::string_view BatchFormat::valueOf(std::string_view result, const std::string &name)
{
    m_value.clear();
    const std::string_view token = memberOf(result, name);
    if (!token.empty() && token != "null")
        appendScalar(m_value, token);
    return m_value;
}

void BatchFormat::appendText(std::string &out, const LineResult &line)
{
    if (!line.error && m_members.empty())
        appendOnOneLine(out, line.result);
    for (std::size_t i = 0; !line.error && i < m_members.size(); ++i) {
        if (i > 0)
            out += '\t';
        const auto from = static_cast<std::ptrdiff_t>(out.size());
        out += valueOf(line.result, m_members[i]);
        const bool tabs = m_members.size() > 1;
        std::replace_if(
            out.begin() + from, out.end(), [tabs](char c) { return c == '\n' || (tabs && c == '\t'); }, ' ');
    }
    out += '\n';
}

void BatchFormat::appendCsv(std::string &out, const LineResult &line)
{
    out += std::to_string(line.line) + ',';
    if (m_members.empty()) {
        appendField(out, line.error ? std::string_view() : line.result);
        out += ',';
    }
    for (const std::string &name : m_members) {
        if (!line.error)
            appendField(out, valueOf(line.result, name));
        out += ',';
    }
    if (line.error)
        appendField(out, callErrorText(*line.error).toStdString());
    out += "\r\n";
}

void BatchFormat::appendJson(std::string &out, const LineResult &line)
{
    out += "{\"line\":" + std::to_string(line.line);
    if (!line.error) {
        out += ",\"result\":";
        appendOnOneLine(out, line.result);
        out += "}\n";
        return;
    }
    const CallError &error = *line.error;
    const bool coded = error.end == CallEnd::ServerError;
    out += ",\"error\":{\"code\":" + (coded ? std::to_string(error.code) : std::string("null")) + ",\"message\":";
    appendQuoted(out, error.message.toStdString());
    if (!error.data.isEmpty()) {
        out += ",\"data\":";
        appendOnOneLine(out, viewOf(error.data));
    }
    out += "}}\n";
}

} // namespace relevo
