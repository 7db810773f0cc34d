#include "server/storage/sql/names.h"

namespace relevo::sql {

namespace {

template <class Map, class Key> std::optional<typename Map::mapped_type> lookUp(const Map &map, const Key &key)
{
    const auto found = map.find(key);
    return found == map.end() ? std::nullopt : std::optional(found->second);
}

} // namespace

std::optional<std::int64_t> Names::numberOfTask(const std::string &name) const
{
    const std::lock_guard lock(m_mutex);
    return lookUp(m_numbers, name);
}

std::optional<std::string> Names::task(std::int64_t number) const
{
    const std::lock_guard lock(m_mutex);
    return lookUp(m_tasks, number);
}

void Names::keepTask(std::int64_t number, const std::string &name)
{
    const std::lock_guard lock(m_mutex);
    m_numbers[name] = number;
    m_tasks[number] = name;
}

std::optional<std::string> Names::node(std::int64_t slot) const
{
    const std::lock_guard lock(m_mutex);
    return lookUp(m_nodes, slot);
}

void Names::keepNode(std::int64_t slot, const std::string &name)
{
    const std::lock_guard lock(m_mutex);
    m_nodes[slot] = name;
}

void Names::forgetNodes()
{
    const std::lock_guard lock(m_mutex);
    m_nodes.clear();
}

} // namespace relevo::sql
