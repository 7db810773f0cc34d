// Why a call failed, in the words of the windows.
#pragma once

#include "common/client/reply.h"

namespace relevo {

/// The message in the user's language, and what the error's data says of it: the parameter, what was expected, the
/// limit in the user's number format.
QString callErrorText(const CallError &error);

/// The value of the limit `name`, in its unit; of a name that is no limit's, a number.
QString limitText(const QString &name, double value);

} // namespace relevo
