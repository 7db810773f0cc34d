// The kinds of parameters and results by the names that the catalog's document gives them. Private to it.
#pragma once

#include "common/protocol/task_description.h"

#include <QLatin1StringView>

#include <array>

namespace relevo::catalog {

using namespace Qt::StringLiterals;

struct KindName
{
    ParamKind kind;
    QLatin1StringView name; ///< in `x-relevo-param`
    QLatin1StringView type; ///< in JSON Schema
};

inline constexpr std::array<KindName, 6> kindTable{{
    {ParamKind::Text, "text"_L1, "string"_L1},
    {ParamKind::Numbers, "numbers"_L1, "array"_L1},
    {ParamKind::Number, "number"_L1, "number"_L1},
    {ParamKind::Integer, "integer"_L1, "integer"_L1},
    {ParamKind::Choice, "choice"_L1, "string"_L1},
    {ParamKind::Switch, "switch"_L1, "boolean"_L1},
}};

inline const KindName &kindName(ParamKind kind)
{
    for (const KindName &entry : kindTable) {
        if (entry.kind == kind)
            return entry;
    }
    return kindTable.front();
}

struct ResultKindName
{
    ResultMember::Kind kind;
    QLatin1StringView type;
};

inline constexpr std::array<ResultKindName, 3> resultKindTable{{
    {ResultMember::Kind::Text, "string"_L1},
    {ResultMember::Kind::Number, "number"_L1},
    {ResultMember::Kind::Integer, "integer"_L1},
}};

} // namespace relevo::catalog
