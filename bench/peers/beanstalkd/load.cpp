// Submits jobs to beanstalkd as relevo-bench --submit submits tasks to Relevo. Nobody works on them.
#include "bench/peers/peer.h"

#include <deque>

namespace relevo::bench {

namespace {

class BeanstalkdWire final : public Wire
{
public:
    void addRequest(OutQueue &out, std::uint64_t id, const Case &request) override
    {
        out.append("put 1024 0 60 "); // its usual priority, no delay, a minute to run
        out.append(std::to_string(request.request.size()));
        out.append("\r\n");
        out.appendShared(request.request);
        out.append("\r\n");
        m_put.push_back(id);
    }

    std::size_t take(std::string_view bytes, ReplySink &sink) override
    {
        std::size_t used = 0;
        for (std::size_t end = 0; (end = bytes.find("\r\n", used)) != std::string_view::npos; used = end + 2) {
            const std::string_view line = bytes.substr(used, end - used);
            if (!line.starts_with("INSERTED ") || m_put.empty()) {
                sink.fault(line);
                continue;
            }
            sink.reply(m_put.front(), {});
            m_put.pop_front();
        }
        return used;
    }

private:
    std::deque<std::uint64_t> m_put; ///< in the order of their answers
};

class Beanstalkd final : public Peer
{
public:
    std::string program() const override { return "relevo-bench-beanstalkd"; }
    std::string summary() const override { return "Submits jobs to beanstalkd; only with --submit."; }
    std::string refusal(const Options &options) const override
    {
        return options.submit ? Peer::refusal(options) : "only with --submit: nobody works on the jobs";
    }
    std::unique_ptr<Wire> connect(unsigned, const Options &) const override
    {
        return std::make_unique<BeanstalkdWire>();
    }
};

} // namespace

} // namespace relevo::bench

int main(int argc, char **argv)
{
    return relevo::bench::runDriver(argc, argv, relevo::bench::Beanstalkd());
}
