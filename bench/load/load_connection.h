// One connection of a LoadLoop: its socket, its slots for requests under way, its line of requests that are due.
#pragma once

#include "bench/load/load_loop.h"

#include <deque>

namespace relevo::bench {

class LoadConnection final : private ReplySink
{
public:
    LoadConnection(LoadLoop &loop, int socket, unsigned number);
    ~LoadConnection() override;

    bool isOpen() const { return m_socket >= 0; }
    /// Sends the greeting and, in the closed loop, as many requests as may be under way.
    void begin(std::uint64_t now, bool fill);
    /// Open loop: a request was due at `dueAt`. Written by the next flush().
    void enqueue(std::uint64_t dueAt);
    void flush();
    /// What epoll told.
    void handle(std::uint32_t events);
    /// Counts what has not been answered.
    std::uint64_t unanswered() const { return m_slots.size() - m_free.size() + m_line.size(); }

private:
    struct Slot
    {
        std::uint64_t id = 0; ///< of the request under way, or of the last one
        std::uint64_t since = 0;
        const Case *request = nullptr; ///< null: none under way
    };

    void reply(std::uint64_t id, std::string_view result) override;
    void fault(std::string_view what) override;
    void sendOne(std::uint64_t since);
    void fillFromLine();
    bool readSome();
    void lose(std::string_view why);

    LoadLoop &m_loop;
    int m_socket;
    std::unique_ptr<Wire> m_wire;
    std::vector<Slot> m_slots;
    std::vector<std::uint32_t> m_free;
    std::deque<std::uint64_t> m_line; ///< open loop: when the requests that wait for a slot were due
    std::vector<char> m_in;
    std::size_t m_kept = 0; ///< bytes of m_in that belong to an unfinished reply
    OutQueue m_out;
    std::uint64_t m_now = 0; ///< when the bytes being read arrived
    bool m_blocked = false;  ///< waiting for EPOLLOUT
};

} // namespace relevo::bench
