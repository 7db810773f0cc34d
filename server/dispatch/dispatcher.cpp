#include "server/dispatch/dispatcher.h"

#include "common/protocol/json_text.h"
#include "server/call/hand_over.h"
#include "server/dispatch/first_dialect.h"

#include <QRunnable>

#include <algorithm>
#include <optional>

namespace relevo {

namespace {

constexpr int longThreads = 2;

ReplyTo replyTo(const Request &request)
{
    return {request.dialect, request.id};
}

} // namespace

/// A long message on its way to a thread of the long pool.
class Dispatcher::LongMessage final : public QRunnable
{
public:
    LongMessage(Dispatcher &dispatcher, const Message &message, Intake &&intake)
        : m_dispatcher(dispatcher)
        , m_message(message)
        , m_intake(std::move(intake))
    {
        m_message.notes = nullptr; // they stay with the reader
        m_message.memo = nullptr;
    }

    void run() override
    {
        toThread.take();
        m_dispatcher.finishLong(m_message, m_intake);
    }

    HandOver toThread;

private:
    Dispatcher &m_dispatcher;
    Message m_message;
    Intake m_intake;
};

Dispatcher::Dispatcher(const Registry &registry, const TaskRunner &runner, CallQueue &queue, const Limits &limits,
                       std::string node)
    : m_registry(registry)
    , m_runner(runner)
    , m_queue(queue)
    , m_limits(limits)
    , m_node(std::move(node))
{
    m_longPool.setMaxThreadCount(longThreads);
    m_longPool.setExpiryTimeout(-1);
}

MessageHandler::Outcome Dispatcher::handle(const Message &message, Intake &intake)
{
    if (message.notes && handleDeferred(message, intake))
        return Outcome::Done;
    if (message.text.size() > longMessage)
        return Outcome::Elsewhere;
    handleWhole(message, intake);
    return Outcome::Done;
}

void Dispatcher::handleLong(const Message &message, Intake &&intake)
{
    auto work = std::make_unique<LongMessage>(*this, message, std::move(intake));
    work->toThread.give();
    m_longPool.start(work.release()); // which deletes it
}

void Dispatcher::finishLong(const Message &message, Intake &intake)
{
    TaskError error;
    if (!m_runner.guarded([&] { handleWhole(message, intake); }, error)) {
        intake.block->calls.clear();
        intake.now = {};
        refuse(intake, message.text.size(), error.code, error.data);
    }
    const std::shared_ptr<Peer> peer = intake.peer;
    if (!intake.block->calls.empty()) {
        std::vector<std::unique_ptr<CallBlock>> blocks;
        blocks.push_back(std::move(intake.block));
        m_queue.push(std::move(blocks));
    }
    intake.now.longParsed = true;
    std::vector<Delivery> deliveries;
    deliveries.push_back({peer, std::move(intake.now)});
    peer->outlet.deliver(std::move(deliveries));
}

bool Dispatcher::handleDeferred(const Message &message, Intake &intake)
{
    if (message.text.front() != '{' || m_draining.load(std::memory_order_relaxed))
        return false;
    Request request;
    JsonCursor cursor(message.text);
    if (parseNotedRequest(cursor, request, m_limits.id, *message.notes, message.memo) != EnvelopeResult::Ok ||
        !request.valid)
        return false;
    std::uint32_t task = 0;
    if (request.remembered && message.memo->target) {
        task = static_cast<std::uint32_t>(*message.memo->target);
    } else {
        const Registry::Target target = m_registry.find(request.method);
        if (target.kind != Registry::Target::Kind::Task)
            return false;
        task = target.index;
        if (request.remembered)
            message.memo->target = task;
    }
    addCall(message, request, task, intake);
    return true;
}

void Dispatcher::handleWhole(const Message &message, Intake &intake)
{
    if (!message.ascii && !isValidUtf8(message.text)) {
        notJson(intake, message, firstInvalidUtf8(message.text));
        return;
    }
    JsonCursor cursor(message.text);
    if (message.text.front() == '[') {
        handleBatch(message, cursor, intake);
        return;
    }
    Request request;
    if (parseRequest(cursor, request, m_limits.id) != EnvelopeResult::Ok || !cursor.atEnd())
        notJson(intake, message, cursor.offset());
    else if (request.hasType && message.first)
        handleFirstDialect(message, request, intake);
    else
        handleSingle(message, request, intake);
}

void Dispatcher::handleSingle(const Message &message, const Request &request, Intake &intake)
{
    const Registry::Target target = request.valid ? m_registry.find(request.method) : Registry::Target{};
    const std::size_t before = intake.now.data.size();
    if (startMethod(request, target, {1, message.text.size()}, nullptr, intake))
        return;
    if (!answer(request, target, intake.now.data)) {
        addCall(message, request, target.index, intake);
        return;
    }
    if (intake.now.data.size() > before)
        intake.now.data += '\n';
    finishNow(intake, before, {1, message.text.size()});
}

bool Dispatcher::answer(const Request &request, Registry::Target target, std::string &reply)
{
    if (!request.valid) {
        answerInvalid(request, reply);
        return true;
    }
    if (m_draining.load(std::memory_order_relaxed)) {
        if (!request.notification)
            appendError(reply, replyTo(request), ErrorCode::ShuttingDown);
        return true;
    }
    if (target.kind == Registry::Target::Kind::Task)
        return false;
    if (request.notification)
        return true; // no method here does anything but answer
    if (target.kind == Registry::Target::Kind::Method && !m_registry.method(target.index).run) {
        appendError(reply, replyTo(request), ErrorCode::Overloaded, "Too many calls of this connection wait",
                    ErrorData().add("retryAfterMs", 1000).take());
        return true;
    }
    if (target.kind == Registry::Target::Kind::Method) {
        m_runner.runMethod(m_registry.method(target.index), replyTo(request), request.params, reply);
        return true;
    }
    ErrorData data;
    if (const std::string near = m_registry.suggestion(request.method); !near.empty())
        data.add("suggestion", near);
    appendError(reply, replyTo(request), ErrorCode::MethodNotFound, {}, data.take());
    return true;
}

bool Dispatcher::isWait(const Request &request) const
{
    const Registry::Target target = request.valid ? m_registry.find(request.method) : Registry::Target{};
    return target.kind == Registry::Target::Kind::Method && m_registry.method(target.index).waits;
}

bool Dispatcher::startMethod(const Request &request, Registry::Target target, const Charge &charge, BatchReply *batch,
                             Intake &intake)
{
    if (target.kind != Registry::Target::Kind::Method || m_draining.load(std::memory_order_relaxed))
        return false;
    const Method &method = m_registry.method(target.index);
    if (!method.start)
        return false;
    if (method.waits && intake.peer->waiting.fetch_add(1, std::memory_order_relaxed) >= Peer::mostWaiting) {
        intake.peer->waiting.fetch_sub(1, std::memory_order_relaxed);
        return false;
    }
    const Charge own = method.waits || batch ? Charge{} : charge;
    intake.charged += own;
    PendingReply reply(
        {intake.peer, request.dialect, std::string(request.id), request.notification, batch, own, method.waits});
    m_runner.startMethod(method, request.params, reply);
    return true;
}

void Dispatcher::answerInvalid(const Request &request, std::string &reply) const
{
    std::string data;
    if (request.fault == ErrorCode::TooLarge)
        data = ErrorData().add("name", "maxId").add("limit", m_limits.id).add("actual", request.idSize).take();
    appendError(reply, replyTo(request), request.fault, {}, data);
}

void Dispatcher::addCall(const Message &message, const Request &request, std::uint32_t task, Intake &intake)
{
    Call &call = intake.block->calls.emplace_back();
    call.task = task;
    call.dialect = request.dialect;
    call.notification = request.notification;
    call.checked = request.paramsChecked;
    call.ascii = message.ascii;
    call.id = request.id;
    call.params = request.params;
    call.text = message.text;
    call.charge = message.text.size();
    intake.charged += {1, call.charge};
}

void Dispatcher::finishNow(Intake &intake, std::size_t before, const Charge &charge)
{
    intake.now.charged += charge;
    intake.now.replyBytes += std::max<std::uint64_t>(charge.bytes, intake.now.data.size() - before);
    intake.charged += charge;
}

void Dispatcher::handleBatch(const Message &message, JsonCursor &cursor, Intake &intake)
{
    std::vector<Request> requests;
    std::size_t members = 0;
    cursor.enterArray();
    while (cursor.nextElement()) {
        Request request;
        const bool isJson = cursor.peek() == JsonKind::Object
                                ? parseRequest(cursor, request, m_limits.id) == EnvelopeResult::Ok
                                : cursor.skipValue();
        if (!isJson)
            break;
        if (++members <= m_limits.batch)
            requests.push_back(request);
    }
    if (cursor.failed() || !cursor.atEnd()) {
        notJson(intake, message, cursor.offset());
        return;
    }
    if (members == 0) {
        refuse(intake, message.text.size(), ErrorCode::InvalidRequest, {});
        return;
    }
    if (members > m_limits.batch) {
        refuse(intake, message.text.size(), ErrorCode::TooLarge,
               ErrorData().add("name", "maxBatch").add("limit", m_limits.batch).add("actual", members).take());
        return;
    }

    const auto waits = std::count_if(requests.begin(), requests.end(), [this](const Request &r) { return isWait(r); });
    const Charge charge{intake.precharged ? 1 : static_cast<std::uint32_t>(members - static_cast<std::size_t>(waits)),
                        message.text.size()};
    auto *batch = new BatchReply(members, charge); // deletes itself with its last member
    intake.charged += charge;
    std::string reply;
    for (const Request &request : requests) {
        const Registry::Target target = request.valid ? m_registry.find(request.method) : Registry::Target{};
        reply.clear();
        if (startMethod(request, target, {}, batch, intake))
            continue;
        if (!answer(request, target, reply)) {
            const Charge before = intake.charged;
            addCall(message, request, target.index, intake);
            Call &call = intake.block->calls.back();
            call.batch = batch;
            call.charge = message.text.size() / members;
            intake.charged = before;
        } else if (ReplyChunk whole; batch->add(reply, whole)) {
            intake.now.data += whole.data;
            intake.now.charged += whole.charged;
            intake.now.replyBytes += whole.replyBytes;
        }
    }
}

void Dispatcher::handleFirstDialect(const Message &message, const Request &request, Intake &intake)
{
    if (m_draining.load(std::memory_order_relaxed)) {
        const std::size_t before = intake.now.data.size();
        refuseFirstDialect(m_node, intake.now.data);
        intake.now.lastOne = true;
        finishNow(intake, before, {1, message.text.size()});
        return;
    }
    Request call = request;
    call.dialect = Dialect::First;
    call.notification = false;
    call.params = request.data;
    call.paramsChecked = true;
    addCall(message, call, firstDialectTask(m_registry, request.type), intake);
}

void Dispatcher::notJson(Intake &intake, const Message &message, std::size_t offset)
{
    refuse(intake, message.text.size(), ErrorCode::ParseError, ErrorData().add("offset", offset).take());
}

void Dispatcher::refuse(Intake &intake, std::uint64_t bytes, ErrorCode code, std::string_view data)
{
    const std::size_t before = intake.now.data.size();
    appendError(intake.now.data, {}, code, {}, data);
    intake.now.data += '\n';
    finishNow(intake, before, {1, bytes});
}

} // namespace relevo
