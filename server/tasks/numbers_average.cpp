// numbers.average: count, sum, average, least and greatest of an array of numbers, exactly.
#include "common/protocol/json_text.h"
#include "server/tasks/numbers/number_run.h"
#include "server/tasks/task.h"

#include <cmath>

namespace relevo {

namespace {

/// A number that did not come by the fast way. Refuses what is out of range.
void addLiteral(NumberStream &numbers, std::string_view literal, NumberTotals &totals)
{
    const Decimal decimal(literal);
    if (decimal.isInfinite())
        numbers.refuse("numbers that do not round to infinity as doubles (up to about 1.797e308)");
    if (!decimal.isZero() && decimal.lowest() < Decimal::lowestPlace)
        numbers.refuse("numbers without a digit other than 0 beyond the 100,000th decimal place");
    totals.add(literal, decimal);
}

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
    NumberStream numbers = input.numbers(0);
    JsonCursor &cursor = numbers.cursor();
    NumberTotals totals;
    std::string_view literal;
    while (numbers.next(literal)) {
        addLiteral(numbers, literal, totals);
        cursor.moveTo(addNumberRun(cursor.position(), cursor.end(), totals));
        context.stopIfCancelled();
    }
    if (totals.count == 0)
        throw invalidParam("numbers", "at least one number");
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
