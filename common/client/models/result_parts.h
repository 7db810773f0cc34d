// A result taken apart: a part per member of the JSON object, in the order of the task's description, then what that
// does not know. Private to the result model.
//
// Plain values and pure functions; thread-safe. Long results take their time: not for the GUI's thread.
#pragma once

#include "common/client/models/result_model.h"

#include <string_view>
#include <vector>

namespace relevo {

struct ResultPart
{
    /// What it is in JSON.
    enum class Shape : unsigned char { Text, Number, Null, True, False, Json };

    QString name;    ///< of the member; empty: the result is no object
    int member = -1; ///< in the task's result; -1: it knows no such member
    Shape shape = Shape::Json;
    ResultModel::Kind kind = ResultModel::Kind::Other;
    QByteArray value; ///< a text's UTF-8, else the JSON, compact
    QString shown;    ///< the beginning of `value`
    bool truncated = false;
    qint64 characters = 0; ///< of a text, as people perceive them
};

std::vector<ResultPart> partsOfResult(const QByteArray &result, const TaskDescription *task);

/// A number as people write it in the user's format, if that is possible with no digit more, less or different; else as
/// it stands.
QString localNumber(std::string_view number);

} // namespace relevo
