#include "common/client/number_list.h"

#include "common/protocol/json_pass.h"

namespace relevo {

namespace {

using json_scan::isDigit;
using json_scan::isSpace;

/// Passes a number as JSON writes it; leaves `at` where that stops being one.
bool passPlainNumber(const char *&at, const char *end)
{
    return at != end && (*at == '-' || isDigit(*at)) && json_pass::passNumber(at, end);
}

bool isPlainNumber(std::string_view text)
{
    const char *at = text.data();
    const char *const end = at + text.size();
    return passPlainNumber(at, end) && at == end;
}

class ListReader
{
public:
    ListReader(std::string_view list, bool decimalComma)
        : m_begin(list.data())
        , m_end(list.data() + list.size())
        , m_decimalComma(decimalComma)
    {}

    void read(std::string &json, const char *textBegin, std::size_t mostFaults, NumberListReport &report) const
    {
        for (const char *at = m_begin; at != m_end;) {
            if (isSeparator(at)) {
                ++at;
                continue;
            }
            const char *const token = at;
            const bool plain = passPlainNumber(at, m_end) && endsHere(at);
            while (!endsHere(at))
                ++at;
            const std::string_view number(token, static_cast<std::size_t>(at - token));
            const std::size_t before = json.size();
            if (report.understood != 0)
                json += ',';
            if (plain) {
                json += number;
                ++report.understood;
            } else if (appendTypedNumber(json, number, m_decimalComma)) {
                ++report.understood;
            } else {
                json.resize(before);
                ++report.notUnderstood;
                if (report.faults.size() < mostFaults)
                    report.faults.push_back({static_cast<std::size_t>(token - textBegin), number.size()});
            }
        }
    }

private:
    bool isSeparator(const char *at) const
    {
        if (*at != ',')
            return isSpace(*at) || *at == ';';
        const bool inNumber = at != m_begin && isDigit(at[-1]) && at + 1 != m_end && isDigit(at[1]);
        return !(m_decimalComma && inNumber);
    }

    bool endsHere(const char *at) const { return at == m_end || isSeparator(at); }

    const char *m_begin;
    const char *m_end;
    bool m_decimalComma;
};

} // namespace

NumberListReport appendNumberList(std::string &json, std::string_view text, const NumberListOptions &options)
{
    NumberListReport report;
    std::string_view list = trimmedText(text);
    const bool bracketed = list.size() >= 2 && list.front() == '[' && list.back() == ']';
    if (bracketed)
        list = list.substr(1, list.size() - 2);
    json += '[';
    const ListReader reader(list, options.decimalComma && !bracketed);
    reader.read(json, text.data(), options.mostFaults, report);
    json += ']';
    return report;
}

bool appendTypedNumber(std::string &json, std::string_view text, bool decimalComma)
{
    const std::size_t comma = decimalComma ? text.find(',') : text.npos;
    if (comma == text.npos) {
        if (!isPlainNumber(text))
            return false;
        json += text;
        return true;
    }
    std::string number(text);
    number[comma] = '.';
    if (!isPlainNumber(number))
        return false;
    json += number;
    return true;
}

std::string_view trimmedText(std::string_view text)
{
    while (!text.empty() && isSpace(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isSpace(text.back()))
        text.remove_suffix(1);
    return text;
}

} // namespace relevo
