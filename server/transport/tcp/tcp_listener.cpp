#include "server/transport/tcp/tcp_listener.h"

#include "server/transport/tcp/socket_calls.h"

#include <algorithm>
#include <numeric>

#include <fcntl.h>
#include <unistd.h>

namespace relevo {

namespace {
constexpr int backlog = 4096;
constexpr int resumeAfterMs = 100;
} // namespace

TcpListener::TcpListener(std::vector<IoThread *> threads, std::uint64_t maxConnections, std::string refusal,
                         Metrics &metrics)
    : m_threads(std::move(threads))
    , m_maxConnections(maxConnections)
    , m_refusal(std::move(refusal))
    , m_metrics(metrics)
{
    setListenBacklogSize(backlog);
    m_resume.setSingleShot(true);
    m_resume.setInterval(resumeAfterMs);
    connect(&m_resume, &QTimer::timeout, this, &TcpListener::resumeAccepting);
    connect(this, &TcpListener::acceptError, this, [this] {
        pauseAccepting();
        m_resume.start();
    });
}

void TcpListener::incomingConnection(qintptr handle)
{
    const int descriptor = static_cast<int>(handle);
    const std::size_t open = std::accumulate(m_threads.begin(), m_threads.end(), std::size_t{0},
                                             [](std::size_t sum, IoThread *io) { return sum + io->sessionCount(); });
    if (open >= m_maxConnections) {
        refuse(descriptor);
        return;
    }
    ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) | O_NONBLOCK);
    disableDelay(descriptor);
    IoThread *least = *std::min_element(m_threads.begin(), m_threads.end(),
                                        [](IoThread *a, IoThread *b) { return a->sessionCount() < b->sessionCount(); });
    least->adopt(descriptor);
}

void TcpListener::refuse(int descriptor)
{
    m_metrics.connectionsRefused.fetch_add(1, std::memory_order_relaxed);
    // A fresh socket has room for the line. Shutting the writing half first lets it arrive even if the peer has sent.
    static_cast<void>(send(descriptor, {std::string_view(m_refusal)}));
    ::shutdown(descriptor, SHUT_WR);
    std::array<char, 4096> unread{};
    while (::recv(descriptor, unread.data(), unread.size(), MSG_DONTWAIT) > 0) {
    }
    ::close(descriptor);
}

} // namespace relevo
