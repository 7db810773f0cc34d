// A trivial peer for the raw peer's own tests: sends every byte back; at a `!` it closes in order, at a `#` it resets.
#pragma once

#include <QtGlobal>

#include <thread>

namespace relevo::test {

/// Serves one connection at a time on a thread of its own until it is destroyed.
class EchoServer
{
public:
    EchoServer();
    ~EchoServer();
    EchoServer(const EchoServer &) = delete;
    EchoServer &operator=(const EchoServer &) = delete;

    quint16 port() const { return m_port; }

private:
    void serve() const;

    int m_listener = -1;
    quint16 m_port = 0;
    std::thread m_thread;
};

} // namespace relevo::test
