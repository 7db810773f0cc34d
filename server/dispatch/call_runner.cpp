#include "server/dispatch/call_runner.h"

#include "common/protocol/json_text.h"
#include "server/dispatch/bound_params.h"
#include "server/dispatch/first_dialect.h"

#include <exception>
#include <new>

namespace relevo {

namespace {

TaskError ownFault(const IncidentReporter &report, std::string_view what)
{
    return {ErrorCode::InternalError, {}, ErrorData().add("incident", report(what)).take()};
}

} // namespace

template <typename Work> static bool guard(Work &&work, const IncidentReporter &report, TaskError &error)
{
    try {
        work();
        return true;
    } catch (TaskError &fault) {
        error = std::move(fault);
    } catch (const std::bad_alloc &) {
        error = ownFault(report, "out of memory");
    } catch (const std::exception &fault) {
        error = ownFault(report, fault.what());
    } catch (...) {
        error = ownFault(report, "an exception of an unknown type");
    }
    return false;
}

bool guarded(const std::function<void()> &work, const IncidentReporter &report, TaskError &error)
{
    return guard(work, report, error);
}

bool TaskRunner::guarded(const std::function<void()> &work, TaskError &error) const
{
    return guard(work, m_report, error);
}

CallRunner::Outcome TaskRunner::run(const Call &call, const std::atomic<bool> &cancelled, std::string_view worker,
                                    std::string &reply, CallResult *result)
{
    if (cancelled.load(std::memory_order_relaxed))
        return Outcome::Cancelled;
    if (call.dialect == Dialect::First)
        return runFirstDialect(call, m_registry, m_report, cancelled, worker, reply, result);
    return runTask(call, cancelled, reply, result);
}

void TaskRunner::execute(std::uint32_t index, std::string_view params, BoundParams &input, TaskContext &context,
                         std::string &result) const
{
    try {
        input.bind(params);
        m_registry.task(index).run(input, context, result);
    } catch (const TaskError &error) {
        input.checkAll();
        // Of several faults the one is told that validation comes to first, whatever the task has read first.
        if (error.code == ErrorCode::InvalidParams)
            validate(index, params);
        throw;
    }
    input.finish();
}

CallRunner::Outcome TaskRunner::runTask(const Call &call, const std::atomic<bool> &cancelled, std::string &reply,
                                        CallResult *result) const
{
    const std::size_t before = reply.size();
    const ReplyTo to{call.dialect, call.id};
    TaskError error;
    const bool done = guard(
        [&] {
            if (!call.checked && !call.ascii && !isValidUtf8(call.text))
                throw parseFault(firstInvalidUtf8(call.text));
            const TaskDefinition &task = m_registry.task(call.task);
            BoundParams input(task.description.params, call.text, call.checked, task.description.pure);
            TaskContext context(cancelled);
            beginResult(reply, to);
            const std::size_t begin = reply.size();
            execute(call.task, call.params, input, context, reply);
            if (result) {
                result->begin = begin - before;
                result->end = reply.size() - before;
            }
            endResult(reply, to);
        },
        m_report, error);
    if (done && !call.notification)
        return Outcome::Succeeded;
    if (done && result)
        *result = {0, 0, reply.substr(before + result->begin, result->end - result->begin)};
    reply.resize(before);
    if (done)
        return Outcome::Succeeded;
    if (result) {
        *result = {0, 0, {}, error.code, error.message, error.data};
    }
    // A text that is no JSON has no id to be known by, and was no notification either.
    if (error.code == ErrorCode::ParseError)
        appendError(reply, {}, error.code, error.message, error.data);
    else if (!call.notification)
        appendError(reply, to, error.code, error.message, error.data);
    return error.code == ErrorCode::Cancelled ? Outcome::Cancelled : Outcome::Failed;
}

bool TaskRunner::runAlone(std::uint32_t index, std::string_view params, TaskContext &context, std::string &result,
                          TaskError &error) const
{
    return guard(
        [&] {
            const TaskDefinition &task = m_registry.task(index);
            BoundParams input(task.description.params, params, true, task.description.pure);
            execute(index, params, input, context, result);
        },
        m_report, error);
}

void TaskRunner::validate(std::uint32_t index, std::string_view params) const
{
    BoundParams input(m_registry.task(index).description.params, params, true, false);
    input.bind(params);
    input.finish();
}

void TaskRunner::runMethod(const Method &method, const ReplyTo &to, std::string_view params, std::string &reply) const
{
    const std::size_t before = reply.size();
    TaskError error;
    const bool done = guard(
        [&] {
            BoundParams input(method.description.params, {}, true, false);
            input.bind(params);
            beginResult(reply, to);
            method.run(input, reply);
            endResult(reply, to);
        },
        m_report, error);
    if (done)
        return;
    reply.resize(before);
    appendError(reply, to, error.code, error.message, error.data);
}

void TaskRunner::startMethod(const Method &method, std::string_view params, PendingReply &reply) const
{
    TaskError error;
    const bool started = guard(
        [&] {
            BoundParams input(method.description.params, {}, true, false);
            input.bind(params);
            method.start(input, reply);
        },
        m_report, error);
    if (started || !reply)
        return;
    Deliveries now;
    reply.error(error.code, error.message, error.data, now);
}

} // namespace relevo
