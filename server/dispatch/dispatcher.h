// Understands messages: takes them apart, looks their methods up, and makes calls for the workers of them, or replies.
#pragma once

#include "server/call/interfaces.h"
#include "server/dispatch/call_runner.h"
#include "server/dispatch/registry.h"

#include "common/protocol/limits.h"

#include <QThreadPool>

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

namespace relevo {

/// Thread-safe. Registry, runner and queue outlive it.
class Dispatcher final : public MessageHandler
{
public:
    /// Longer messages are parsed on the threads of `handleLong`, or by the worker that runs them.
    static constexpr std::size_t longMessage = 64 * 1024;

    Dispatcher(const Registry &registry, const TaskRunner &runner, CallQueue &queue, const Limits &limits,
               std::string node);

    Outcome handle(const Message &message, Intake &intake) override;
    void handleLong(const Message &message, Intake &&intake) override;
    void refuse(Intake &intake, std::uint64_t bytes, ErrorCode code, std::string_view data) override;

    /// From now on every request gets -32006.
    void drain() { m_draining.store(true, std::memory_order_relaxed); }

private:
    class LongMessage;

    void finishLong(const Message &message, Intake &intake);
    bool handleDeferred(const Message &message, Intake &intake);
    void handleWhole(const Message &message, Intake &intake);
    void handleSingle(const Message &message, const Request &request, Intake &intake);
    void handleBatch(const Message &message, JsonCursor &cursor, Intake &intake);
    void handleFirstDialect(const Message &message, const Request &request, Intake &intake);
    /// The reply to a request that no worker is needed for; empty for a notification. False: it is for a worker.
    bool answer(const Request &request, Registry::Target target, std::string &reply);
    bool isWait(const Request &request) const;
    /// A method that answers later. False: it is none, or must not be started now.
    bool startMethod(const Request &request, Registry::Target target, const Charge &charge, BatchReply *batch,
                     Intake &intake);
    void addCall(const Message &message, const Request &request, std::uint32_t task, Intake &intake);
    static void finishNow(Intake &intake, std::size_t before, const Charge &charge);
    void notJson(Intake &intake, const Message &message, std::size_t offset);
    void answerInvalid(const Request &request, std::string &reply) const;

    const Registry &m_registry;
    const TaskRunner &m_runner;
    CallQueue &m_queue;
    const Limits m_limits;
    const std::string m_node;
    std::atomic<bool> m_draining{false};
    QThreadPool m_longPool; // last: its destructor waits for the threads, which use all above
};

} // namespace relevo
