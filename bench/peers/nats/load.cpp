// Drives NATS request-reply as relevo-bench drives Relevo: each request is published to "work" with an inbox of its
// own. With --submit, a stream of JetStream that keeps "work" answers instead, once it has the message.
#include "bench/peers/nats/nats_text.h"
#include "bench/peers/peer.h"

namespace relevo::bench {

namespace {

class NatsWire final : public Wire
{
public:
    NatsWire(unsigned number, bool submits)
        : m_submits(submits)
        , m_inbox("_INBOX." + std::to_string(number) + ".")
    {}

    void hello(OutQueue &out) override
    {
        out.append(natsConnect);
        out.append("SUB " + m_inbox + "* 1\r\n");
    }

    void addRequest(OutQueue &out, std::uint64_t id, const Case &request) override
    {
        out.append("PUB work ");
        out.append(m_inbox);
        out.append(std::to_string(id));
        out.append(" ");
        out.append(std::to_string(request.request.size()));
        out.append("\r\n");
        out.appendShared(request.request);
        out.append("\r\n");
    }

    void endRound(OutQueue &out) override
    {
        if (m_pinged)
            out.append("PONG\r\n");
        m_pinged = false;
    }

    std::size_t take(std::string_view bytes, ReplySink &sink) override
    {
        std::size_t used = 0;
        for (;;) {
            const NatsItem item = readNats(bytes.substr(used));
            if (item.kind == NatsItem::Kind::Incomplete)
                return used;
            used += item.size;
            if (item.kind == NatsItem::Kind::Message)
                takeMessage(item, sink);
            else if (item.kind == NatsItem::Kind::Fault)
                sink.fault(item.payload);
            m_pinged = m_pinged || item.kind == NatsItem::Kind::Ping;
        }
    }

private:
    void takeMessage(const NatsItem &item, ReplySink &sink) const
    {
        std::uint64_t id = 0;
        const std::string_view digits = item.subject.substr(std::min(item.subject.size(), m_inbox.size()));
        const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), id);
        if (fault != std::errc() || end != digits.data() + digits.size())
            sink.fault(item.subject);
        else if (!m_submits)
            sink.reply(id, item.payload);
        else if (item.payload.find("\"seq\":") == std::string_view::npos)
            sink.fault(item.payload);
        else
            sink.reply(id, {});
    }

    const bool m_submits;
    const std::string m_inbox;
    bool m_pinged = false;
};

class Nats final : public Peer
{
public:
    std::string program() const override { return "relevo-bench-nats"; }
    std::string summary() const override { return "Sends text.reverse as requests over NATS."; }
    std::unique_ptr<Wire> connect(unsigned number, const Options &options) const override
    {
        return std::make_unique<NatsWire>(number, options.submit);
    }
};

} // namespace

} // namespace relevo::bench

int main(int argc, char **argv)
{
    return relevo::bench::runDriver(argc, argv, relevo::bench::Nats());
}
