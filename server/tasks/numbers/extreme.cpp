#include "server/tasks/numbers/extreme.h"

#include <cmath>

namespace relevo {

void Extreme::consider(std::string_view token, double rank)
{
    if (m_token.empty() || rank > m_surelyPast || isBetter(token))
        take(token, rank);
}

bool Extreme::isBetter(std::string_view token)
{
    if (!m_exact)
        m_exact.emplace(m_token);
    const Decimal offered(token);
    if (offered != *m_exact)
        return (offered > *m_exact) == (m_sign > 0);
    return token.size() != m_token.size() ? token.size() < m_token.size() : token < m_token;
}

void Extreme::take(std::string_view token, double rank)
{
    // Far more than an approximation's error, relatively, and for numbers near zero.
    const double margin = std::abs(rank) * 1e-13 + 1e-280;
    m_nearFrom = rank - margin;
    m_surelyPast = rank + margin;
    m_token = token;
    m_exact.reset();
}

} // namespace relevo
