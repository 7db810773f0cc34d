// The half of a session that reads: bytes in, messages handed over.
#include "server/transport/session.h"

#include "common/protocol/reply.h"
#include "server/transport/io_thread.h"

#include <algorithm>

namespace relevo {

namespace {

// From here on bytes are read straight behind the unfinished text instead of being copied there.
constexpr std::size_t longPartial = 8 * 1024;
constexpr std::size_t longRead = 128 * 1024;
constexpr std::size_t readWhenFull = 4 * 1024;
// Texts of one kind differ by a few bytes.
constexpr std::size_t likelyMore = 256;
constexpr std::size_t likelyAtMost = 4 * 1024 * 1024;
constexpr std::chrono::milliseconds stalledAfter{1000};
constexpr std::uint64_t retryAfterMs = 1000;

} // namespace

bool Session::mayTake(const Charge &found) const
{
    const Limits &limits = m_io.services.limits;
    const std::uint64_t tasks = m_inFlight.tasks + found.tasks;
    if (m_longOut)
        return false;
    if (tasks == 0)
        return true; // alone, however large; at the total, from the reserve
    return tasks < limits.connectionTasks &&
           m_inFlight.bytes + found.bytes + m_partial.size() < limits.connectionBytes &&
           !m_io.services.admission.full();
}

bool Session::wantsTurn() const
{
    if (!m_stream)
        return false;
    if (m_ending == Ending::Lingering)
        return m_readable && !m_inputEnded;
    return m_ending == Ending::None && (!m_backlog.empty() || (m_readable && !m_inputEnded)) && mayTake();
}

void Session::read()
{
    if (!m_stream)
        return;
    if (m_ending == Ending::Lingering) {
        discard();
        return;
    }
    if (m_ending == Ending::WhenNothingIsOwed)
        return;
    if (!mayTake()) {
        if (m_io.services.admission.full())
            m_io.waitForRoom(*this);
        return;
    }
    if (!m_backlog.empty()) {
        const std::string_view rest = m_backlog.view().substr(m_backlogAt);
        m_backlogAt += take(rest.data(), rest.size());
        if (m_backlogAt == m_backlog.size() || m_ending != Ending::None) {
            m_backlog.clear();
            m_backlogAt = 0;
        }
    } else if (m_readable && !m_inputEnded) {
        readSome();
    }
    account();
    finishIfDone();
}

StreamResult Session::readStream(char *to, std::size_t size)
{
    const StreamResult got = m_stream->read(to, size);
    m_readable = got.status == StreamResult::Status::Ok && (got.bytes == size || m_peerEnded);
    if (got.status == StreamResult::Status::Ok) {
        m_lastRead = m_io.now();
        m_io.metrics().bytesIn.add(got.bytes);
    }
    return got;
}

void Session::readSome()
{
    if (m_reader.keeping() && std::max(m_partial.size(), m_lastLong) >= longPartial) {
        readIntoPartial();
        return;
    }
    // At the total a single message is taken, and what comes with it would have to be kept.
    const std::size_t size = m_io.services.admission.full() ? readWhenFull : IoThread::Scratch::size;
    const StreamResult got = readStream(m_io.scratch.bytes.get(), size);
    if (got.status == StreamResult::Status::Ok) {
        takeOrKeep(m_io.scratch.bytes.get(), got.bytes);
    } else if (got.status == StreamResult::Status::End) {
        endOfInput();
    } else if (got.status == StreamResult::Status::Failed) {
        failed();
    }
}

void Session::readIntoPartial()
{
    // If it is like the one before, all of its room is taken at once, and no more is read than it needs.
    // While there is plenty of memory much is read at once: the system makes a connection's receive buffer as large as
    // its first reads ask for, and that tells for as long as it lives. Floods of unfinished texts get what they sent.
    std::size_t wanted =
        m_io.services.admission.plenty() ? longRead : std::clamp(m_partial.size(), longPartial, longRead);
    if (m_lastLong > m_partial.size()) {
        const std::size_t left = m_lastLong - m_partial.size() + likelyMore;
        m_partial.room(left);
        wanted = std::min(left, longRead);
    }
    char *tail = m_partial.room(wanted);
    const StreamResult got = readStream(tail, wanted);
    if (got.status == StreamResult::Status::End) {
        endOfInput();
        return;
    }
    if (got.status != StreamResult::Status::Ok) {
        if (got.status == StreamResult::Status::Failed)
            failed();
        return;
    }
    const FrameResult result = m_reader.next(tail, got.bytes);
    m_partial.grew(result.consumed);
    if (result.event == FrameEvent::None) {
        if (m_io.services.admission.exhausted()) {
            m_reader.skipCurrentText();
            refuseOverloaded();
            m_partial.clear();
        }
        return;
    }
    // What follows the text lies in the same memory, which stays until it has been looked at.
    const std::size_t rest = got.bytes - result.consumed;
    m_partial.trim(rest);
    const char *next = m_partial.view().data() + m_partial.size();
    Intake intake = newIntake(ByteBuffer::Memory(nullptr, std::free));
    ByteBuffer::Memory bytes(nullptr, std::free);
    if (result.event == FrameEvent::Text) {
        m_lastLong = std::min(m_partial.size(), likelyAtMost);
        const Message message{m_partial.view(), m_reader.textIsAscii(), m_firstText, &m_reader.notes(),
                              &m_io.scratch.memo};
        intake.block->bytes = m_partial.release();
        handOver(message, intake);
    } else {
        bytes = m_partial.release();
        onFrameError(result);
    }
    if (m_ending == Ending::None && m_stream)
        takeOrKeep(next, rest);
    collect(std::move(intake));
}

void Session::takeOrKeep(const char *data, std::size_t size)
{
    const std::size_t taken = take(data, size);
    if (m_ending == Ending::None)
        m_backlog.append(data + taken, size - taken);
}

/// Takes texts as long as the share lasts. Returns how many bytes have been looked at.
std::size_t Session::take(const char *data, std::size_t size)
{
    Charge found;
    IoThread::Scratch &scratch = m_io.scratch;
    scratch.texts.clear();
    std::size_t at = 0;
    while (at < size && m_ending == Ending::None && mayTake(found)) {
        const FrameResult result = m_reader.next(data + at, size - at);
        const std::size_t begin = at + result.textBegin;
        at += result.consumed;
        if (result.event == FrameEvent::Text && m_partial.empty()) {
            scratch.texts.push_back({begin, at - begin, m_reader.textIsAscii(), m_reader.notes()});
            found += {1, at - begin};
        } else if (result.event == FrameEvent::Text) {
            m_partial.append(data + begin, at - begin);
            handOverPartial();
        } else if (result.event != FrameEvent::None) {
            onFrameError(result);
        } else if (m_reader.keeping()) {
            m_partial.append(data + begin, at - begin);
            if (m_io.services.admission.exhausted())
                giveUpUnfinished();
        }
    }
    handOverFound(data);
    return at;
}

void Session::handOverFound(const char *data)
{
    IoThread::Scratch &scratch = m_io.scratch;
    if (scratch.texts.empty())
        return;
    const std::size_t from = scratch.texts.front().begin;
    const std::size_t size = scratch.texts.back().begin + scratch.texts.back().size - from;
    ByteBuffer copy;
    copy.append(data + from, size);
    const char *base = copy.view().data();
    Intake intake = newIntake(copy.release());
    intake.block->calls.reserve(scratch.texts.size());
    for (const IoThread::Scratch::Text &text : scratch.texts) {
        const std::string_view bytes(base + (text.begin - from), text.size);
        handOver({bytes, text.ascii, m_firstText, &text.notes, &scratch.memo}, intake);
    }
    collect(std::move(intake));
}

void Session::handOverPartial()
{
    m_partial.trim();
    const Message message{m_partial.view(), m_reader.textIsAscii(), m_firstText, &m_reader.notes(), &m_io.scratch.memo};
    Intake intake = newIntake(m_partial.release());
    handOver(message, intake);
    collect(std::move(intake));
}

Intake Session::newIntake(ByteBuffer::Memory bytes)
{
    Intake intake;
    intake.peer = shared_from_this();
    intake.block = std::make_unique<CallBlock>();
    intake.block->peer = intake.peer;
    intake.block->bytes = std::move(bytes);
    intake.block->received = m_io.now();
    return intake;
}

void Session::handOver(const Message &message, Intake &intake)
{
    m_firstText = false;
    m_io.metrics().messages.add();
    if (m_io.services.admission.exhausted()) {
        refuseOverloaded();
        return;
    }
    if (m_io.services.handler.handle(message, intake) == MessageHandler::Outcome::Done)
        return;
    handOverLong(message, intake);
}

/// To the threads for long messages, alone: with its own bytes, or a copy if others share them.
void Session::handOverLong(const Message &message, Intake &intake)
{
    Message alone = message;
    Intake longOne = newIntake(ByteBuffer::Memory(nullptr, std::free));
    if (intake.block->calls.empty() && intake.block->bytes.get() == message.text.data()) {
        std::swap(longOne.block, intake.block);
    } else {
        ByteBuffer copy;
        copy.append(message.text.data(), message.text.size());
        alone.text = copy.view();
        longOne.block->bytes = copy.release();
    }
    longOne.precharged = true;
    m_inFlight += {1, message.text.size()};
    m_longOut = true;
    m_io.queueLong(alone, std::move(longOne));
}

void Session::refuseLong(std::uint64_t bytes)
{
    m_longOut = false;
    release({1, bytes});
    if (m_stream)
        refuseOverloaded();
    account();
}

void Session::collect(Intake &&intake)
{
    m_inFlight += intake.charged;
    if (!intake.block->calls.empty())
        m_io.queueCalls(std::move(intake.block));
    if (intake.now.charged.tasks > 0)
        enqueue(std::move(intake.now));
}

void Session::onFrameError(const FrameResult &result)
{
    const std::uint64_t size = m_partial.size();
    m_partial.clear();
    m_firstText = false;
    const Limits &limits = m_io.services.limits;
    const FrameEvent event = result.event;
    if (event == FrameEvent::TooLarge)
        refuse(size, ErrorCode::TooLarge, ErrorData().add("name", "maxMessage").add("limit", limits.message).take());
    else if (event == FrameEvent::TooDeep)
        refuse(size, ErrorCode::TooLarge, ErrorData().add("name", "maxNesting").add("limit", limits.nesting).take());
    else if (event != FrameEvent::HttpMethod || !m_malformed)
        refuse(size, ErrorCode::ParseError, ErrorData().add("offset", result.offset).take());
    m_malformed = m_malformed || event == FrameEvent::Malformed;
    if (event != FrameEvent::TooLarge && event != FrameEvent::Malformed)
        m_ending = Ending::WhenNothingIsOwed;
}

void Session::refuse(std::uint64_t bytes, ErrorCode code, std::string_view data)
{
    Intake intake;
    m_io.services.handler.refuse(intake, bytes, code, data);
    m_inFlight += intake.charged;
    enqueue(std::move(intake.now));
}

/// Charged for the reply alone: the message is not kept.
void Session::refuseOverloaded()
{
    m_io.services.metrics.messagesRefused.fetch_add(1, std::memory_order_relaxed);
    refuse(0, ErrorCode::Overloaded, ErrorData().add("retryAfterMs", retryAfterMs).take());
}

std::uint64_t Session::stalledBytes(Clock::time_point now) const
{
    const bool stands = m_stream && !m_partial.empty() && m_inFlight.tasks == 0 && now - m_lastRead >= stalledAfter;
    return stands ? m_partial.size() : 0;
}

void Session::giveUpUnfinished()
{
    m_reader.skipCurrentText();
    m_partial.clear();
    refuseOverloaded();
    account();
}

void Session::endOfInput()
{
    m_inputEnded = true;
    endEvents();
    if (m_reader.endOfStream())
        refuse(m_partial.size(), ErrorCode::ParseError, ErrorData().add("offset", m_partial.size()).take());
    m_partial.clear();
}

void Session::discard()
{
    const StreamResult got = readStream(m_io.scratch.bytes.get(), IoThread::Scratch::size);
    if (got.status == StreamResult::Status::End || got.status == StreamResult::Status::Failed)
        close();
}

} // namespace relevo
