// Chunks on their way back, gathered so that each I/O thread is woken once for all of its own.
#pragma once

#include "server/call/peer.h"

#include <vector>

namespace relevo {

/// Belongs to one thread. What it holds when it ends is sent.
class Deliveries
{
public:
    Deliveries() = default;
    ~Deliveries() { send(); }
    Deliveries(const Deliveries &) = delete;
    Deliveries &operator=(const Deliveries &) = delete;

    void add(Delivery &&delivery) { m_waiting.push_back(std::move(delivery)); }
    bool empty() const { return m_waiting.empty(); }
    /// In the order in which they were added, each peer's.
    void send();

private:
    std::vector<Delivery> m_waiting;
};

} // namespace relevo
