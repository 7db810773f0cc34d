#include "common/client/close_witness.h"

#ifdef Q_OS_LINUX
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace relevo {

#ifdef Q_OS_LINUX

void CloseWitness::watch(qintptr descriptor)
{
    release();
    m_descriptor = ::fcntl(static_cast<int>(descriptor), F_DUPFD_CLOEXEC, 0);
}

bool CloseWitness::closedInOrder() const
{
    tcp_info info{};
    socklen_t size = sizeof info;
    return m_descriptor >= 0 && ::getsockopt(m_descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) == 0 &&
           info.tcpi_state == TCP_CLOSE_WAIT;
}

void CloseWitness::release()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
    m_descriptor = -1;
}

#else

void CloseWitness::watch(qintptr) {}
bool CloseWitness::closedInOrder() const
{
    return false;
}
void CloseWitness::release() {}

#endif

} // namespace relevo
