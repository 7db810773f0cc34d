#include "server/transport/tcp/epoll_io_thread.h"

#include "server/transport/tcp/socket_calls.h"

#include <array>
#include <cerrno>
#include <string>
#include <system_error>

#include <pthread.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace relevo {

namespace {

class EpollStream final : public ByteStream
{
public:
    explicit EpollStream(int descriptor)
        : m_descriptor(descriptor)
    {}
    ~EpollStream() override { ::close(m_descriptor); }
    EpollStream(const EpollStream &) = delete;
    EpollStream &operator=(const EpollStream &) = delete;

    StreamResult read(char *to, std::size_t size) override { return receive(m_descriptor, to, size); }
    StreamResult write(const std::vector<std::string_view> &pieces) override { return send(m_descriptor, pieces); }
    bool allSent() const override { return true; }
    std::size_t unacknowledged() const override { return unacknowledgedBytes(m_descriptor); }
    void shutdownWrite() override { ::shutdown(m_descriptor, SHUT_WR); }
    void resetOnClose() override { relevo::resetOnClose(m_descriptor); }

private:
    int m_descriptor;
};

int checked(int result, const char *what)
{
    if (result < 0)
        throw std::system_error(errno, std::generic_category(), what);
    return result;
}

} // namespace

EpollIoThread::EpollIoThread(const IoServices &given, std::size_t index)
    : IoThread(given, index)
    , m_epoll(checked(::epoll_create1(EPOLL_CLOEXEC), "epoll"))
    , m_wake(checked(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC), "eventfd"))
{
    epoll_event event{};
    event.events = EPOLLIN | EPOLLET;
    event.data.ptr = nullptr;
    checked(::epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wake, &event), "epoll");
    m_thread = std::thread([this, index] {
        pthread_setname_np(pthread_self(), ("io-" + std::to_string(index + 1)).c_str());
        run();
    });
}

EpollIoThread::~EpollIoThread()
{
    stop();
    ::close(m_wake);
    ::close(m_epoll);
}

void EpollIoThread::stop()
{
    if (!m_thread.joinable())
        return;
    requestStop();
    m_thread.join();
}

void EpollIoThread::wake()
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(m_wake, &one, sizeof one);
}

std::shared_ptr<Session> EpollIoThread::open(int descriptor)
{
    auto session = std::make_shared<Session>(*this, std::make_unique<EpollStream>(descriptor));
    epoll_event event{};
    event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
    event.data.ptr = session.get();
    return ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, descriptor, &event) == 0 ? session : nullptr;
}

void EpollIoThread::run()
{
    std::array<epoll_event, eventsAtOnce> events{};
    Clock::time_point ticked = Clock::now();
    bool more = false;
    while (!stopping()) {
        const bool sleeps = !more && maySleep();
        const int timeout = !sleeps ? 0 : sessionCount() > 0 ? tickMs : -1;
        const int count = ::epoll_wait(m_epoll, events.data(), eventsAtOnce, timeout);
        if (sleeps)
            awake();
        for (int i = 0; i < count; ++i) {
            const epoll_event &event = events[static_cast<std::size_t>(i)];
            auto *session = static_cast<Session *>(event.data.ptr);
            if (!session)
                continue;
            if ((event.events & EPOLLOUT) != 0 && session->becameWritable())
                wantsFlush(*session);
            if ((event.events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP)) != 0) {
                session->becameReadable();
                wantsTurn(*session);
            }
            if ((event.events & (EPOLLRDHUP | EPOLLHUP)) != 0)
                session->peerEnded();
            if ((event.events & EPOLLERR) != 0)
                session->failed();
        }
        more = serve();
        if (now() - ticked >= std::chrono::milliseconds(tickMs)) {
            ticked = now();
            tick();
            more = serve();
        }
    }
    closeAll();
}

} // namespace relevo
