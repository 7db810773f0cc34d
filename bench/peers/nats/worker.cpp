// A worker behind NATS: subscribes to "work" and publishes each text reversed to where its message says. Speaks the
// text protocol itself, and answers all that one read brings with one write, which no client library does.
#include "bench/peers/nats/nats_text.h"

#include <arpa/inet.h>
#include <cstdio>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace {

using relevo::bench::NatsItem;

int connectTo(std::uint16_t port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    // The sockets' interface asks for the cast.
    if (::connect(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0)
        return socket;
    ::close(socket);
    return -1;
}

bool sendAll(int socket, std::string &bytes)
{
    std::size_t sent = 0;
    while (sent < bytes.size()) {
        const ssize_t part = ::send(socket, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
        if (part <= 0)
            return false;
        sent += static_cast<std::size_t>(part);
    }
    bytes.clear();
    return true;
}

void answer(const NatsItem &item, std::string &out)
{
    if (item.kind == NatsItem::Kind::Ping)
        out += "PONG\r\n";
    if (item.kind != NatsItem::Kind::Message)
        return;
    out += "PUB ";
    out += item.replyTo;
    out += ' ';
    out += std::to_string(item.payload.size());
    out += "\r\n";
    out.append(item.payload.rbegin(), item.payload.rend());
    out += "\r\n";
}

/// Returns when the server is gone.
void serve(int socket)
{
    std::string out(relevo::bench::natsConnect);
    out += "SUB work q 1\r\n";
    std::vector<char> in(std::size_t{256} * 1024);
    std::size_t kept = 0;
    while (sendAll(socket, out)) {
        const ssize_t got = ::recv(socket, in.data() + kept, in.size() - kept, 0);
        if (got <= 0)
            return;
        kept += static_cast<std::size_t>(got);
        std::size_t used = 0;
        for (;;) {
            const NatsItem item = relevo::bench::readNats({in.data() + used, kept - used});
            if (item.kind == NatsItem::Kind::Incomplete)
                break;
            answer(item, out);
            used += item.size;
        }
        std::copy(in.begin() + static_cast<std::ptrdiff_t>(used), in.begin() + static_cast<std::ptrdiff_t>(kept),
                  in.begin());
        kept -= used;
        if (kept == in.size())
            in.resize(in.size() * 2);
    }
}

} // namespace

int main(int argc, char **argv)
{
    const std::string_view text = argc == 2 ? argv[1] : "";
    std::uint16_t port = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), port).ptr != text.data() + text.size() || port == 0) {
        std::fprintf(stderr, "usage: peer-nats-worker PORT\n");
        return 2;
    }
    const int socket = connectTo(port);
    if (socket >= 0)
        serve(socket);
    std::fprintf(stderr, "peer-nats-worker: no connection, or it has ended\n");
    return 1;
}
