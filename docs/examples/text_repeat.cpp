// text.repeat: a text, several times over.
#include "common/protocol/json_text.h"
#include "server/tasks/task.h"

namespace relevo {

namespace {

void run(TaskInput &input, TaskContext &context, ResultText &result)
{
    const std::string_view text = input.text(0);
    const std::int64_t times = input.integer(1);
    std::string repeated;
    for (std::int64_t i = 0; i < times; ++i) {
        context.stopIfCancelled();
        repeated += text;
    }
    result += R"({"text":)";
    appendQuoted(result, repeated);
    result += '}';
}

} // namespace

TaskDefinition textRepeat()
{
    TaskDescription description;
    description.name = "text.repeat";
    description.title = {"Repeat a text", "Repetir un texto"};
    description.summary = {"A text, several times over.", "Un texto, varias veces seguidas."};

    ParamDescription text;
    text.name = "text";
    text.kind = ParamKind::Text;
    text.label = {"Text", "Texto"};
    text.help = {"The text to repeat.", "El texto que se repite."};
    text.maximum = 1000; // bytes

    ParamDescription times;
    times.name = "times";
    times.kind = ParamKind::Integer;
    times.label = {"Times", "Veces"};
    times.help = {"How often.", "Cuántas veces."};
    times.required = false;
    times.defaultJson = "2";
    times.minimum = 1;
    times.maximum = 100;

    description.params = {text, times};
    description.result = {{"text", ResultMember::Kind::Text, {"Repeated text", "Texto repetido"}, false}};
    return {description, run};
}

} // namespace relevo
