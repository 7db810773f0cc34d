// What a form says about a row, in the user's number format and language. Private to the form model.
#pragma once

#include "common/client/models/form_value.h"

namespace relevo {

/// "from 1 to 10", "at most 1,000 bytes"; empty: there are none.
QString boundsText(const ParamDescription &param);
/// What stands if the row is left empty; empty: nothing.
QString defaultText(const ParamDescription &param);
/// "12 characters, 14 bytes", "3 numbers, 1 not understood"; empty for other kinds.
QString summaryText(const ParamDescription &param, const CheckedValue &value);
/// An attachment's name: the file's, or what it is.
QString attachmentText(const FormEntry &entry, ParamKind kind);

} // namespace relevo
