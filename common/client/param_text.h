// From what a person typed for a parameter to its JSON, by the parameter's kind: the one place for every client.
//
// Numbers keep the digits that were typed. Bounds are the server's to check; its error names the parameter.
#pragma once

#include "common/protocol/task_description.h"

#include <QString>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace relevo {

/// Appends the value of `text` as JSON. False, with the reason for people in `error`, if it is no value of the kind.
///   Text: valid UTF-8; Numbers: split at white space, commas and semicolons, JSON's brackets allowed;
///   Switch: true/false, yes/no, on/off, sí/no.
bool appendParamValue(std::string &json, const ParamDescription &param, std::string_view text, QString &error);

/// A parameter's name and its value as JSON.
struct ParamValue
{
    std::string name;
    std::string json;
};

/// `{"name":value,…}`
std::string paramsObject(const std::vector<ParamValue> &values);

/// Makes a line of text the params of one call.
using LineEncoder = std::function<bool(std::string_view line, std::string &params, QString &error)>;

/// The line is the task's first parameter, the others stand at `fixed`. The task must have a parameter.
LineEncoder lineEncoder(const TaskDescription &task, const std::vector<ParamValue> &fixed);

} // namespace relevo
