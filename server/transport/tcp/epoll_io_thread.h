// An I/O thread on epoll: edge-triggered, so that neither a pause in reading nor a full socket costs a system call, and
// a wake costs the same whether ten connections are open or ten thousand.
#pragma once

#include "server/transport/io_thread.h"

#include <thread>

namespace relevo {

class EpollIoThread final : public IoThread
{
public:
    /// Starts the thread. Throws std::system_error if the system refuses.
    EpollIoThread(const IoServices &services, std::size_t index);
    ~EpollIoThread() override;

    void stop() override;

protected:
    std::shared_ptr<Session> open(int descriptor) override;
    void wake() override;

private:
    void run();

    static constexpr int eventsAtOnce = 256;

    int m_epoll = -1;
    int m_wake = -1; ///< an eventfd, edge-triggered: never read, only written
    std::thread m_thread;
};

} // namespace relevo
