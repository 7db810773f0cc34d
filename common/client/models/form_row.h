// A row of the form model. Private to it.
#pragma once

#include "common/client/models/form_model.h"

namespace relevo {

struct FormModel::Row
{
    ParamDescription param;
    FormEntry entry;
    CheckedValue checked;      ///< what the entry came to when it was checked last
    bool decimalComma = false; ///< as it was checked with
    bool touched = false;      ///< its problem is shown
    /// What is under way in the thread pool for this row; 0: nothing. An answer to any other is thrown away.
    quint64 job = 0;
    bool checking = false; ///< the job checks an entry that is here; else it brings a new one
    bool again = false;    ///< the entry has changed since the check began

    bool needsComma() const
    {
        return param.kind == ParamKind::Numbers || param.kind == ParamKind::Number || param.kind == ParamKind::Integer;
    }
    bool isValid() const { return !checked.problem; }
};

/// What a job of the thread pool brings for a row.
struct FormModel::Filled
{
    std::string param;
    std::optional<FormEntry> entry; ///< a new one; else the row's stays
    CheckedValue checked;
    FormProblem problem; ///< there is no new one because of this
};

} // namespace relevo
