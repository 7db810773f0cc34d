// Bytes that grow in place: realloc moves large ones by remapping pages, and nothing is zeroed before it is written.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>
#include <utility>

namespace relevo {

class ByteBuffer
{
public:
    using Memory = std::unique_ptr<char, void (*)(void *)>;

    std::size_t size() const { return m_size; }
    /// What it weighs: its bytes, or most of its memory if that is more (growing leaves up to a quarter unused).
    std::size_t weight() const { return std::max(m_size, m_capacity - m_capacity / 5); }
    bool empty() const { return m_size == 0; }
    std::string_view view() const { return {m_data.get(), m_size}; }

    /// Room for `more` bytes behind the present ones; to be followed by grew().
    char *room(std::size_t more)
    {
        if (m_size + more > m_capacity)
            reserve(std::max(m_size + more, m_capacity + m_capacity / 4));
        return m_data.get() + m_size;
    }
    void grew(std::size_t bytes) { m_size += bytes; }

    void append(const char *data, std::size_t size)
    {
        if (size == 0)
            return;
        std::memcpy(room(size), data, size);
        grew(size);
    }

    /// Gives room back that growing has left, but for `spare` bytes behind the present ones. The bytes may move.
    void trim(std::size_t spare = 0)
    {
        const std::size_t used = m_size + spare;
        if (used > 0 && m_capacity > used + used / 8)
            reserve(used);
    }

    /// Gives the memory away; empty afterwards.
    Memory release()
    {
        m_size = m_capacity = 0;
        return std::exchange(m_data, Memory(nullptr, std::free));
    }
    void clear() { release(); }

private:
    void reserve(std::size_t capacity)
    {
        void *grown = std::realloc(m_data.get(), capacity);
        if (!grown)
            throw std::bad_alloc();
        static_cast<void>(m_data.release());
        m_data.reset(static_cast<char *>(grown));
        m_capacity = capacity;
    }

    Memory m_data{nullptr, std::free};
    std::size_t m_size = 0;
    std::size_t m_capacity = 0;
};

} // namespace relevo
