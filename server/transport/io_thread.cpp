#include "server/transport/io_thread.h"

#include <algorithm>
#include <new>

#include <unistd.h>

namespace relevo {

namespace {
constexpr std::chrono::microseconds heavyMoment{40};
constexpr int longAtOnce = 2;
} // namespace

IoThread::IoThread(const IoServices &given, std::size_t index)
    : services(given)
    , m_metrics(*given.metrics.ioThreads[index])
    , m_index(index)
    , m_now(Clock::now())
{}

IoThread::~IoThread()
{
    for (const int descriptor : m_commands.adopted)
        ::close(descriptor);
}

void IoThread::command(const std::function<void(Commands &)> &change)
{
    bool asleep = false;
    {
        const std::lock_guard lock(m_mutex);
        change(m_commands);
        asleep = std::exchange(m_sleeping, false);
    }
    if (asleep)
        wake();
}

void IoThread::deliver(std::vector<Delivery> &&chunks)
{
    bool asleep = false;
    {
        const std::lock_guard lock(m_mutex);
        std::vector<Delivery> &finished = m_commands.finished;
        finished.insert(finished.end(), std::make_move_iterator(chunks.begin()), std::make_move_iterator(chunks.end()));
        asleep = std::exchange(m_sleeping, false);
    }
    chunks.clear();
    if (asleep)
        wake();
}

void IoThread::adopt(int descriptor)
{
    m_count.fetch_add(1, std::memory_order_relaxed);
    command([descriptor](Commands &commands) { commands.adopted.push_back(descriptor); });
}

void IoThread::drain()
{
    command([](Commands &commands) { commands.drain = true; });
}

void IoThread::resetAll()
{
    command([](Commands &commands) { commands.resetAll = true; });
}

void IoThread::roomAgain()
{
    command([](Commands &commands) { commands.room = true; });
}

void IoThread::requestStop()
{
    command([](Commands &commands) { commands.stop = true; });
}

bool IoThread::stopping()
{
    const std::lock_guard lock(m_mutex);
    return m_commands.stop;
}

bool IoThread::maySleep()
{
    const std::lock_guard lock(m_mutex);
    m_sleeping = !m_commands.any() && !m_commands.stop;
    return m_sleeping;
}

void IoThread::awake()
{
    const std::lock_guard lock(m_mutex);
    m_sleeping = false;
}

bool IoThread::serve()
{
    m_now = Clock::now();
    obey();
    takeTurns(m_turns, [this](Session &session) {
        session.listed.turn = false;
        session.read();
        if (session.wantsTurn())
            wantsTurn(session);
    });
    submit();
    takeTurns(m_dirty, [](Session &session) {
        session.listed.flush = false;
        session.flush();
    });
    return !m_turns.empty() || !m_dirty.empty();
}

/// All that are light, and as many heavy ones as fit into a moment: then the thread looks for what has come meanwhile,
/// so that a small call does not wait for everybody's megabytes.
template <typename Turn> void IoThread::takeTurns(std::vector<std::shared_ptr<Session>> &list, Turn &&turn)
{
    std::vector<std::shared_ptr<Session>> &due = m_due;
    due.swap(list);
    auto next = due.begin();
    const auto heavy =
        std::stable_partition(due.begin(), due.end(), [](const auto &session) { return !session->isHeavy(); });
    const auto take = [&turn](Session &session) {
        try {
            turn(session);
        } catch (const std::bad_alloc &) {
            session.reset(); // the others may have been asked for less
        }
    };
    for (; next != heavy; ++next)
        take(**next);
    if (next != due.end()) {
        const Clock::time_point until = Clock::now() + heavyMoment;
        std::vector<std::shared_ptr<Session>> again; // what the turns themselves put on the list comes behind the rest
        again.swap(list);
        do
            take(**next++);
        while (next != due.end() && Clock::now() < until);
        again.insert(again.end(), list.begin(), list.end());
        list.assign(next, due.end());
        list.insert(list.end(), again.begin(), again.end());
    }
    due.clear();
}

void IoThread::obey()
{
    Commands commands;
    {
        const std::lock_guard lock(m_mutex);
        m_taken.swap(m_commands.finished);
        commands.adopted.swap(m_commands.adopted);
        commands.drain = std::exchange(m_commands.drain, false);
        commands.resetAll = std::exchange(m_commands.resetAll, false);
        commands.room = std::exchange(m_commands.room, false);
    }
    for (const int descriptor : commands.adopted) {
        const std::shared_ptr<Session> session = open(descriptor);
        if (!session) {
            m_count.fetch_sub(1, std::memory_order_relaxed);
            continue;
        }
        m_sessions.insert(session);
        m_metrics.connectionsAccepted.add();
        services.metrics.connections.fetch_add(1, std::memory_order_relaxed);
        if (m_draining)
            session->drain();
        wantsTurn(*session);
    }
    for (Delivery &delivery : m_taken) {
        // Every peer that delivers here is a session of this thread.
        auto &session = static_cast<Session &>(*delivery.peer);
        try {
            session.enqueue(std::move(delivery.chunk));
        } catch (const std::bad_alloc &) {
            session.reset();
        }
    }
    m_taken.clear();
    if (commands.room) {
        std::vector<std::shared_ptr<Session>> hungry;
        hungry.swap(m_hungry);
        for (const auto &session : hungry) {
            session->listed.hungry = false;
            wantsTurn(*session);
        }
    }
    if (commands.drain) {
        m_draining = true;
        for (const auto &session : allSessions())
            session->drain();
    }
    if (commands.resetAll) {
        for (const auto &session : allSessions())
            session->reset();
    }
}

void IoThread::submit()
{
    if (!m_calls.empty())
        services.queue.push(std::move(m_calls));
    m_calls.clear();
    // Few at a time: what their replies weigh is known only when they have been parsed.
    while (!m_long.empty() && m_longOut < longAtOnce) {
        auto &[message, intake] = m_long.front();
        if (services.admission.exhausted()) {
            static_cast<Session &>(*intake.peer).refuseLong(message.text.size());
        } else {
            ++m_longOut;
            services.handler.handleLong(message, std::move(intake));
        }
        m_long.pop_front();
    }
}

void IoThread::wantsTurn(Session &session)
{
    if (std::exchange(session.listed.turn, true))
        return;
    m_turns.push_back(session.shared_from_this());
}

void IoThread::wantsFlush(Session &session)
{
    if (std::exchange(session.listed.flush, true))
        return;
    m_dirty.push_back(session.shared_from_this());
}

void IoThread::waitForRoom(Session &session)
{
    if (std::exchange(session.listed.hungry, true))
        return;
    m_hungry.push_back(session.shared_from_this());
    services.admission.waitForRoom();
    if (!services.admission.full())
        roomAgain(); // it came between
}

void IoThread::ended(Session &session)
{
    m_count.fetch_sub(1, std::memory_order_relaxed);
    services.metrics.connections.fetch_sub(1, std::memory_order_relaxed);
    m_sessions.erase(session.shared_from_this());
}

std::vector<std::shared_ptr<Session>> IoThread::allSessions() const
{
    return {m_sessions.begin(), m_sessions.end()};
}

void IoThread::tick()
{
    m_now = Clock::now();
    services.queue.nudge();
    std::shared_ptr<Session> stalled;
    std::uint64_t size = 0;
    for (const auto &session : allSessions()) {
        session->tick(m_now);
        if (const std::uint64_t bytes = session->stalledBytes(m_now); bytes > size) {
            size = bytes;
            stalled = session;
        }
    }
    // A tick later, so that the other threads have told of theirs.
    const bool again = stalled && m_stalled.lock() == stalled;
    m_stalled = stalled;
    if (services.admission.isLargestStalled(m_index, size) && again && services.admission.full())
        stalled->giveUpUnfinished();
}

void IoThread::closeAll()
{
    for (const auto &session : allSessions())
        session->reset();
    obey();
    submit();
}

} // namespace relevo
