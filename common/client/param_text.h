// From what a person typed for a parameter to its JSON, by the parameter's kind: the one place for every client.
//
// Numbers keep the digits that were typed. Bounds are not checked here: the server does, its error names the parameter,
// and a form does so before (common/client/models/form_value.h).
#pragma once

#include "common/client/number_list.h"
#include "common/protocol/task_description.h"

#include <QString>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace relevo {

/// Why a text is no value of a parameter. What it says can be asked again in another language.
struct TypedProblem
{
    enum class Kind : unsigned char { None, NotUtf8, NotNumber, NotWhole, NotChoice, NotSwitch };
    Kind kind = Kind::None;
    QString subject; ///< what was typed, its beginning if it is long; of NotUtf8 the offset of the first bad byte
    QString known;   ///< of NotChoice: what there is to choose from

    explicit operator bool() const { return kind != Kind::None; }
    /// For people, in the language that tr() speaks now.
    QString text() const;
};

/// Appends the value of `text` as JSON, and if it is no value of the kind tells why; what was appended by then is
/// undefined, but for Numbers: there it is an array of those that were understood, and `numbers` tells more.
///   Text: valid UTF-8; Numbers: see number_list.h; Number: a decimal comma as there;
///   Switch: true/false, yes/no, on/off, 1/0, sí/no.
TypedProblem appendTypedValue(std::string &json, const ParamDescription &param, std::string_view text,
                              const NumberListOptions &options, NumberListReport &numbers);

/// The same with a point as the only decimal sign. False, with the reason for people in `error`, if it is no value of
/// the kind.
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
