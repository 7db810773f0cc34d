// The floor: what a server of Relevo's shape cannot do without, and nothing else. One thread for the sockets, one (or
// more) for the work, the same messages on the wire. Relevo's speed is told as a share of this one's.
#include "bench/floor/answer.h"
#include "bench/floor/handover.h"
#include "bench/floor/io_loop.h"

#include <arpa/inet.h>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <netinet/in.h>
#include <string>
#include <sys/resource.h>
#include <sys/socket.h>
#include <system_error>
#include <thread>
#include <vector>

namespace {

struct Options
{
    sockaddr_in address{};
    unsigned workers = 1;
};

template <typename T> bool readNumber(std::string_view text, T least, T most, T &out)
{
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), out);
    return fault == std::errc() && end == text.data() + text.size() && out >= least && out <= most;
}

bool readAddress(const std::string &text, sockaddr_in &address)
{
    const std::size_t colon = text.rfind(':');
    std::uint16_t port = 0;
    if (colon == std::string::npos ||
        !readNumber<std::uint16_t>(std::string_view(text).substr(colon + 1), 0, 65535, port))
        return false;
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    return ::inet_pton(AF_INET, text.substr(0, colon).c_str(), &address.sin_addr) == 1;
}

bool readOptions(int argc, char **argv, Options &options)
{
    readAddress("127.0.0.1:5000", options.address);
    for (int i = 1; i < argc; i += 2) {
        const std::string_view name = argv[i];
        if (i + 1 == argc)
            return false;
        if (!(name == "--listen" && readAddress(argv[i + 1], options.address)) &&
            !(name == "--workers" && readNumber(argv[i + 1], 1u, 256u, options.workers)))
            return false;
    }
    return true;
}

/// The listening socket, with `address` as it was bound; -1 with errno set.
int listenAt(sockaddr_in &address)
{
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    socklen_t size = sizeof address;
    auto *generic = reinterpret_cast<sockaddr *>(&address); // the sockets' interface asks for it
    if (::bind(listener, generic, size) != 0 || ::listen(listener, SOMAXCONN) != 0 ||
        ::getsockname(listener, generic, &size) != 0)
        return -1;
    return listener;
}

void raiseFileLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
}

[[noreturn]] void work(relevo::floor::WorkList &todo, relevo::floor::DoneList &done)
{
    // So much work goes back at once: enough to be worth a wake, and not so much that the other side idles meanwhile.
    constexpr std::size_t worthAWake = std::size_t{16} * 1024;
    const relevo::floor::Answerer answerer;
    std::vector<relevo::floor::Chunk *> batch;
    std::vector<relevo::floor::Chunk *> answered;
    for (;;) {
        todo.take(batch);
        std::size_t bytes = 0;
        for (relevo::floor::Chunk *chunk : batch) {
            answerer.answer(*chunk);
            answered.push_back(chunk);
            bytes += chunk->lines.size();
            if (bytes >= worthAWake) {
                done.put(answered);
                bytes = 0;
            }
        }
        batch.clear();
        if (!answered.empty())
            done.put(answered);
    }
}

} // namespace

int main(int argc, char **argv)
{
    Options options;
    if (!readOptions(argc, argv, options)) {
        std::fprintf(stderr, "usage: relevo-floor [--listen IPV4:PORT] [--workers N]\n");
        return 2;
    }
    raiseFileLimit();
    const int listener = listenAt(options.address);
    if (listener < 0) {
        std::fprintf(stderr, "relevo-floor: cannot listen: %s\n", std::system_category().message(errno).c_str());
        return 2;
    }
    relevo::floor::WorkList todo(options.workers);
    relevo::floor::DoneList done;
    std::vector<std::thread> workers;
    for (unsigned i = 0; i < options.workers; ++i)
        workers.emplace_back([&todo, &done] { work(todo, done); });
    char host[INET_ADDRSTRLEN] = {};
    ::inet_ntop(AF_INET, &options.address.sin_addr, host, sizeof host);
    std::printf("ready tcp=%s:%u node=floor\n", host, static_cast<unsigned>(ntohs(options.address.sin_port)));
    std::fflush(stdout);
    relevo::floor::IoLoop(listener, todo, done).run();
}
