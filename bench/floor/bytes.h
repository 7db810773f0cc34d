// A buffer that grows and whose new bytes are not cleared.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

namespace relevo::floor {

class Bytes
{
public:
    const char *data() const { return m_data.get(); }
    std::size_t size() const { return m_size; }
    void clear() { m_size = 0; }

    /// Room for `more` bytes at the end, to be filled and then counted with grow().
    char *reserve(std::size_t more)
    {
        if (m_capacity - m_size < more)
            enlarge(more);
        return m_data.get() + m_size;
    }
    void grow(std::size_t more) { m_size += more; }
    void append(std::string_view bytes)
    {
        std::memcpy(reserve(bytes.size()), bytes.data(), bytes.size());
        m_size += bytes.size();
    }

private:
    void enlarge(std::size_t more)
    {
        const std::size_t capacity = std::max(m_size + more, 2 * m_capacity);
        std::unique_ptr<char[]> data(new char[capacity]);
        if (m_size > 0)
            std::memcpy(data.get(), m_data.get(), m_size);
        m_data = std::move(data);
        m_capacity = capacity;
    }

    std::unique_ptr<char[]> m_data;
    std::size_t m_size = 0;
    std::size_t m_capacity = 0;
};

} // namespace relevo::floor
