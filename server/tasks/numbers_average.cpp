// numbers.average: count, sum, average, least and greatest of an array of numbers, exactly.
#include "common/protocol/json_text.h"
#include "server/tasks/numbers/number_run.h"
#include "server/tasks/task.h"

#include <cmath>

namespace relevo {

namespace {

void appendResult(const NumberTotals &totals, ResultText &result)
{
    const ExactSum::Rounded rounded = totals.sum.round(totals.count);
    result += R"({"average":)";
    appendNumber(result, rounded.average);
    result += R"(,"count":)";
    result += std::to_string(totals.count);
    result += R"(,"sum":)";
    if (std::isfinite(rounded.sum))
        appendNumber(result, rounded.sum);
    else
        result += "null";
    result += R"(,"min":)";
    result += totals.least.token();
    result += R"(,"max":)";
    result += totals.greatest.token();
    result += '}';
}

void run(TaskInput &input, TaskContext &context, ResultText &result)
{
    NumberStream &numbers = input.numbers(0);
    JsonCursor &cursor = numbers.cursor();
    NumberTotals totals;
    std::string_view literal;
    while (numbers.next(literal)) {
        totals.add(literal, Decimal(literal));
        cursor.moveTo(addNumberRun(cursor.position(), cursor.end(), totals));
        context.stopIfCancelled();
    }
    appendResult(totals, result);
}

} // namespace

TaskDefinition numbersAverage()
{
    TaskDescription description;
    description.name = "numbers.average";
    description.title = {"Average", "Promedio"};
    description.summary = {
        "Average, sum, least and greatest of a list of numbers, exact over the decimals as written.",
        "Promedio, suma, menor y mayor de una lista de números, exactos sobre los decimales tal como se "
        "escribieron."};
    ParamDescription numbers;
    numbers.name = "numbers";
    numbers.kind = ParamKind::Numbers;
    numbers.label = {"Numbers", "Números"};
    numbers.help = {"The numbers, at least one.", "Los números, al menos uno."};
    numbers.minimum = 1;
    description.params = {numbers};
    using Kind = ResultMember::Kind;
    description.result = {
        {"average", Kind::Number, {"Average", "Promedio"}, false},
        {"count", Kind::Integer, {"How many numbers", "Cantidad de números"}, false},
        {"sum",
         Kind::Number,
         {"Sum; none beyond the range of doubles", "Suma; ninguna si excede el rango de los dobles"},
         true},
        {"min", Kind::Number, {"Least number", "Número menor"}, false},
        {"max", Kind::Number, {"Greatest number", "Número mayor"}, false},
    };
    description.pure = true;
    return {description, run};
}

} // namespace relevo
