// Which names a node answers to: tasks, which run on the workers, and methods, which are answered at once.
#pragma once

#include "common/protocol/catalog.h"
#include "common/protocol/json_cursor.h"
#include "server/call/pending_reply.h"
#include "server/tasks/task.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace relevo {

/// The parameters of a call of a method.
class MethodInput : public TaskInput
{
public:
    /// The value of a parameter that is of none of the kinds, as it stands; empty if it is absent.
    virtual std::string_view raw(std::size_t param) = 0;
    virtual bool has(std::size_t param) const = 0;
};

/// A method that is no task. It is called on any thread, many at a time, must not block, and may throw TaskError.
struct Method
{
    MethodDescription description;
    /// Answers at once: this …
    std::function<void(MethodInput &input, ResultText &result)> run = {};
    /// … or answers later: this, whose views end with the call. If it throws, that is the answer.
    std::function<void(MethodInput &input, PendingReply &reply)> start = {};
    /// Waits for something to happen: it holds no share of the connection's, and is bounded by itself.
    bool waits = false;
};

/// Immutable once made; shared by all threads.
class Registry
{
public:
    Registry(std::vector<TaskDefinition> tasks, std::vector<Method> methods);

    struct Target
    {
        enum class Kind : std::uint8_t { None, Task, Method } kind = Kind::None;
        std::uint32_t index = 0;
    };
    Target find(std::string_view name) const;
    /// As above, for a name as it stands in the message.
    Target find(const JsonString &name) const;

    const TaskDefinition &task(std::uint32_t index) const { return m_tasks[index]; }
    const Method &method(std::uint32_t index) const { return m_methods[index]; }
    const std::vector<TaskDefinition> &tasks() const { return m_tasks; }
    const std::vector<Method> &methods() const { return m_methods; }
    /// A known name near to the one that is not known, or empty.
    std::string suggestion(const JsonString &name) const;
    /// Likewise, of the tasks alone.
    std::string taskSuggestion(std::string_view name) const;

private:
    std::vector<TaskDefinition> m_tasks;
    std::vector<Method> m_methods;
    std::vector<std::string> m_names;
    std::unordered_map<std::string_view, Target> m_targets; ///< the keys point into m_names
};

} // namespace relevo
