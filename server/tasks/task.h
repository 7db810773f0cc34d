// What a task's code sees: its parameters, a way to be told to stop, and a place for its result.
//
// A task is one file in this folder with one function that returns its `TaskDefinition`, and one line in task_list.inc.
// `run` is called on a worker thread, many at a time: it keeps no state between calls that it does not guard. It
// reports failure by throwing TaskError; the caller turns whatever is thrown into an error reply.
#pragma once

#include "common/protocol/errors.h"
#include "common/protocol/json_cursor.h"
#include "common/protocol/task_description.h"

#include <atomic>
#include <string>
#include <string_view>
#include <vector>

namespace relevo {

/// An error reply in the making. `data` is a JSON value, or empty.
struct TaskError
{
    ErrorCode code = ErrorCode::TaskFailed;
    std::string message; ///< empty: the code's own text
    std::string data;
};

/// -32602 with its two members of data.
TaskError invalidParam(std::string_view param, std::string_view expected);
/// -32700: the text is no JSON at `offset`.
TaskError parseFault(std::size_t offset);

/// The numbers of a `Numbers` parameter, read where they lie, once, without holding them a second time. Checks them as
/// it goes: a fault ends in TaskError (-32700, or -32602 where an item is JSON but no number, or out of the range of
/// numbers: one that rounds to infinity as a double, or has a digit other than 0 beyond Decimal::lowestPlace). Once
/// next() has returned false, or a -32602 was thrown, the cursor stands behind the array and all of it has been
/// checked.
class NumberStream
{
public:
    /// `cursor` stands at the array. Both must outlive the stream.
    NumberStream(JsonCursor &cursor, std::string_view param);
    NumberStream(const NumberStream &) = delete;
    NumberStream &operator=(const NumberStream &) = delete;
    ~NumberStream() = default;

    /// The next literal as it stands (`-0`, `1.50`, `1e3`); false at the array's end.
    bool next(std::string_view &literal);
    /// Reads, and so checks, what is left.
    void readRest();

    /// For a task that reads digits faster than by literals: the cursor, which stands after `[` or after an element.
    /// What it passes by itself must be in the range of numbers.
    JsonCursor &cursor() { return m_cursor; }

private:
    [[noreturn]] void fail();       ///< the text is no JSON at the cursor
    [[noreturn]] void notANumber(); ///< the element at the cursor is not a number
    /// The elements up to the cursor are numbers, but one of them is none that is taken.
    [[noreturn]] void refuse(std::string_view expected);
    void checkRange(std::string_view literal);

    JsonCursor &m_cursor;
    std::string_view m_param;
    bool m_ended = false;
};

/// The parameters of one call, bound to the description's order and checked as far as kinds and bounds go.
class TaskInput
{
public:
    virtual ~TaskInput() = default;
    /// A `Text`'s or `Choice`'s value in UTF-8: a view into the message if it holds no escape, else into scratch memory
    /// that lives as long as the call.
    virtual std::string_view text(std::size_t param) = 0;
    /// A `Numbers` value, from its beginning; it lives as long as the call. At most once per parameter of a pure task.
    virtual NumberStream &numbers(std::size_t param) = 0;
    virtual double number(std::size_t param) = 0;
    virtual std::int64_t integer(std::size_t param) = 0;
    virtual bool isOn(std::size_t param) = 0;
};

class TaskContext
{
public:
    explicit TaskContext(const std::atomic<bool> &cancelled, std::atomic<double> *progress = nullptr,
                         std::int64_t attempt = 1)
        : m_cancelled(cancelled)
        , m_progress(progress)
        , m_attempt(attempt)
    {}
    /// To be asked every millisecond or so of work.
    bool cancelRequested() const { return m_cancelled.load(std::memory_order_relaxed); }
    /// Throws TaskError (Cancelled) if it is.
    void stopIfCancelled() const;
    /// How far it is, from 0 to 1; may be told as often as one likes. Of a direct call nobody asks.
    void setProgress(double done)
    {
        if (m_progress)
            m_progress->store(done, std::memory_order_relaxed);
    }
    /// Which attempt this is: 1 the first time, more after a failure or the loss of a process.
    std::int64_t attempt() const { return m_attempt; }

private:
    const std::atomic<bool> &m_cancelled;
    std::atomic<double> *m_progress;
    std::int64_t m_attempt;
};

/// Receives the result, a JSON value, appended to the reply that is being written.
using ResultText = std::string;

struct TaskDefinition
{
    TaskDescription description;
    void (*run)(TaskInput &input, TaskContext &context, ResultText &result) = nullptr;
};

/// Every task of this server, in the order of the list.
const std::vector<TaskDefinition> &builtinTasks();

} // namespace relevo
