#include "tests/support/echo_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <string_view>

namespace relevo::test {

namespace {

void echo(int connection)
{
    std::array<char, 4096> bytes{};
    for (;;) {
        const ssize_t got = ::recv(connection, bytes.data(), bytes.size(), 0);
        if (got <= 0)
            return;
        const std::string_view text(bytes.data(), static_cast<std::size_t>(got));
        if (text.find('!') != std::string_view::npos)
            return;
        if (text.find('#') != std::string_view::npos) {
            const linger now{1, 0};
            ::setsockopt(connection, SOL_SOCKET, SO_LINGER, &now, sizeof now);
            return;
        }
        if (::send(connection, text.data(), text.size(), MSG_NOSIGNAL) < 0)
            return;
    }
}

} // namespace

EchoServer::EchoServer()
    : m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    sockaddr generic{};
    std::memcpy(&generic, &address, sizeof address);
    ::bind(m_listener, &generic, sizeof address);
    ::listen(m_listener, 8);
    socklen_t size = sizeof generic;
    ::getsockname(m_listener, &generic, &size);
    std::memcpy(&address, &generic, sizeof address);
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { serve(); });
}

EchoServer::~EchoServer()
{
    ::shutdown(m_listener, SHUT_RDWR); // wakes the accept
    m_thread.join();
    ::close(m_listener);
}

void EchoServer::serve() const
{
    for (;;) {
        const int connection = ::accept(m_listener, nullptr, nullptr);
        if (connection < 0)
            return;
        echo(connection);
        ::close(connection);
    }
}

} // namespace relevo::test
