#include "tests/server/tasks/task_caller.h"

#include "common/protocol/json_text.h"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <deque>
#include <memory>
#include <optional>
#include <stdexcept>

namespace relevo {

namespace {

class JsonInput : public TaskInput
{
public:
    JsonInput(const TaskDescription &description, std::string_view params)
        : m_description(description)
        , m_params(params)
        , m_cursor(params)
    {
        for (const ParamDescription &param : description.params)
            m_values.push_back(param.defaultJson);
        JsonCursor cursor(params);
        JsonString key;
        bool isWhole = cursor.enterObject();
        while (isWhole && cursor.nextMember(key)) {
            cursor.peek();
            const auto begin = cursor.position();
            m_values[indexOf(key.raw)] = {begin, static_cast<std::size_t>(cursor.end() - begin)};
            isWhole = cursor.skipValue();
        }
    }

    std::string_view text(std::size_t param) override
    {
        JsonCursor cursor(m_values[param]);
        JsonString string;
        std::string_view view;
        if (!cursor.readString(string) || !unescape(string, m_scratch.emplace_back(), view))
            throw std::runtime_error("no string");
        return view;
    }

    NumberStream &numbers(std::size_t param) override
    {
        m_cursor.moveTo(m_values[param].data());
        return m_numbers.emplace(m_cursor, m_description.params[param].name);
    }

    double number(std::size_t param) override { return read<double>(param); }
    std::int64_t integer(std::size_t param) override { return read<std::int64_t>(param); }
    bool isOn(std::size_t param) override { return m_values[param].starts_with("true"); }

    std::size_t stoppedAt() const { return m_cursor.offset(); }

private:
    std::size_t indexOf(std::string_view name) const
    {
        const auto found = std::ranges::find(m_description.params, name, &ParamDescription::name);
        if (found == m_description.params.end())
            throw std::runtime_error("no such parameter");
        return static_cast<std::size_t>(found - m_description.params.begin());
    }

    template <typename T> T read(std::size_t param)
    {
        T value{};
        std::from_chars(m_values[param].data(), m_values[param].data() + m_values[param].size(), value);
        return value;
    }

    const TaskDescription &m_description;
    std::string_view m_params;
    JsonCursor m_cursor;
    std::optional<NumberStream> m_numbers;
    std::vector<std::string_view> m_values; ///< from the value's first byte to the end of the params
    std::deque<std::string> m_scratch;
};

} // namespace

TaskOutcome callTask(const TaskDefinition &task, std::string_view params, bool cancelled)
{
    // A block of exactly the size, for AddressSanitizer to see any read past it.
    const auto message = std::make_unique<char[]>(params.size());
    std::ranges::copy(params, message.get());
    JsonInput input(task.description, {message.get(), params.size()});
    const std::atomic<bool> cancelFlag(cancelled);
    TaskContext context(cancelFlag);
    TaskOutcome outcome;
    try {
        task.run(input, context, outcome.result);
    } catch (const TaskError &error) {
        outcome.error = error;
    }
    outcome.stoppedAt = input.stoppedAt();
    return outcome;
}

const TaskDefinition &builtinTask(std::string_view name)
{
    for (const TaskDefinition &task : builtinTasks()) {
        if (task.description.name == name)
            return task;
    }
    throw std::runtime_error("no such task: " + std::string(name));
}

std::string textParams(std::string_view text)
{
    std::string params = R"({"text":)";
    appendQuoted(params, text);
    return params + '}';
}

} // namespace relevo
