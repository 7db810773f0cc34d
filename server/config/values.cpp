#include "server/config/values.h"

#include <QString>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <span>

namespace relevo {
namespace {

struct Suffix
{
    std::string_view text;
    std::uint64_t factor;
};

// Largest first: a value is written with the first one that divides it. Decimal ones are understood, never written.
constexpr std::array<Suffix, 4> binarySuffixes{
    {{"TiB", 1ull << 40}, {"GiB", 1ull << 30}, {"MiB", 1ull << 20}, {"KiB", 1ull << 10}}};
constexpr std::array<Suffix, 4> decimalSuffixes{{{"G", 1'000'000'000}, {"M", 1'000'000}, {"k", 1000}, {"K", 1000}}};
constexpr std::array<Suffix, 4> timeSuffixes{{{"h", 3'600'000}, {"min", 60'000}, {"s", 1000}, {"ms", 1}}};

std::optional<std::uint64_t> factorOf(std::string_view suffix, std::span<const Suffix> known)
{
    const auto found = std::find_if(known.begin(), known.end(), [&](const Suffix &s) { return s.text == suffix; });
    return found == known.end() ? std::nullopt : std::optional(found->factor);
}

std::optional<std::uint64_t> factorOf(std::string_view suffix, LimitUnit unit)
{
    if (suffix.empty())
        return 1;
    if (unit == LimitUnit::Milliseconds)
        return factorOf(suffix, timeSuffixes);
    if (unit == LimitUnit::Bytes) {
        if (const auto factor = factorOf(suffix, binarySuffixes))
            return factor;
    }
    return factorOf(suffix, decimalSuffixes);
}

std::string withSuffix(std::uint64_t value, std::span<const Suffix> suffixes)
{
    for (const Suffix &suffix : suffixes) {
        if (value != 0 && value % suffix.factor == 0)
            return std::to_string(value / suffix.factor).append(suffix.text);
    }
    return std::to_string(value);
}

bool isNameByte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
           c == '_';
}

std::optional<QHostAddress> parseHost(std::string_view host)
{
    if (host == "*")
        return QHostAddress(QHostAddress::Any);
    if (host == "localhost")
        return QHostAddress(QHostAddress::LocalHost);
    const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
    if (bracketed)
        host = host.substr(1, host.size() - 2);
    QHostAddress address;
    if (!address.setAddress(QString::fromUtf8(host.data(), static_cast<qsizetype>(host.size()))))
        return std::nullopt;
    const bool isV6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    // QHostAddress also takes shorthand such as "1" for 0.0.0.1: a port typed as an address.
    const bool fourParts = std::count(host.begin(), host.end(), '.') == 3;
    return isV6 == bracketed && (isV6 || fourParts) ? std::optional(address) : std::nullopt;
}

} // namespace

std::string ListenAddress::toText() const
{
    const std::string end = ":" + std::to_string(port);
    if (address == QHostAddress(QHostAddress::Any))
        return "*" + end;
    const std::string host = address.toString().toStdString();
    return (address.protocol() == QAbstractSocket::IPv6Protocol ? "[" + host + "]" : host) + end;
}

std::optional<std::uint64_t> parseQuantity(std::string_view text, LimitUnit unit)
{
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc())
        return std::nullopt;
    const auto digits = static_cast<std::size_t>(end - text.data());
    const std::optional<std::uint64_t> factor = factorOf(trimmed(text.substr(digits)), unit);
    if (!factor || number > std::numeric_limits<std::uint64_t>::max() / *factor)
        return std::nullopt;
    return number * *factor;
}

std::string formatQuantity(std::uint64_t value, LimitUnit unit)
{
    switch (unit) {
    case LimitUnit::Bytes:
        return withSuffix(value, binarySuffixes);
    case LimitUnit::Milliseconds:
        return withSuffix(value, timeSuffixes);
    case LimitUnit::Count:
        break;
    }
    return std::to_string(value);
}

std::optional<ListenAddress> parseListenAddress(std::string_view text)
{
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    const std::string_view portText = text.substr(colon + 1);
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(portText.data(), portText.data() + portText.size(), port);
    if (error != std::errc() || end != portText.data() + portText.size())
        return std::nullopt;
    const std::optional<QHostAddress> host = parseHost(text.substr(0, colon));
    return host ? std::optional(ListenAddress{*host, port}) : std::nullopt;
}

bool isNodeName(std::string_view text)
{
    return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), isNameByte);
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view space = " \t\r";
    const std::size_t first = text.find_first_not_of(space);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(space) - first + 1);
}

} // namespace relevo
