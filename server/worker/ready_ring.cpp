#include "server/worker/ready_ring.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace relevo {

namespace {

// A take is worth about so much work: long enough that the lock and the wake-ups are small beside it, short enough that
// nobody waits noticeably behind it.
constexpr double takeNs = 50'000;
constexpr std::size_t takeCalls = 256;
// What a lane may take before it is the next one's turn, in bytes.
constexpr double laneBytes = 64 * 1024;
// A call weighs at least so much: what it costs beside its bytes.
constexpr double callBytes = 512;
// Waiting work worth so much for each running worker calls for one more. Waking a thread costs about a tenth of it.
constexpr double startNs = 100'000;
// A worker that has not come back for so long is at something dearer than was expected.
constexpr std::chrono::microseconds overdue{500};

double weight(const Call &call)
{
    return static_cast<double>(call.charge) + callBytes;
}

} // namespace

ReadyRing::~ReadyRing()
{
    for (const Entry &entry : m_heap) {
        const std::shared_ptr<Peer> peer = entry.peer->lane.first->peer;
        while (CallBlock *block = peer->lane.first) {
            peer->lane.first = block->next;
            delete block;
        }
    }
}

void ReadyRing::enter(Peer &peer)
{
    peer.lane.inRing = true;
    m_backgroundWaits = m_backgroundWaits || peer.lane.background;
    const CallBlock &next = *peer.lane.first;
    const double finish = std::max(m_now, peer.lane.finish) + weight(next.calls[next.nextCall]);
    m_heap.push_back({finish, m_turn++, &peer});
    std::push_heap(m_heap.begin(), m_heap.end());
}

/// Background tasks hold every worker there is, and direct calls wait.
bool ReadyRing::onlyDirectIsLeft() const
{
    return m_background >= m_workers && m_heap.size() > (m_backgroundWaits ? 1u : 0u);
}

bool ReadyRing::startOneMore()
{
    if (m_running == m_workers && onlyDirectIsLeft()) {
        ++m_running;
        return true;
    }
    if (m_running >= m_workers || m_heap.empty())
        return false;
    const Clock::time_point now = Clock::now();
    const bool wanted = m_waitingNs >= startNs * (m_running - m_dear) || now - m_lastSign > overdue;
    if (wanted) {
        ++m_running;
        m_lastSign = now;
    }
    return wanted;
}

bool ReadyRing::nudge()
{
    const std::lock_guard lock(m_mutex);
    return startOneMore();
}

bool ReadyRing::push(std::vector<std::unique_ptr<CallBlock>> &&blocks)
{
    const std::lock_guard lock(m_mutex);
    for (auto &owned : blocks) {
        CallBlock *block = owned.release();
        block->unfinished.store(block->calls.size(), std::memory_order_relaxed);
        for (const Call &call : block->calls)
            m_waitingNs += m_costs.nanoseconds(call);
        m_waiting += block->calls.size();
        Lane &lane = block->peer->lane;
        lane.waiting += block->calls.size();
        (lane.last ? lane.last->next : lane.first) = block;
        lane.last = block;
        if (!lane.inRing)
            enter(*block->peer);
    }
    blocks.clear();
    return startOneMore();
}

void ReadyRing::takeFrom(const Entry &entry, std::vector<Slice> &slices, double &cost, std::size_t &calls)
{
    Lane &lane = entry.peer->lane;
    const double start = entry.finish - weight(lane.first->calls[lane.first->nextCall]);
    double taken = 0;
    while (lane.first && taken < laneBytes && cost < takeNs && calls < takeCalls) {
        CallBlock *block = lane.first;
        Slice slice{block, block->nextCall, block->nextCall};
        while (slice.end < block->calls.size() && taken < laneBytes && cost < takeNs && calls < takeCalls) {
            const Call &call = block->calls[slice.end];
            const double expected = m_costs.nanoseconds(call);
            if (calls > 0 && expected > takeNs)
                break;
            cost += expected;
            taken += weight(call);
            ++calls;
            ++slice.end;
        }
        if (slice.end == slice.begin)
            break;
        block->nextCall = slice.end;
        slices.push_back(slice);
        if (slice.end < block->calls.size())
            break;
        lane.first = block->next;
        if (!lane.first)
            lane.last = nullptr;
    }
    lane.finish = start + taken;
    m_now = std::max(m_now + taken / static_cast<double>(m_heap.size()), start);
}

bool ReadyRing::take(std::vector<Slice> &slices, bool &startAnother, Taken &taken)
{
    slices.clear();
    const std::lock_guard lock(m_mutex);
    m_dear -= taken.dear ? 1 : 0;
    m_background -= taken.background ? 1 : 0;
    taken = {};
    double cost = 0;
    std::size_t calls = 0;
    std::optional<Entry> notYet; // the lane of background tasks, if they hold all the workers that they may
    while (!m_heap.empty() && cost < takeNs && calls < takeCalls) {
        const Entry entry = m_heap.front();
        const bool background = entry.peer->lane.background;
        const std::size_t before = calls;
        if (!background || m_background < m_workers) {
            takeFrom(entry, slices, cost, calls);
            if (calls == before)
                break; // a dear call is next: it is left for a take of its own
        }
        std::pop_heap(m_heap.begin(), m_heap.end());
        m_heap.pop_back();
        if (calls == before) {
            notYet = entry;
            continue;
        }
        taken.background = taken.background || background;
        entry.peer->lane.waiting -= calls - before;
        m_backgroundWaits = m_backgroundWaits && !background;
        if (entry.peer->lane.first)
            enter(*entry.peer);
        else
            entry.peer->lane.inRing = false;
    }
    if (notYet) {
        m_heap.push_back(*notYet);
        std::push_heap(m_heap.begin(), m_heap.end());
    }
    if (calls == 0) {
        --m_running;
        if (m_heap.empty())
            m_waitingNs = 0; // rounding left over
        return false;
    }
    m_waiting -= calls;
    m_waitingNs = std::max(0.0, m_waitingNs - cost);
    m_lastSign = Clock::now();
    taken.dear = cost > takeNs;
    m_dear += taken.dear ? 1 : 0;
    m_background += taken.background ? 1 : 0;
    startAnother = startOneMore();
    return true;
}

Charge ReadyRing::drop(Peer &peer, std::vector<std::uint32_t> &dropped)
{
    Charge charge;
    CallBlock *block = nullptr;
    {
        const std::lock_guard lock(m_mutex);
        Lane &lane = peer.lane;
        if (!lane.inRing)
            return charge;
        std::erase_if(m_heap, [&](const Entry &entry) { return entry.peer == &peer; });
        std::make_heap(m_heap.begin(), m_heap.end());
        m_waiting -= lane.waiting;
        block = lane.first;
        lane.first = lane.last = nullptr;
        lane.waiting = 0;
        lane.inRing = false;
    }
    while (CallBlock *current = block) {
        block = current->next;
        std::size_t count = 0;
        for (std::size_t i = current->nextCall; i < current->calls.size(); ++i, ++count) {
            const Call &call = current->calls[i];
            dropped.push_back(call.task);
            if (ReplyChunk whole; !call.batch)
                charge += {1, call.charge};
            else if (call.batch->add({}, whole))
                charge += whole.charged;
        }
        // A worker may still be busy with the block's earlier calls; then it frees it.
        if (current->unfinished.fetch_sub(count, std::memory_order_acq_rel) == count)
            delete current;
    }
    return charge;
}

std::uint64_t ReadyRing::waiting() const
{
    const std::lock_guard lock(m_mutex);
    return m_waiting;
}

int ReadyRing::running() const
{
    const std::lock_guard lock(m_mutex);
    return m_running;
}

} // namespace relevo
