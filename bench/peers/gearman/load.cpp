// Drives gearmand as relevo-bench drives Relevo: foreground jobs of the function "reverse", by the binary protocol.
#include "bench/peers/peer.h"

#include <array>
#include <charconv>
#include <deque>
#include <unordered_map>

namespace relevo::bench {

namespace {

enum class Packet : std::uint32_t { SubmitJob = 7, JobCreated = 8, WorkComplete = 13, SubmitJobBackground = 18 };

constexpr std::size_t headSize = 12;

std::uint32_t readBigEndian(std::string_view bytes)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = value << 8 | static_cast<unsigned char>(bytes[i]);
    return value;
}

void putBigEndian(std::uint32_t value, char *to)
{
    for (int i = 3; i >= 0; --i, value >>= 8)
        to[i] = static_cast<char>(value & 0xff);
}

/// gearmand names jobs "H:host:NUMBER".
bool readHandle(std::string_view handle, std::uint64_t &number)
{
    const std::string_view digits = handle.substr(handle.rfind(':') + 1);
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return fault == std::errc() && end == digits.data() + digits.size();
}

class GearmanWire final : public Wire
{
public:
    explicit GearmanWire(bool submits)
        : m_submits(submits)
    {}

    void addRequest(OutQueue &out, std::uint64_t id, const Case &request) override
    {
        constexpr std::string_view function("reverse\0\0", 9); // the function, and no unique name
        std::array<char, headSize> head{0, 'R', 'E', 'Q'};
        const Packet packet = m_submits ? Packet::SubmitJobBackground : Packet::SubmitJob;
        putBigEndian(static_cast<std::uint32_t>(packet), head.data() + 4);
        putBigEndian(static_cast<std::uint32_t>(function.size() + request.request.size()), head.data() + 8);
        out.append({head.data(), head.size()});
        out.append(function);
        out.appendShared(request.request);
        m_submitted.push_back(id);
    }

    std::size_t take(std::string_view bytes, ReplySink &sink) override
    {
        std::size_t used = 0;
        while (bytes.size() - used >= headSize) {
            const std::string_view head = bytes.substr(used, headSize);
            const std::size_t size = readBigEndian(head.substr(8));
            if (bytes.size() - used < headSize + size)
                break;
            takePacket(Packet{readBigEndian(head.substr(4))}, bytes.substr(used + headSize, size), sink);
            used += headSize + size;
        }
        return used;
    }

private:
    void takePacket(Packet type, std::string_view body, ReplySink &sink)
    {
        std::uint64_t job = 0;
        const std::string_view handle = body.substr(0, body.find('\0'));
        if (type == Packet::JobCreated && !m_submitted.empty() && readHandle(handle, job)) {
            // Jobs are created in the order in which they were submitted.
            const std::uint64_t id = m_submitted.front();
            m_submitted.pop_front();
            if (m_submits)
                sink.reply(id, {});
            else
                m_jobs.emplace(job, id);
            return;
        }
        const auto found = type == Packet::WorkComplete && readHandle(handle, job) ? m_jobs.find(job) : m_jobs.end();
        if (found == m_jobs.end()) {
            sink.fault("unexpected packet " + std::to_string(static_cast<std::uint32_t>(type)));
            return;
        }
        const std::uint64_t id = found->second;
        m_jobs.erase(found);
        sink.reply(id, body.substr(std::min(body.size(), handle.size() + 1)));
    }

    const bool m_submits;
    std::deque<std::uint64_t> m_submitted; ///< requests whose job has no handle yet
    std::unordered_map<std::uint64_t, std::uint64_t> m_jobs;
};

class Gearman final : public Peer
{
public:
    std::string program() const override { return "relevo-bench-gearman"; }
    std::string summary() const override { return "Sends text.reverse as foreground jobs to gearmand."; }
    std::unique_ptr<Wire> connect(unsigned, const Options &options) const override
    {
        return std::make_unique<GearmanWire>(options.submit);
    }
};

} // namespace

} // namespace relevo::bench

int main(int argc, char **argv)
{
    return relevo::bench::runDriver(argc, argv, relevo::bench::Gearman());
}
