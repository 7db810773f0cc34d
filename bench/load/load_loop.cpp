#include "bench/load/load_loop.h"

#include "bench/load/load_connection.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

namespace relevo::bench {

std::uint64_t steadyNow()
{
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(now).count());
}

void LoadFaults::add(const LoadFaults &other)
{
    wrong += other.wrong;
    lost += other.lost;
    unanswered += other.unanswered;
    if (first.empty())
        first = other.first;
}

LoadLoop::LoadLoop(const Options &options, const Protocol &protocol, const std::vector<Case> &cases, unsigned first,
                   unsigned step)
    : m_options(options)
    , m_protocol(protocol)
    , m_cases(cases)
    , m_first(first)
    , m_step(step)
    , m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    , m_nextCase(first * cases.size() / step)
{
    if (options.rate > 0)
        m_interval = 1e9 * step / options.rate;
}

LoadLoop::~LoadLoop()
{
    for (const int socket : m_idle)
        ::close(socket);
    if (m_epoll >= 0)
        ::close(m_epoll);
}

std::string LoadLoop::openOne(int &socket) const
{
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_NUMERICSERV;
    addrinfo *found = nullptr;
    if (const int code = ::getaddrinfo(m_options.host.c_str(), m_options.port.c_str(), &hints, &found); code != 0)
        return std::string("no such host: ") + ::gai_strerror(code);
    std::string fault = "no address";
    socket = -1;
    for (const addrinfo *info = found; info && socket < 0; info = info->ai_next) {
        socket = ::socket(info->ai_family, SOCK_STREAM | SOCK_CLOEXEC, info->ai_protocol);
        const timeval patience{5, 0}; // bounds connect() as well
        const int on = 1;
        if (socket >= 0 && ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience) == 0 &&
            ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) == 0 &&
            ::connect(socket, info->ai_addr, info->ai_addrlen) == 0)
            break;
        fault = std::system_category().message(errno == EINPROGRESS ? ETIMEDOUT : errno);
        if (socket >= 0)
            ::close(socket);
        socket = -1;
    }
    ::freeaddrinfo(found);
    return socket >= 0 ? std::string()
                       : "no connection to " + m_options.host + " port " + m_options.port + ": " + fault;
}

bool LoadLoop::watch(int socket, std::uint32_t events, void *owner, int operation) const
{
    epoll_event event{};
    event.events = events;
    event.data.ptr = owner;
    return ::epoll_ctl(m_epoll, operation, socket, &event) == 0;
}

std::string LoadLoop::open(unsigned idle)
{
    for (unsigned i = 0; i < idle; ++i) {
        int socket = -1;
        if (std::string fault = openOne(socket); !fault.empty())
            return fault;
        m_idle.push_back(socket);
        if (!watch(socket, EPOLLIN | EPOLLRDHUP, nullptr, EPOLL_CTL_ADD))
            return std::system_category().message(errno);
    }
    for (unsigned number = m_first; number < m_options.connections; number += m_step) {
        int socket = -1;
        if (std::string fault = openOne(socket); !fault.empty())
            return fault;
        m_connections.push_back(std::make_unique<LoadConnection>(*this, socket, number));
        if (!watch(socket, EPOLLIN, m_connections.back().get(), EPOLL_CTL_ADD))
            return std::system_category().message(errno);
    }
    m_alive = m_connections.size();
    return {};
}

const Case &LoadLoop::nextCase()
{
    if (++m_nextCase >= m_cases.size())
        m_nextCase = 0;
    return m_cases[m_nextCase];
}

void LoadLoop::note(std::uint64_t &counter, std::string_view what)
{
    ++counter;
    if (m_faults.first.empty())
        m_faults.first = what;
}

void LoadLoop::sendWhatIsDue(std::uint64_t now)
{
    std::size_t begun = 0;
    const std::size_t begin = m_nextConnection;
    const double until = static_cast<double>(std::min(now, m_times.windowEnd));
    for (; m_nextDue <= until; m_nextDue += m_interval, ++begun) {
        LoadConnection *connection = m_connections[m_nextConnection].get();
        m_nextConnection = (m_nextConnection + 1) % m_connections.size();
        if (connection->isOpen())
            connection->enqueue(static_cast<std::uint64_t>(m_nextDue));
    }
    for (std::size_t i = 0; i < std::min(begun, m_connections.size()); ++i)
        m_connections[(begin + i) % m_connections.size()]->flush();
}

std::uint64_t LoadLoop::waitTime(std::uint64_t now) const
{
    double until = static_cast<double>(now < m_times.windowEnd ? m_times.windowEnd : m_times.giveUp);
    if (m_interval > 0 && m_nextDue < until)
        until = m_nextDue;
    const double wait = until - static_cast<double>(now);
    return wait > 0 ? static_cast<std::uint64_t>(wait) : 0;
}

bool LoadLoop::finished(std::uint64_t now) const
{
    if (m_alive == 0 || now >= m_times.giveUp)
        return true;
    return now >= m_times.windowEnd && m_underWay == 0;
}

void LoadLoop::handleEvents(std::uint64_t timeoutNs)
{
    constexpr std::uint64_t second = 1'000'000'000;
    const timespec timeout{static_cast<time_t>(timeoutNs / second), static_cast<long>(timeoutNs % second)};
    std::array<epoll_event, 256> events{};
    const int count = ::epoll_pwait2(m_epoll, events.data(), static_cast<int>(events.size()), &timeout, nullptr);
    for (int i = 0; i < count; ++i) {
        const epoll_event &event = events[static_cast<std::size_t>(i)];
        if (event.data.ptr) {
            static_cast<LoadConnection *>(event.data.ptr)->handle(event.events);
            continue;
        }
        // Idle connections share the null owner: one that was dropped or spoken to is enough to know.
        note(m_faults.lost, "an idle connection was closed or spoken to");
        for (const int socket : m_idle)
            ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, socket, nullptr);
    }
}

void LoadLoop::run(const LoadTimes &times)
{
    m_times = times;
    std::uint64_t now = steadyNow();
    m_nextDue = static_cast<double>(now) + m_interval * m_first / m_step;
    for (const auto &connection : m_connections)
        connection->begin(now, m_interval <= 0);
    while (!finished(now)) {
        if (m_interval > 0)
            sendWhatIsDue(now);
        handleEvents(waitTime(now));
        now = steadyNow();
    }
    for (const auto &connection : m_connections)
        m_faults.unanswered += connection->unanswered();
    if (m_faults.unanswered > 0 && m_faults.first.empty())
        m_faults.first = "requests without a reply at the end";
}

} // namespace relevo::bench
