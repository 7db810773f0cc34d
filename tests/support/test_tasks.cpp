// Tasks for the tests alone: they sleep, wait for a file, do not heed their cancellation, fail, kill their process.
// Each notes that it has begun as a line `TAG ATTEMPT NAME` in the file that TEST_TASKS_LOG names, where tests count
// them.
#include "server/tasks/task.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <string>
#include <thread>

#include <fcntl.h>
#include <unistd.h>

namespace relevo {

#define RELEVO_TASK(name) TaskDefinition name();
#include "server/tasks/task_list.inc"
#undef RELEVO_TASK

namespace {

constexpr std::chrono::milliseconds step{1};

void note(const char *name, std::string_view tag, const TaskContext &context)
{
    // Read only, and nobody changes the environment.
    const char *path = std::getenv("TEST_TASKS_LOG"); // NOLINT(concurrency-mt-unsafe)
    if (!path)
        return;
    const std::string line = std::string(tag) + ' ' + std::to_string(context.attempt()) + ' ' + name + '\n';
    const int file = ::open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    // One write of an appending file: lines of threads, and of processes that are killed, do not mix.
    [[maybe_unused]] const auto written = ::write(file, line.data(), line.size());
    ::close(file);
}

ParamDescription param(const char *name, ParamKind kind, const char *byDefault = nullptr)
{
    ParamDescription made;
    made.name = name;
    made.kind = kind;
    made.label = made.help = {name, name};
    made.required = byDefault == nullptr;
    made.defaultJson = byDefault ? byDefault : "";
    return made;
}

TaskDefinition definition(const char *name, std::vector<ParamDescription> params,
                          void (*run)(TaskInput &, TaskContext &, ResultText &))
{
    TaskDescription description;
    description.name = name;
    description.title = description.summary = {name, name};
    description.params = std::move(params);
    description.params.insert(description.params.begin(), param("tag", ParamKind::Text, "\"\""));
    return {description, run};
}

std::string attemptJson(const TaskContext &context)
{
    return "{\"attempt\":" + std::to_string(context.attempt()) + '}';
}

void log(TaskInput &input, TaskContext &context, ResultText &result)
{
    note("log", input.text(0), context);
    result += attemptJson(context);
}

void sleep(TaskInput &input, TaskContext &context, ResultText &result)
{
    note("sleep", input.text(0), context);
    const std::int64_t ms = input.integer(1);
    for (std::int64_t i = 0; i < ms; ++i) {
        context.stopIfCancelled();
        std::this_thread::sleep_for(step);
        context.setProgress(static_cast<double>(i + 1) / static_cast<double>(ms));
    }
    result += attemptJson(context);
}

bool exists(const std::string &path)
{
    return ::access(path.c_str(), F_OK) == 0;
}

void gate(TaskInput &input, TaskContext &context, ResultText &result)
{
    note("gate", input.text(0), context);
    const std::string path(input.text(1));
    while (!exists(path)) {
        context.stopIfCancelled();
        std::this_thread::sleep_for(step);
    }
    result += attemptJson(context);
}

void stubborn(TaskInput &input, TaskContext &context, ResultText &result)
{
    note("stubborn", input.text(0), context);
    const std::string path(input.text(1));
    while (!exists(path))
        std::this_thread::sleep_for(step);
    result += attemptJson(context);
}

void crash(TaskInput &input, TaskContext &context, ResultText &)
{
    note("crash", input.text(0), context);
    ::raise(SIGKILL);
}

void fail(TaskInput &input, TaskContext &context, ResultText &result)
{
    note("fail", input.text(0), context);
    if (context.attempt() <= input.integer(1)) {
        const auto code = static_cast<ErrorCode>(input.integer(2));
        throw TaskError{code, "failed as told", input.isOn(3) ? R"({"final":true})" : R"({"why":"told"})"};
    }
    result += attemptJson(context);
}

void big(TaskInput &input, TaskContext &context, ResultText &result)
{
    note("big", input.text(0), context);
    result += R"({"text":")" + std::string(static_cast<std::size_t>(input.integer(1)), 'x') + "\"}";
}

/// What it takes, so that a test can send much.
void take(TaskInput &input, TaskContext &context, ResultText &result)
{
    note("take", input.text(0), context);
    result += "{\"bytes\":" + std::to_string(input.text(1).size()) + '}';
}

/// A parameter of each kind, none of which is asked for.
std::vector<ParamDescription> everyKind()
{
    ParamDescription text = param("text", ParamKind::Text, "\"\"");
    text.maximum = 4;
    ParamDescription numbers = param("numbers", ParamKind::Numbers, "[1,2]");
    numbers.minimum = 2;
    numbers.maximum = 3;
    ParamDescription number = param("number", ParamKind::Number, "0");
    number.maximum = 10;
    ParamDescription integer = param("integer", ParamKind::Integer, "1");
    integer.minimum = 1;
    ParamDescription choice = param("choice", ParamKind::Choice, "\"one\"");
    choice.choices = {"one", "two"};
    return {text, numbers, number, integer, choice, param("switch", ParamKind::Switch, "false")};
}

std::vector<TaskDefinition> testTasks()
{
    return {
        definition("test.log", {}, log),
        definition("test.sleep", {param("ms", ParamKind::Integer)}, sleep),
        definition("test.gate", {param("path", ParamKind::Text)}, gate),
        definition("test.stubborn", {param("path", ParamKind::Text)}, stubborn),
        definition("test.crash", {}, crash),
        definition("test.fail",
                   {param("times", ParamKind::Integer), param("code", ParamKind::Integer, "-32010"),
                    param("final", ParamKind::Switch, "false")},
                   fail),
        definition("test.big", {param("bytes", ParamKind::Integer)}, big),
        definition("test.kinds", everyKind(), log),
        definition("test.take", {param("text", ParamKind::Text)}, take),
    };
}

} // namespace

/// In place of the server's own list: its tasks, and those of the tests.
const std::vector<TaskDefinition> &builtinTasks()
{
    static const std::vector<TaskDefinition> tasks = [] {
        std::vector<TaskDefinition> all = testTasks();
#define RELEVO_TASK(name) all.push_back(name());
#include "server/tasks/task_list.inc"
#undef RELEVO_TASK
        return all;
    }();
    return tasks;
}

} // namespace relevo
