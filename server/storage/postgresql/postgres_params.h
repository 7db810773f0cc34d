// The parameters of one statement in PostgreSQL's binary format: single values, and arrays for unnest().
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace relevo {

class PostgresParams
{
public:
    PostgresParams() = default;

    PostgresParams &integer(std::int64_t value);
    PostgresParams &text(std::string_view value);

    /// An array with one element for each of `items`, as `of(item)` has it.
    template <class Items, class Of> PostgresParams &integers(const Items &items, Of of)
    {
        beginArray(int8, items.size());
        for (const auto &item : items)
            element(static_cast<std::int64_t>(of(item)));
        return *this;
    }
    /// 0 counts as none.
    template <class Items, class Of> PostgresParams &times(const Items &items, Of of)
    {
        beginArray(int8, items.size());
        for (const auto &item : items) {
            const std::int64_t ms = of(item);
            ms == 0 ? noElement() : element(ms);
        }
        return *this;
    }
    template <class Items, class Of> PostgresParams &reals(const Items &items, Of of)
    {
        beginArray(float8, items.size());
        for (const auto &item : items)
            element(static_cast<double>(of(item)));
        return *this;
    }
    template <class Items, class Of> PostgresParams &texts(const Items &items, Of of)
    {
        beginArray(textType, items.size());
        for (const auto &item : items)
            element(std::string_view(of(item)));
        return *this;
    }
    /// `of` gives a pointer to a text, null for none.
    template <class Items, class Of> PostgresParams &textsOrNone(const Items &items, Of of)
    {
        beginArray(textType, items.size());
        for (const auto &item : items) {
            const std::string *text = of(item);
            text == nullptr ? noElement() : element(std::string_view(*text));
        }
        return *this;
    }
    /// `of` gives a pointer to a text. What is empty counts as none.
    template <class Items, class Of> PostgresParams &textsIfAny(const Items &items, Of of)
    {
        return stringsIfAny(textType, items, of);
    }
    template <class Items, class Of> PostgresParams &bytesIfAny(const Items &items, Of of)
    {
        return stringsIfAny(bytea, items, of);
    }

    // For libpq, as long as this lives and is not added to.
    int count() const { return static_cast<int>(m_values.size()); }
    std::vector<const char *> values() const;
    std::vector<int> lengths() const;
    const std::vector<std::uint32_t> &types() const { return m_types; }

private:
    enum Type : std::uint32_t { bytea = 17, int8 = 20, textType = 25, float8 = 701 };

    template <class Items, class Of> PostgresParams &stringsIfAny(Type type, const Items &items, Of of)
    {
        beginArray(type, items.size());
        for (const auto &item : items) {
            const std::string *text = of(item);
            text->empty() ? noElement() : element(std::string_view(*text));
        }
        return *this;
    }

    std::string &add(std::uint32_t type);
    void beginArray(Type type, std::size_t size);
    void element(std::int64_t value);
    void element(double value);
    void element(std::string_view value);
    void noElement();

    std::deque<std::string> m_values;
    std::vector<std::uint32_t> m_types;
};

} // namespace relevo
