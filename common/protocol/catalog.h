// The catalog of a server as an OpenRPC 1.x document, both ways, in one place: `rpc.discover` writes it, clients read
// it.
//
// What OpenRPC and JSON Schema can say stands in their own members, so that any OpenRPC tool understands it. What they
// cannot (Spanish texts, a parameter's kind, bounds in bytes) stands in extensions:
//   method        "x-relevo-task":   {"title": {"en","es"}, "summary": {"es"}, "pure": bool}; marks a task
//   param         "x-relevo-param":  {"kind", "label": {"en","es"}, "help": {"es"}, "minimum", "maximum"}
//   result member "x-relevo-help":   {"es"}
//
// Pure functions; thread-safe. Nothing throws.
#pragma once

#include "common/protocol/errors.h"
#include "common/protocol/task_description.h"

#include <QJsonObject>

#include <string>
#include <vector>

namespace relevo {

/// A method that is no task (`system.info`, `rpc.discover` …): enough to be listed in the document.
struct MethodDescription
{
    std::string name;
    std::string summary;
    std::vector<ParamDescription> params; ///< in the order of by-position params
    std::string resultSchema;             ///< JSON Schema as JSON text; empty: any value
    std::vector<ErrorCode> errors = {ErrorCode::InvalidParams, ErrorCode::InternalError};
};

/// The document: the tasks first, then the methods, each in the order given.
QJsonObject openRpcDocument(const std::vector<TaskDescription> &tasks, const std::vector<MethodDescription> &methods,
                            const std::string &serverVersion);

/// The tasks of a document, in its order. Tolerant: members that it does not know are ignored, methods that are no
/// tasks and descriptions that make no sense (no name, a kind from a later version) are left out.
std::vector<TaskDescription> tasksFromOpenRpc(const QJsonObject &document);

} // namespace relevo
