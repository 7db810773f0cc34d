#include "server/storage/postgresql/postgres_params.h"

#include <bit>

namespace relevo {

namespace {

template <class Number> void append(std::string &text, Number value)
{
    char bytes[sizeof value];
    for (std::size_t i = 0; i < sizeof value; ++i)
        bytes[i] = static_cast<char>(value >> (8 * (sizeof value - 1 - i)));
    text.append(bytes, sizeof value);
}

/// The type of an array of `type`.
constexpr std::uint32_t arrayOf(std::uint32_t type)
{
    switch (type) {
    case 17:
        return 1001;
    case 20:
        return 1016;
    case 25:
        return 1009;
    default:
        return 1022;
    }
}

} // namespace

std::string &PostgresParams::add(std::uint32_t type)
{
    m_types.push_back(type);
    return m_values.emplace_back();
}

PostgresParams &PostgresParams::integer(std::int64_t value)
{
    append(add(int8), static_cast<std::uint64_t>(value));
    return *this;
}

PostgresParams &PostgresParams::text(std::string_view value)
{
    add(textType) = value;
    return *this;
}

void PostgresParams::beginArray(Type type, std::size_t size)
{
    std::string &array = add(arrayOf(type));
    array.reserve(20 + 12 * size);
    append(array, std::uint32_t{1}); // dimensions
    append(array, std::uint32_t{1}); // there may be NULLs
    append(array, static_cast<std::uint32_t>(type));
    append(array, static_cast<std::uint32_t>(size));
    append(array, std::uint32_t{1}); // the first one's index
}

void PostgresParams::element(std::int64_t value)
{
    append(m_values.back(), std::uint32_t{8});
    append(m_values.back(), static_cast<std::uint64_t>(value));
}

void PostgresParams::element(double value)
{
    append(m_values.back(), std::uint32_t{8});
    append(m_values.back(), std::bit_cast<std::uint64_t>(value));
}

void PostgresParams::element(std::string_view value)
{
    append(m_values.back(), static_cast<std::uint32_t>(value.size()));
    m_values.back() += value;
}

void PostgresParams::noElement()
{
    append(m_values.back(), ~std::uint32_t{0});
}

std::vector<const char *> PostgresParams::values() const
{
    std::vector<const char *> pointers;
    pointers.reserve(m_values.size());
    for (const std::string &value : m_values)
        pointers.push_back(value.data());
    return pointers;
}

std::vector<int> PostgresParams::lengths() const
{
    std::vector<int> lengths;
    lengths.reserve(m_values.size());
    for (const std::string &value : m_values)
        lengths.push_back(static_cast<int>(value.size()));
    return lengths;
}

} // namespace relevo
