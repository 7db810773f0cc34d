#include "common/client/models/error_text.h"

#include "common/client/models/quantity_text.h"
#include "common/client/result_text.h"

namespace relevo {

QString limitText(const QString &name, double value)
{
    switch (limitUnitOf(name)) {
    case LimitUnit::Bytes:
        return sizeText(static_cast<qint64>(value));
    case LimitUnit::Milliseconds:
        return waitText(value);
    case LimitUnit::Count:
        break;
    }
    return numberText(value);
}

QString callErrorText(const CallError &error)
{
    return describeError(error, limitText);
}

} // namespace relevo
