// Runs calls on the workers: binds their params, runs the task's code behind one safe wrapper, writes the reply.
#pragma once

#include "common/protocol/reply.h"
#include "server/call/interfaces.h"
#include "server/dispatch/registry.h"

#include <functional>
#include <string>
#include <string_view>

namespace relevo {

class BoundParams;

/// Notes a fault of the server's own and returns the incident's name, which the reply tells.
using IncidentReporter = std::function<std::string(std::string_view what)>;

/// Thread-safe; whatever a task throws becomes an error reply. The registry outlives it.
class TaskRunner final : public CallRunner
{
public:
    TaskRunner(const Registry &registry, IncidentReporter report)
        : m_registry(registry)
        , m_report(std::move(report))
    {}

    Outcome run(const Call &call, const std::atomic<bool> &cancelled, std::string_view worker, std::string &reply,
                CallResult *result) override;

    /// Runs a task without a reply around it; `params`: an object, an array, or empty. False: `error` says why.
    bool runAlone(std::uint32_t task, std::string_view params, TaskContext &context, std::string &result,
                  TaskError &error) const;

    /// Throws the TaskError that a call with these params, which are known to be JSON, is refused with; what the task's
    /// own code alone would find is not found.
    void validate(std::uint32_t task, std::string_view params) const;

    const Registry &registry() const { return m_registry; }
    const IncidentReporter &report() const { return m_report; }

    /// A method's result or error as a reply (no LF).
    void runMethod(const Method &method, const ReplyTo &to, std::string_view params, std::string &reply) const;

    /// Starts a method that answers later; if it throws, that is the answer.
    void startMethod(const Method &method, std::string_view params, PendingReply &reply) const;

    /// Calls `work`; false if it threw, with what it threw turned into `error`.
    bool guarded(const std::function<void()> &work, TaskError &error) const;

private:
    void execute(std::uint32_t task, std::string_view params, BoundParams &input, TaskContext &context,
                 std::string &result) const;
    Outcome runTask(const Call &call, const std::atomic<bool> &cancelled, std::string &reply, CallResult *result) const;

    const Registry &m_registry;
    IncidentReporter m_report;
};

/// Calls `work`; false if it threw, with what it threw turned into `error`. `report` is asked for the server's own
/// faults.
bool guarded(const std::function<void()> &work, const IncidentReporter &report, TaskError &error);

} // namespace relevo
