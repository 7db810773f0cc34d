// The names behind the numbers in the records, as far as they are known: of tasks, which keep their number for ever,
// and of nodes, whose slot may become another's. Thread-safe.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace relevo::sql {

class Names
{
public:
    std::optional<std::int64_t> numberOfTask(const std::string &name) const;
    std::optional<std::string> task(std::int64_t number) const;
    void keepTask(std::int64_t number, const std::string &name);

    std::optional<std::string> node(std::int64_t slot) const;
    void keepNode(std::int64_t slot, const std::string &name);
    void forgetNodes();

private:
    mutable std::mutex m_mutex; // guards all of it
    std::unordered_map<std::string, std::int64_t> m_numbers;
    std::unordered_map<std::int64_t, std::string> m_tasks;
    std::unordered_map<std::int64_t, std::string> m_nodes;
};

} // namespace relevo::sql
