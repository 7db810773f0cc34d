#include "common/protocol/json_text.h"

#include "common/protocol/json_scan.h"

#include <simdjson.h>

namespace relevo {

namespace {

bool isHighSurrogate(char32_t c)
{
    return c >= 0xd800 && c < 0xdc00;
}

bool isLowSurrogate(char32_t c)
{
    return c >= 0xdc00 && c < 0xe000;
}

/// The four digits at `at`, which the cursor has checked.
char32_t hexUnit(const char *at)
{
    int unit = 0;
    for (int i = 0; i < 4; ++i)
        unit = unit << 4 | json_scan::hexValue(at[i]);
    return static_cast<char32_t>(unit);
}

/// Decodes the escape whose backslash stands at `at`, a surrogate pair as one; leaves `at` behind it. False on an
/// unpaired surrogate.
bool decodeEscape(const char *&at, const char *end, char32_t &out)
{
    const char kind = at[1];
    if (kind != 'u') {
        at += 2;
        switch (kind) {
        case 'b':
            out = '\b';
            break;
        case 'f':
            out = '\f';
            break;
        case 'n':
            out = '\n';
            break;
        case 'r':
            out = '\r';
            break;
        case 't':
            out = '\t';
            break;
        default:
            out = static_cast<unsigned char>(kind);
        }
        return true;
    }
    out = hexUnit(at + 2);
    at += 6;
    if (isLowSurrogate(out))
        return false;
    if (!isHighSurrogate(out))
        return true;
    if (end - at < 6 || at[0] != '\\' || at[1] != 'u')
        return false;
    const char32_t low = hexUnit(at + 2);
    if (!isLowSurrogate(low))
        return false;
    at += 6;
    out = 0x10000 + ((out - 0xd800) << 10) + (low - 0xdc00);
    return true;
}

/// Appends in pieces, because glibc copies 2 KiB and more with `rep movsb`, which on AMD Zen 3 falls from 48 GB/s to 3
/// where source and target lie a few bytes apart modulo a page (glibc bug 30994): behind an opening quote, for one.
void appendRun(std::string &out, const char *at, std::size_t size)
{
    constexpr std::size_t piece = 1024;
    for (; size > piece; at += piece, size -= piece)
        out.append(at, piece);
    out.append(at, size);
}

void appendUtf8(std::string &out, char32_t c)
{
    const auto put = [&out](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xc0 | c >> 6);
        put(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        put(0xe0 | c >> 12);
        put(0x80 | (c >> 6 & 0x3f));
        put(0x80 | (c & 0x3f));
    } else {
        put(0xf0 | c >> 18);
        put(0x80 | (c >> 12 & 0x3f));
        put(0x80 | (c >> 6 & 0x3f));
        put(0x80 | (c & 0x3f));
    }
}

void appendEscape(std::string &out, char c)
{
    switch (c) {
    case '"':
        out += "\\\"";
        return;
    case '\\':
        out += "\\\\";
        return;
    case '\b':
        out += "\\b";
        return;
    case '\f':
        out += "\\f";
        return;
    case '\n':
        out += "\\n";
        return;
    case '\r':
        out += "\\r";
        return;
    case '\t':
        out += "\\t";
        return;
    default:
        constexpr std::string_view digits = "0123456789abcdef";
        out += "\\u00";
        out += digits[static_cast<unsigned char>(c) >> 4];
        out += digits[static_cast<unsigned char>(c) & 0xf];
    }
}

/// The bytes of the well-formed UTF-8 sequence at `at` (RFC 3629, table in section 4), or 0.
std::size_t sequenceLength(const char *at, const char *end)
{
    const auto byte = [at](int i) { return static_cast<unsigned char>(at[i]); };
    const auto continues = [&](int i) { return (byte(i) & 0xc0) == 0x80; };
    const unsigned char lead = byte(0);
    if (lead < 0x80)
        return 1;
    if (lead < 0xc2 || lead > 0xf4)
        return 0;
    if (lead < 0xe0)
        return end - at >= 2 && continues(1) ? 2 : 0;
    if (lead < 0xf0) {
        if (end - at < 3 || !continues(1) || !continues(2))
            return 0;
        const bool overlong = lead == 0xe0 && byte(1) < 0xa0;
        const bool surrogate = lead == 0xed && byte(1) >= 0xa0;
        return overlong || surrogate ? 0 : 3;
    }
    if (end - at < 4 || !continues(1) || !continues(2) || !continues(3))
        return 0;
    const bool overlong = lead == 0xf0 && byte(1) < 0x90;
    const bool beyond = lead == 0xf4 && byte(1) >= 0x90;
    return overlong || beyond ? 0 : 4;
}

} // namespace

bool appendUnescaped(const JsonString &string, std::string &out)
{
    if (!string.escaped) {
        out += string.raw;
        return true;
    }
    out.reserve(out.size() + string.raw.size()); // no escape stands for more bytes than it is written with
    const char *at = string.raw.data();
    const char *const end = at + string.raw.size();
    while (at != end) {
        if (*at == '\\') {
            char32_t c = 0;
            if (!decodeEscape(at, end, c))
                return false;
            appendUtf8(out, c);
            continue;
        }
        const char *const runEnd = json_scan::findRunEnd(at, end);
        appendRun(out, at, static_cast<std::size_t>(runEnd - at));
        at = runEnd;
    }
    return true;
}

bool unescape(const JsonString &string, std::string &scratch, std::string_view &out)
{
    if (!string.escaped) {
        out = string.raw;
        return true;
    }
    scratch.clear();
    if (!appendUnescaped(string, scratch))
        return false;
    out = scratch;
    return true;
}

bool equals(const JsonString &string, std::string_view expected)
{
    if (!string.escaped)
        return string.raw == expected;
    const char *at = string.raw.data();
    const char *const end = at + string.raw.size();
    for (const char wanted : expected) {
        if (at == end)
            return false;
        char32_t c = static_cast<unsigned char>(*at);
        if (*at != '\\')
            ++at;
        else if (!decodeEscape(at, end, c))
            return false;
        if (c != static_cast<unsigned char>(wanted))
            return false;
    }
    return at == end;
}

void appendQuoted(std::string &out, std::string_view utf8)
{
    out.reserve(out.size() + utf8.size() + 2);
    out += '"';
    const char *at = utf8.data();
    const char *const end = at + utf8.size();
    for (;;) {
        const char *const runEnd = json_scan::findRunEnd(at, end);
        appendRun(out, at, static_cast<std::size_t>(runEnd - at));
        if (runEnd == end)
            break;
        appendEscape(out, *runEnd);
        at = runEnd + 1;
    }
    out += '"';
}

bool isValidUtf8(std::string_view text)
{
    // Short ASCII is most of what comes, and cheaper to tell than the call.
    if (text.size() <= 128 && isAscii(text))
        return true;
    return simdjson::validate_utf8(text.data(), text.size());
}

std::size_t firstInvalidUtf8(std::string_view text)
{
    const char *at = text.data();
    const char *const end = at + text.size();
    while (at != end) {
        const std::size_t length = sequenceLength(at, end);
        if (length == 0)
            break;
        at += length;
    }
    return static_cast<std::size_t>(at - text.data());
}

bool isAscii(std::string_view text)
{
    const char *at = text.data();
    const char *const end = at + text.size();
    const auto word = [](const char *p) {
        std::uint64_t value = 0;
        std::memcpy(&value, p, sizeof value);
        return value;
    };
    constexpr std::uint64_t high = json_scan::repeated(0x80);
    for (; end - at >= 32; at += 32) {
        if (((word(at) | word(at + 8) | word(at + 16) | word(at + 24)) & high) != 0)
            return false;
    }
    for (; end - at >= 8; at += 8) {
        if ((word(at) & high) != 0)
            return false;
    }
    for (; at != end; ++at) {
        if (static_cast<unsigned char>(*at) >= 0x80)
            return false;
    }
    return true;
}

void appendCompact(std::string &out, std::string_view json)
{
    const std::size_t from = out.size();
    out.resize(from + json.size());
    std::size_t size = 0;
    if (simdjson::minify(json.data(), json.size(), out.data() + from, size) != simdjson::SUCCESS)
        size = static_cast<std::size_t>(json.copy(out.data() + from, json.size()));
    out.resize(from + size);
}

} // namespace relevo
