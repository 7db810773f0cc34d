// An HTTP server that answers the requests it gets with the answers it was given, in their order, and keeps the
// requests.
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace relevo::test {

class ScriptedHttp
{
public:
    /// From the request, head and body, to what goes back, byte for byte; the connection then ends.
    using Answer = std::function<std::string(const std::string &request)>;

    /// Listens on a free port of 127.0.0.1. Requests past the last answer get the last again.
    explicit ScriptedHttp(std::vector<Answer> answers);
    ~ScriptedHttp();
    ScriptedHttp(const ScriptedHttp &) = delete;
    ScriptedHttp &operator=(const ScriptedHttp &) = delete;

    std::string endpoint() const { return "http://127.0.0.1:" + std::to_string(m_port); }
    std::vector<std::string> requests() const;
    /// Their first words, such as `PUT /bucket/name`.
    std::vector<std::string> requestLines() const;

    static Answer status(int number, const std::string &body = {}, const std::string &headers = {});
    static Answer error(int number, const std::string &code);
    /// Nothing, and the connection ends.
    static Answer silence();

private:
    void serve();
    void answer(int connection);

    const std::vector<Answer> m_answers;
    int m_listener;
    int m_port = 0;
    mutable std::mutex m_mutex; ///< guards what follows
    std::vector<std::string> m_requests;
    std::thread m_thread;
};

} // namespace relevo::test
