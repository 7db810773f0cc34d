// text.count: a text's characters as people perceive them, code points, bytes, words and lines.
#include "server/tasks/task.h"
#include "server/tasks/unicode/graphemes.h"
#include "server/tasks/unicode/words.h"

namespace relevo {

namespace {

std::size_t countCodePoints(std::string_view text)
{
    std::size_t count = 0;
    for (const char c : text)
        count += static_cast<std::size_t>(!utf8::isContinuation(c));
    return count;
}

/// LF, CR LF and CR end a line; a last line counts, ended or not.
std::size_t countLines(std::string_view text)
{
    if (text.empty())
        return 0;
    const bool lastIsOpen = text.back() != '\n' && text.back() != '\r';
    std::size_t count = static_cast<std::size_t>(lastIsOpen) + static_cast<std::size_t>(text.front() == '\n');
    for (std::size_t i = 1; i < text.size(); ++i)
        count += static_cast<std::size_t>(text[i] == '\n') & static_cast<std::size_t>(text[i - 1] != '\r');
    for (const char c : text)
        count += static_cast<std::size_t>(c == '\r');
    return count;
}

void run(TaskInput &input, TaskContext &context, ResultText &result)
{
    const std::string_view text = input.text(0);
    const auto append = [&result](const char *name, std::size_t count) {
        result += name;
        result += std::to_string(count);
    };
    append(R"({"characters":)", countGraphemes(text, context));
    append(R"(,"codePoints":)", countCodePoints(text));
    append(R"(,"bytes":)", text.size());
    append(R"(,"words":)", countWords(text, context));
    append(R"(,"lines":)", countLines(text));
    result += '}';
}

} // namespace

TaskDefinition textCount()
{
    TaskDescription description;
    description.name = "text.count";
    description.title = {"Count a text", "Contar un texto"};
    description.summary = {"How many characters, code points, bytes, words and lines a text has.",
                           "Cuántos caracteres, puntos de código, bytes, palabras y líneas tiene un texto."};
    ParamDescription text;
    text.name = "text";
    text.kind = ParamKind::Text;
    text.label = {"Text", "Texto"};
    text.help = {"The text to count.", "El texto que se cuenta."};
    description.params = {text};
    constexpr auto integer = ResultMember::Kind::Integer;
    description.result = {
        {"characters", integer, {"Characters as people perceive them", "Caracteres tal como se perciben"}, false},
        {"codePoints", integer, {"Unicode code points", "Puntos de código Unicode"}, false},
        {"bytes", integer, {"Bytes of UTF-8", "Bytes en UTF-8"}, false},
        {"words", integer, {"Words", "Palabras"}, false},
        {"lines", integer, {"Lines", "Líneas"}, false},
    };
    description.pure = true;
    return {description, run};
}

} // namespace relevo
