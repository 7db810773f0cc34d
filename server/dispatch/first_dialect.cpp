#include "server/dispatch/first_dialect.h"

#include "common/protocol/json_text.h"
#include "server/dispatch/bound_params.h"

#include <array>
#include <charconv>
#include <cstdio>

namespace relevo {

namespace {

/// One `type`: its task, the member of the task's result that is told, and the words around it.
struct Type
{
    std::string_view name;
    std::string_view task;
    std::string_view member;
    std::string_view before;
    std::string_view after;
    std::string_view fault; ///< the answer to `data` that is not what the task takes
};

constexpr std::array<Type, 3> types{{
    {"invertir_texto", "text.reverse", "text", "", "", "Error: se esperaba un texto en data"},
    {"promedio", "numbers.average", "average", "El promedio es ", "", "Error: lista vacía o no válida"},
    {"contar_caracteres", "text.count", "characters", "El texto tiene ", " caracteres",
     "Error: se esperaba un texto en data"},
}};

const Type *typeOfTask(std::string_view task)
{
    for (const Type &type : types) {
        if (type.task == task)
            return &type;
    }
    return nullptr;
}

/// The raw value of a member of a result.
std::string_view member(std::string_view result, std::string_view name)
{
    JsonCursor cursor(result);
    JsonString key;
    std::string_view value;
    cursor.enterObject();
    while (cursor.nextMember(key) && cursor.readRaw(value)) {
        if (key.raw == name)
            return value;
    }
    return {};
}

void appendValue(std::string &out, std::string_view raw)
{
    JsonCursor cursor(raw);
    if (JsonString text; cursor.peek() == JsonKind::String && cursor.readString(text)) {
        appendUnescaped(text, out);
    } else {
        out += raw;
    }
}

/// As Python's "%.2f".
void appendTwoPlaces(std::string &out, std::string_view raw)
{
    double value = 0;
    std::from_chars(raw.data(), raw.data() + raw.size(), value);
    std::array<char, 400> text{}; // 309 digits before the point at most
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, 2).ptr;
    out.append(text.data(), end);
}

/// What an empty or wrong list gets differs from a list with a number in it that is out of range.
bool isListAtFault(std::string_view data)
{
    JsonCursor cursor(data);
    if (data.empty() || cursor.peek() != JsonKind::Array)
        return true;
    cursor.enterArray();
    return !cursor.nextElement();
}

void appendFault(std::string &reply, const Type &type, const Call &call, const TaskError &error)
{
    if (error.code != ErrorCode::InvalidParams)
        reply += "Error: fallo del servidor";
    else if (type.member == "average" && !isListAtFault(call.params))
        reply += "Error: se esperaba una lista de números";
    else
        reply += type.fault;
}

} // namespace

std::uint32_t firstDialectTask(const Registry &registry, std::string_view raw)
{
    JsonCursor cursor(raw);
    JsonString name;
    if (cursor.peek() != JsonKind::String || !cursor.readString(name))
        return Call::noTask;
    for (const Type &type : types) {
        if (!equals(name, type.name))
            continue;
        const Registry::Target target = registry.find(type.task);
        return target.kind == Registry::Target::Kind::Task ? target.index : Call::noTask;
    }
    return Call::noTask;
}

CallRunner::Outcome runFirstDialect(const Call &call, const Registry &registry, const IncidentReporter &report,
                                    const std::atomic<bool> &cancelled, std::string_view worker, std::string &reply,
                                    CallResult *told)
{
    reply += "Procesado por ";
    reply += worker;
    reply += ": ";
    const Type *type = call.task == Call::noTask ? nullptr : typeOfTask(registry.task(call.task).description.name);
    if (!type) {
        reply += "Tipo de tarea desconocido";
        return CallRunner::Outcome::Failed;
    }
    std::string result;
    TaskError error;
    const bool done = guarded(
        [&] {
            const TaskDefinition &task = registry.task(call.task);
            BoundParams input(task.description.params, call.text, true, false);
            input.bindOnly(call.params);
            TaskContext context(cancelled);
            task.run(input, context, result);
        },
        report, error);
    if (told)
        *told = done ? CallResult{0, 0, result} : CallResult{0, 0, {}, error.code, error.message, error.data};
    if (!done) {
        appendFault(reply, *type, call, error);
        return error.code == ErrorCode::Cancelled ? CallRunner::Outcome::Cancelled : CallRunner::Outcome::Failed;
    }
    const std::string_view value = member(result, type->member);
    reply += type->before;
    if (type->member == "average")
        appendTwoPlaces(reply, value);
    else
        appendValue(reply, value);
    reply += type->after;
    return CallRunner::Outcome::Succeeded;
}

void refuseFirstDialect(std::string_view node, std::string &reply)
{
    reply += "Procesado por ";
    reply += node;
    reply += ": Error: el servidor se está cerrando";
}

} // namespace relevo
