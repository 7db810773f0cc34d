#include "server/dispatch/registry.h"

#include "common/protocol/json_text.h"
#include "common/protocol/suggestion.h"

namespace relevo {

Registry::Registry(std::vector<TaskDefinition> tasks, std::vector<Method> methods)
    : m_tasks(std::move(tasks))
    , m_methods(std::move(methods))
{
    for (const TaskDefinition &task : m_tasks)
        m_names.push_back(task.description.name);
    for (const Method &method : m_methods)
        m_names.push_back(method.description.name);
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        const bool isTask = i < m_tasks.size();
        m_targets.emplace(m_names[i], Target{isTask ? Target::Kind::Task : Target::Kind::Method,
                                             static_cast<std::uint32_t>(isTask ? i : i - m_tasks.size())});
    }
}

Registry::Target Registry::find(std::string_view name) const
{
    const auto found = m_targets.find(name);
    return found == m_targets.end() ? Target{} : found->second;
}

Registry::Target Registry::find(const JsonString &name) const
{
    if (!name.escaped)
        return find(name.raw);
    std::string plain;
    return appendUnescaped(name, plain) ? find(plain) : Target{};
}

std::string Registry::suggestion(const JsonString &name) const
{
    std::string plain;
    return appendUnescaped(name, plain) ? nearestName(plain, m_names) : std::string();
}

std::string Registry::taskSuggestion(std::string_view name) const
{
    std::vector<std::string> names;
    for (const TaskDefinition &task : m_tasks)
        names.push_back(task.description.name);
    return nearestName(name, names);
}

} // namespace relevo
