#include "common/protocol/catalog.h"

#include "common/protocol/catalog_kinds.h"
#include "common/protocol/errors.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <array>
#include <cmath>
#include <optional>

namespace relevo {

namespace {

using namespace Qt::StringLiterals;
using namespace catalog;

QString fromStd(const std::string &text)
{
    return QString::fromStdString(text);
}

QJsonObject localText(const LocalText &text)
{
    return {{u"en"_s, fromStd(text.en)}, {u"es"_s, fromStd(text.es)}};
}

QJsonObject spanish(const LocalText &text)
{
    return {{u"es"_s, fromStd(text.es)}};
}

LocalText readLocal(const QJsonValue &value)
{
    return {value["en"_L1].toString().toStdString(), value["es"_L1].toString().toStdString()};
}

// QJsonDocument reads only arrays and objects at the top.
QJsonValue parsedValue(const std::string &json)
{
    const QByteArray wrapped = '[' + QByteArray::fromStdString(json) + ']';
    return QJsonDocument::fromJson(wrapped).array().at(0);
}

std::string valueText(const QJsonValue &value)
{
    const QByteArray wrapped = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return wrapped.mid(1, wrapped.size() - 2).toStdString();
}

void addBounds(QJsonObject &schema, const ParamDescription &param)
{
    switch (param.kind) {
    case ParamKind::Text:
        // Our bounds count bytes of UTF-8, JSON Schema's code points of one to four bytes: what both can promise.
        if (param.minimum)
            schema["minLength"_L1] = std::ceil(*param.minimum / 4);
        if (param.maximum)
            schema["maxLength"_L1] = *param.maximum;
        break;
    case ParamKind::Numbers:
        if (param.minimum)
            schema["minItems"_L1] = *param.minimum;
        if (param.maximum)
            schema["maxItems"_L1] = *param.maximum;
        break;
    default:
        if (param.minimum)
            schema["minimum"_L1] = *param.minimum;
        if (param.maximum)
            schema["maximum"_L1] = *param.maximum;
    }
}

QJsonObject paramSchema(const ParamDescription &param)
{
    if (param.isRaw())
        return parsedValue(param.schema).toObject();
    QJsonObject schema{{u"type"_s, QString(kindName(param.kind).type)}};
    if (param.kind == ParamKind::Numbers)
        schema["items"_L1] = QJsonObject{{u"type"_s, u"number"_s}};
    if (param.kind == ParamKind::Choice) {
        QJsonArray values;
        for (const std::string &choice : param.choices)
            values.append(fromStd(choice));
        schema["enum"_L1] = values;
    }
    addBounds(schema, param);
    if (!param.defaultJson.empty())
        schema["default"_L1] = parsedValue(param.defaultJson);
    return schema;
}

QJsonObject paramObject(const ParamDescription &param)
{
    QJsonObject extension{{u"kind"_s, QString(kindName(param.kind).name)},
                          {u"label"_s, localText(param.label)},
                          {u"help"_s, spanish(param.help)}};
    if (param.minimum)
        extension["minimum"_L1] = *param.minimum;
    if (param.maximum)
        extension["maximum"_L1] = *param.maximum;
    QJsonObject object{{u"name"_s, fromStd(param.name)},
                       {u"description"_s, fromStd(param.help.en)},
                       {u"required"_s, param.required},
                       {u"schema"_s, paramSchema(param)}};
    if (!param.isRaw())
        object[u"x-relevo-param"_s] = extension;
    return object;
}

QJsonArray paramArray(const std::vector<ParamDescription> &params)
{
    QJsonArray array;
    for (const ParamDescription &param : params)
        array.append(paramObject(param));
    return array;
}

QJsonObject memberSchema(const ResultMember &member)
{
    QLatin1StringView type;
    for (const ResultKindName &entry : resultKindTable) {
        if (entry.kind == member.kind)
            type = entry.type;
    }
    QJsonValue types = QString(type);
    if (member.nullable)
        types = QJsonArray{QString(type), u"null"_s};
    return {
        {u"type"_s, types}, {u"description"_s, fromStd(member.help.en)}, {u"x-relevo-help"_s, spanish(member.help)}};
}

// `required` names every member, for all are always there, and in order, which an object's members do not keep.
QJsonObject resultSchema(const std::vector<ResultMember> &members)
{
    QJsonObject properties;
    QJsonArray required;
    for (const ResultMember &member : members) {
        properties[fromStd(member.name)] = memberSchema(member);
        required.append(fromStd(member.name));
    }
    return {{u"type"_s, u"object"_s}, {u"properties"_s, properties}, {u"required"_s, required}};
}

// `InvalidParams` of "Invalid params".
QString errorKey(const ErrorInfo &info)
{
    QString key;
    bool wordBegins = true;
    for (const char c : info.message) {
        if (c != ' ')
            key += wordBegins ? QChar::fromLatin1(c).toUpper() : QChar::fromLatin1(c);
        wordBegins = c == ' ';
    }
    return key;
}

QJsonObject errorComponents()
{
    QJsonObject errors;
    for (const ErrorInfo &info : errorTable) {
        errors[errorKey(info)] =
            QJsonObject{{u"code"_s, int(info.code)},
                        {u"message"_s, QString::fromLatin1(info.message.data(), qsizetype(info.message.size()))}};
    }
    return errors;
}

QJsonArray errorReferences(const std::vector<ErrorCode> &codes)
{
    QJsonArray references;
    for (const ErrorInfo &info : errorTable) {
        for (const ErrorCode code : codes) {
            if (info.code == code)
                references.append(QJsonObject{{u"$ref"_s, u"#/components/errors/"_s + errorKey(info)}});
        }
    }
    return references;
}

QJsonObject resultObject(const QJsonValue &schema)
{
    return {{u"name"_s, u"result"_s}, {u"schema"_s, schema}};
}

QJsonObject taskObject(const TaskDescription &task)
{
    return {{u"name"_s, fromStd(task.name)},
            {u"summary"_s, fromStd(task.summary.en)},
            {u"paramStructure"_s, u"either"_s},
            {u"params"_s, paramArray(task.params)},
            {u"result"_s, resultObject(resultSchema(task.result))},
            {u"errors"_s, errorReferences({ErrorCode::InvalidParams, ErrorCode::InternalError, ErrorCode::Overloaded,
                                           ErrorCode::Cancelled, ErrorCode::TooLarge, ErrorCode::ShuttingDown,
                                           ErrorCode::TaskFailed})},
            {u"x-relevo-task"_s, QJsonObject{{u"title"_s, localText(task.title)},
                                             {u"summary"_s, spanish(task.summary)},
                                             {u"pure"_s, task.pure}}}};
}

QJsonObject methodObject(const MethodDescription &method)
{
    const QJsonValue schema =
        method.resultSchema.empty() ? QJsonValue(QJsonObject{}) : parsedValue(method.resultSchema);
    return {{u"name"_s, fromStd(method.name)},   {u"summary"_s, fromStd(method.summary)},
            {u"paramStructure"_s, u"either"_s},  {u"params"_s, paramArray(method.params)},
            {u"result"_s, resultObject(schema)}, {u"errors"_s, errorReferences(method.errors)}};
}

std::optional<double> readBound(const QJsonValue &value)
{
    return value.isDouble() ? std::optional<double>(value.toDouble()) : std::nullopt;
}

std::optional<ParamDescription> readParam(const QJsonValue &value)
{
    const QJsonValue extension = value["x-relevo-param"_L1];
    const QJsonValue schema = value["schema"_L1];
    const QString kind = extension["kind"_L1].toString();
    for (const KindName &entry : kindTable) {
        if (kind != entry.name)
            continue;
        ParamDescription param;
        param.name = value["name"_L1].toString().toStdString();
        param.kind = entry.kind;
        param.label = readLocal(extension["label"_L1]);
        param.help = readLocal(extension["help"_L1]);
        param.help.en = value["description"_L1].toString().toStdString();
        param.required = value["required"_L1].toBool(false);
        param.minimum = readBound(extension["minimum"_L1]);
        param.maximum = readBound(extension["maximum"_L1]);
        if (!schema["default"_L1].isUndefined())
            param.defaultJson = valueText(schema["default"_L1]);
        for (const QJsonValue choice : schema["enum"_L1].toArray())
            param.choices.push_back(choice.toString().toStdString());
        if (!param.name.empty())
            return param;
    }
    return std::nullopt;
}

std::optional<ResultMember> readMember(const QString &name, const QJsonValue &schema)
{
    ResultMember member;
    member.name = name.toStdString();
    member.help = readLocal(schema["x-relevo-help"_L1]);
    member.help.en = schema["description"_L1].toString().toStdString();
    const QJsonValue type = schema["type"_L1];
    const QJsonArray types = type.isArray() ? type.toArray() : QJsonArray{type};
    bool known = false;
    for (const QJsonValue one : types) {
        member.nullable = member.nullable || one.toString() == "null"_L1;
        for (const ResultKindName &entry : resultKindTable) {
            if (one.toString() == entry.type) {
                member.kind = entry.kind;
                known = true;
            }
        }
    }
    return known ? std::optional(member) : std::nullopt;
}

std::vector<ResultMember> readResult(const QJsonValue &schema)
{
    std::vector<ResultMember> members;
    for (const QJsonValue name : schema["required"_L1].toArray()) {
        if (auto member = readMember(name.toString(), schema["properties"_L1][name.toString()]))
            members.push_back(std::move(*member));
    }
    return members;
}

std::optional<TaskDescription> readTask(const QJsonValue &method)
{
    const QJsonValue extension = method["x-relevo-task"_L1];
    TaskDescription task;
    task.name = method["name"_L1].toString().toStdString();
    if (!extension.isObject() || task.name.empty())
        return std::nullopt;
    task.title = readLocal(extension["title"_L1]);
    task.summary = readLocal(extension["summary"_L1]);
    task.summary.en = method["summary"_L1].toString().toStdString();
    task.pure = extension["pure"_L1].toBool(false);
    for (const QJsonValue value : method["params"_L1].toArray()) {
        auto param = readParam(value);
        if (!param)
            return std::nullopt;
        task.params.push_back(std::move(*param));
    }
    task.result = readResult(method["result"_L1]["schema"_L1]);
    return task;
}

} // namespace

QJsonObject openRpcDocument(const std::vector<TaskDescription> &tasks, const std::vector<MethodDescription> &methods,
                            const std::string &serverVersion)
{
    QJsonArray list;
    for (const TaskDescription &task : tasks)
        list.append(taskObject(task));
    for (const MethodDescription &method : methods)
        list.append(methodObject(method));
    return {{u"openrpc"_s, u"1.3.2"_s},
            {u"info"_s, QJsonObject{{u"title"_s, u"Relevo"_s},
                                    {u"version"_s, fromStd(serverVersion)},
                                    {u"description"_s, u"A distributed task server."_s}}},
            {u"methods"_s, list},
            {u"components"_s, QJsonObject{{u"errors"_s, errorComponents()}}}};
}

std::vector<TaskDescription> tasksFromOpenRpc(const QJsonObject &document)
{
    std::vector<TaskDescription> tasks;
    for (const QJsonValue method : document["methods"_L1].toArray()) {
        if (auto task = readTask(method))
            tasks.push_back(std::move(*task));
    }
    return tasks;
}

} // namespace relevo
