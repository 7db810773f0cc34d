// The least or the greatest of many numbers, as the token that was sent.
//
// Most numbers are told apart by an approximate double; where two are too near for that, by their exact value. Of equal
// values the shortest token stays, then the first by bytes, so that the order of the numbers does not matter.
#pragma once

#include "server/tasks/numbers/decimal.h"

#include <limits>
#include <optional>
#include <string_view>

namespace relevo {

class Extreme
{
public:
    enum class Kind : signed char { Least = -1, Greatest = 1 };

    explicit Extreme(Kind kind)
        : m_sign(static_cast<double>(kind))
    {}

    /// May a number that is about `approximate` take the place of the present one?
    bool isNear(double approximate) const { return approximate * m_sign >= m_nearFrom; }

    /// The token of a number; a view that must outlive this. `approximate` is within 1e-14 of it, relatively, or within
    /// 1e-290, or above 1e300 as it is.
    void offer(std::string_view token, double approximate)
    {
        if (approximate * m_sign >= m_nearFrom && token != m_token)
            consider(token, approximate * m_sign);
    }

    std::string_view token() const { return m_token; }

private:
    void consider(std::string_view token, double rank);
    bool isBetter(std::string_view token);
    void take(std::string_view token, double rank);

    double m_sign;
    /// Ranks (approximations, by kind negated) from which a number may be, and past which it surely is, the new one.
    double m_nearFrom = -std::numeric_limits<double>::infinity();
    double m_surelyPast = -std::numeric_limits<double>::infinity();
    std::string_view m_token;
    std::optional<Decimal> m_exact; ///< of m_token, once it was needed
};

} // namespace relevo
