// The thread that a set of sessions lives on, whatever its event loop: what is common to epoll and Qt.
#pragma once

#include "common/protocol/limits.h"
#include "server/call/interfaces.h"
#include "server/observe/metrics.h"
#include "server/transport/admission.h"
#include "server/transport/session.h"

#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <unordered_set>
#include <vector>

namespace relevo {

/// What every I/O thread works with. All of it outlives the threads.
struct IoServices
{
    const Limits &limits;
    MessageHandler &handler;
    CallQueue &queue;
    Admission &admission;
    Metrics &metrics;
};

/// deliver() and the commands: from any thread. The rest: on the thread itself.
class IoThread : public ReplyOutlet
{
public:
    IoThread(const IoServices &services, std::size_t index);
    ~IoThread() override;

    void deliver(std::vector<Delivery> &&chunks) override;

    /// Takes a connected socket over; it is made non-blocking.
    void adopt(int descriptor);
    /// Closes each session in order once nothing is owed, and takes no more.
    void drain();
    /// Resets what is still open.
    void resetAll();
    /// Ends the thread and waits for it.
    virtual void stop() = 0;
    /// Goes through the sessions that wait for room.
    void roomAgain();

    std::size_t sessionCount() const { return m_count.load(std::memory_order_relaxed); }

    // For sessions.
    const IoServices services;
    /// Memory that a session may use until it returns to the thread.
    struct Scratch
    {
        static constexpr std::size_t size = 64 * 1024;
        std::unique_ptr<char[]> bytes{new char[size]};
        std::vector<std::string_view> pieces;
        struct Text
        {
            std::size_t begin;
            std::size_t size;
            bool ascii;
            FrameNotes notes;
        };
        std::vector<Text> texts;
        RequestMemo memo;
    };
    Scratch scratch;
    IoMetrics &metrics() { return m_metrics; }
    Clock::time_point now() const { return m_now; }
    void queueCalls(std::unique_ptr<CallBlock> block) { m_calls.push_back(std::move(block)); }
    void queueLong(const Message &message, Intake &&intake) { m_long.emplace_back(message, std::move(intake)); }
    void longParsed() { --m_longOut; }
    void wantsTurn(Session &session);
    void wantsFlush(Session &session);
    void waitForRoom(Session &session);
    void ended(Session &session);

protected:
    virtual std::shared_ptr<Session> open(int descriptor) = 0;
    /// Makes the thread call serve() soon. From any thread.
    virtual void wake() = 0;

    /// One turn of everything that is to be done. True if there is more to do at once.
    bool serve();
    /// Nothing has come in since serve(): the thread may sleep, and will be woken.
    bool maySleep();
    /// Woken, for whatever reason.
    void awake();
    void tick();
    bool stopping();
    void requestStop();
    void closeAll();

    static constexpr int tickMs = 250;

private:
    struct Commands
    {
        std::vector<Delivery> finished;
        std::vector<int> adopted;
        bool drain = false;
        bool resetAll = false;
        bool room = false;
        bool stop = false;

        bool any() const { return !finished.empty() || !adopted.empty() || drain || resetAll || room; }
    };

    void command(const std::function<void(Commands &)> &change);
    void obey();
    template <typename Turn> void takeTurns(std::vector<std::shared_ptr<Session>> &list, Turn &&turn);
    void submit();
    std::vector<std::shared_ptr<Session>> allSessions() const;

    IoMetrics &m_metrics;
    const std::size_t m_index;
    std::unordered_set<std::shared_ptr<Session>> m_sessions;
    std::atomic<std::size_t> m_count{0};
    std::vector<std::shared_ptr<Session>> m_turns;  ///< sessions that read in the coming turn
    std::vector<std::shared_ptr<Session>> m_dirty;  ///< sessions with replies to write
    std::vector<std::shared_ptr<Session>> m_due;    ///< those at work; kept for its memory
    std::vector<std::shared_ptr<Session>> m_hungry; ///< sessions that wait for room in the total
    std::vector<std::unique_ptr<CallBlock>> m_calls;
    std::deque<std::pair<Message, Intake>> m_long; ///< wait to be parsed elsewhere
    int m_longOut = 0;                             ///< are being parsed
    std::vector<Delivery> m_taken;
    Clock::time_point m_now;
    std::weak_ptr<Session> m_stalled; ///< had the largest text that stood still at the last tick
    bool m_draining = false;

    std::mutex m_mutex; // guards the two below; nothing else is locked under it
    Commands m_commands;
    bool m_sleeping = false;
};

} // namespace relevo
