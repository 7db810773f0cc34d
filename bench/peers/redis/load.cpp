// Drives a Redis list queue as relevo-bench drives Relevo. Each request is one RPUSH to the list "q", as
// each is one message to all others; a round's are written together, and one BLMPOP after them takes all the replies
// that stand in the connection's own list.
#include "bench/peers/peer.h"

#include <array>
#include <charconv>
#include <cstring>
#include <deque>

namespace relevo::bench {

namespace {

constexpr std::size_t idSize = 8;

class RedisWire final : public Wire
{
public:
    RedisWire(unsigned number, unsigned inFlight, bool submits)
        : m_submits(submits)
        , m_replies("r" + std::to_string(number))
        , m_pop("*7\r\n$6\r\nBLMPOP\r\n$1\r\n0\r\n$1\r\n1\r\n" + bulk(m_replies) + "$4\r\nLEFT\r\n$5\r\nCOUNT\r\n" +
                bulk(std::to_string(inFlight)))
    {}

    void addRequest(OutQueue &out, std::uint64_t id, const Case &request) override
    {
        // An item is the reply list's name, a colon, the id's eight bytes, and the text.
        m_item = m_replies + ":";
        std::array<char, idSize> bytes{};
        std::memcpy(bytes.data(), &id, idSize);
        m_item.append(bytes.data(), idSize);
        m_item += request.request;
        out.append("*3\r\n$5\r\nRPUSH\r\n$1\r\nq\r\n");
        out.append(bulk(m_item));
        if (m_submits)
            m_pushed.push_back(id);
        else
            ++m_underWay;
    }

    void endRound(OutQueue &out) override
    {
        if (m_underWay > 0 && !m_popping) {
            out.append(m_pop);
            m_popping = true;
        }
    }

    std::size_t take(std::string_view bytes, ReplySink &sink) override
    {
        std::size_t used = 0;
        while (const std::size_t size = takeOne(bytes.substr(used), sink))
            used += size;
        return used;
    }

private:
    static std::string bulk(std::string_view text)
    {
        return "$" + std::to_string(text.size()) + "\r\n" + std::string(text) + "\r\n";
    }

    /// One line, and the bulk string that it announces. The bytes used; 0 if it is not whole.
    std::size_t takeOne(std::string_view bytes, ReplySink &sink)
    {
        const std::size_t lineEnd = bytes.find("\r\n");
        if (lineEnd == std::string_view::npos)
            return 0;
        std::size_t number = 0;
        std::from_chars(bytes.data() + 1, bytes.data() + lineEnd, number);
        const std::size_t after = lineEnd + 2;
        switch (bytes.front()) {
        case ':': // RPUSH: the list's length
            if (m_submits && !m_pushed.empty()) {
                sink.reply(m_pushed.front(), {});
                m_pushed.pop_front();
            }
            return after;
        case '*': // BLMPOP: [name, items], or the items
            m_left = number;
            m_inItems = m_named;
            m_named = !m_named;
            return after;
        case '$':
            if (bytes.size() < after + number + 2)
                return 0;
            if (m_inItems)
                takeItem(bytes.substr(after, number), sink);
            return after + number + 2;
        default:
            sink.fault(bytes.substr(0, lineEnd));
            return after;
        }
    }

    void takeItem(std::string_view item, ReplySink &sink)
    {
        if (--m_left == 0) {
            m_popping = false;
            m_inItems = false;
        }
        --m_underWay;
        std::uint64_t id = 0;
        if (item.size() < idSize) {
            sink.fault("a reply without an id");
            return;
        }
        std::memcpy(&id, item.data(), idSize);
        sink.reply(id, item.substr(idSize));
    }

    const bool m_submits;
    std::deque<std::uint64_t> m_pushed; ///< submits whose push has not been answered
    const std::string m_replies;        ///< the list of this connection's replies
    const std::string m_pop;
    std::string m_item; ///< scratch
    std::size_t m_underWay = 0;
    bool m_popping = false; ///< a BLMPOP is under way
    bool m_named = false;   ///< its outer array has begun
    bool m_inItems = false;
    std::size_t m_left = 0; ///< items of it that are still to come
};

class Redis final : public Peer
{
public:
    std::string program() const override { return "relevo-bench-redis"; }
    std::string summary() const override { return "Sends text.reverse through a list of Redis 7."; }
    std::string refusal(const Options &options) const override
    {
        return options.rate > 0 ? "no --rate here: a connection that waits for replies cannot push"
                                : Peer::refusal(options);
    }
    std::unique_ptr<Wire> connect(unsigned number, const Options &options) const override
    {
        return std::make_unique<RedisWire>(number, options.inFlight, options.submit);
    }
};

} // namespace

} // namespace relevo::bench

int main(int argc, char **argv)
{
    return relevo::bench::runDriver(argc, argv, relevo::bench::Redis());
}
