// Tasks that there are not, and looks at a form, for the form model's tests.
#pragma once

#include "common/client/models/form_model.h"

#include <QTest>

#include <string>
#include <utility>

namespace relevo::test {

inline ParamDescription param(std::string name, ParamKind kind, bool required = true)
{
    ParamDescription one;
    one.label = {name + " label", name + " etiqueta"};
    one.help = {name + " help", name + " ayuda"};
    one.name = std::move(name);
    one.kind = kind;
    one.required = required;
    return one;
}

inline ParamDescription bounded(ParamDescription one, double minimum, double maximum)
{
    one.minimum = minimum;
    one.maximum = maximum;
    return one;
}

inline TaskDescription taskOf(std::string name, std::vector<ParamDescription> params)
{
    TaskDescription task;
    task.title = {name + " title", name + " título"};
    task.summary = {name + " summary", name + " resumen"};
    task.name = std::move(name);
    task.params = std::move(params);
    return task;
}

/// JSON with its double quotes written as single ones: Qt 6.4's moc stumbles over raw strings.
inline QByteArray quoted(const char *json)
{
    return QByteArray(json).replace('\'', '"');
}

/// Every kind, none of which must be given but the first.
inline TaskDescription everyKind()
{
    std::vector<ParamDescription> params{
        param("words", ParamKind::Text),          param("list", ParamKind::Numbers, false),
        param("ratio", ParamKind::Number, false), param("count", ParamKind::Integer, false),
        param("mode", ParamKind::Choice, false),  param("loud", ParamKind::Switch, false),
    };
    params[3].defaultJson = "3";
    params[4].choices = {"slow", "fast"};
    params[4].defaultJson = "\"fast\"";
    params[5].defaultJson = "true";
    return taskOf("every.kind", std::move(params));
}

inline QVariant at(const FormModel &form, int row, int role)
{
    return form.data(form.index(row), role);
}

inline QString textAt(const FormModel &form, int row, int role)
{
    return at(form, row, role).toString();
}

} // namespace relevo::test
