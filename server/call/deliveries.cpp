#include "server/call/deliveries.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace relevo {

void Deliveries::send()
{
    // Usually all go to one outlet; a stable partition keeps each peer's order.
    while (!m_waiting.empty()) {
        ReplyOutlet &outlet = m_waiting.front().peer->outlet;
        const auto others = std::stable_partition(m_waiting.begin(), m_waiting.end(),
                                                  [&](const Delivery &d) { return &d.peer->outlet == &outlet; });
        std::vector<Delivery> rest(std::make_move_iterator(others), std::make_move_iterator(m_waiting.end()));
        m_waiting.erase(others, m_waiting.end());
        outlet.deliver(std::move(m_waiting));
        m_waiting = std::move(rest);
    }
}

} // namespace relevo
