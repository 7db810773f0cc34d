#include "tests/server/storage/scripted_http.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <utility>

namespace relevo::test {
namespace {

void sendAll(int connection, const std::string &bytes)
{
    for (std::size_t at = 0; at < bytes.size();) {
        const ssize_t count = ::send(connection, bytes.data() + at, bytes.size() - at, MSG_NOSIGNAL);
        if (count <= 0)
            return;
        at += static_cast<std::size_t>(count);
    }
}

std::size_t bodyBytesOf(const std::string &head)
{
    constexpr std::string_view name = "Content-Length: ";
    const std::size_t at = head.find(name);
    return at == std::string::npos ? 0 : std::stoul(head.substr(at + name.size()));
}

} // namespace

ScriptedHttp::ScriptedHttp(std::vector<Answer> answers)
    : m_answers(std::move(answers))
    , m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto *generic = reinterpret_cast<sockaddr *>(&address);
    if (::bind(m_listener, generic, length) == 0 && ::listen(m_listener, 16) == 0 &&
        ::getsockname(m_listener, generic, &length) == 0)
        m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { serve(); });
}

ScriptedHttp::~ScriptedHttp()
{
    ::shutdown(m_listener, SHUT_RDWR); // wakes accept()
    m_thread.join();
    ::close(m_listener);
}

void ScriptedHttp::serve()
{
    for (;;) {
        const int connection = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (connection < 0)
            return;
        answer(connection);
        ::close(connection);
    }
}

void ScriptedHttp::answer(int connection)
{
    std::string request;
    std::array<char, 64 * 1024> buffer;
    std::size_t wanted = std::string::npos;
    while (request.size() < wanted) {
        const ssize_t count = ::recv(connection, buffer.data(), buffer.size(), 0);
        if (count <= 0)
            return;
        request.append(buffer.data(), static_cast<std::size_t>(count));
        const std::size_t head = request.find("\r\n\r\n");
        if (wanted == std::string::npos && head != std::string::npos) {
            wanted = head + 4 + bodyBytesOf(request.substr(0, head));
            if (request.find("100-continue") < head)
                sendAll(connection, "HTTP/1.1 100 Continue\r\n\r\n");
        }
    }
    std::size_t number = 0;
    {
        const std::lock_guard lock(m_mutex);
        number = m_requests.size();
        m_requests.push_back(request);
    }
    sendAll(connection, m_answers[std::min(number, m_answers.size() - 1)](request));
    ::shutdown(connection, SHUT_WR);
}

std::vector<std::string> ScriptedHttp::requests() const
{
    const std::lock_guard lock(m_mutex);
    return m_requests;
}

std::vector<std::string> ScriptedHttp::requestLines() const
{
    std::vector<std::string> lines;
    for (const std::string &request : requests())
        lines.push_back(request.substr(0, request.find(" HTTP/")));
    return lines;
}

ScriptedHttp::Answer ScriptedHttp::status(int number, const std::string &body, const std::string &headers)
{
    const std::string text = "HTTP/1.1 " + std::to_string(number) +
                             " Said\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
                             headers + "\r\n" + body;
    return [text](const std::string &) { return text; };
}

ScriptedHttp::Answer ScriptedHttp::error(int number, const std::string &code)
{
    return status(number,
                  "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>It says so.</Message></Error>");
}

ScriptedHttp::Answer ScriptedHttp::silence()
{
    return [](const std::string &) { return std::string(); };
}

} // namespace relevo::test
