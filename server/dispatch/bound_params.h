// The params of one call, bound to a description: by name or by position, each once, of the right kind, within bounds.
// All that a call refuses for its params is refused here, so that what is to run later can be checked before.
//
// Lives on the stack of the thread that runs the call; the message's bytes outlive it.
#pragma once

#include "server/dispatch/registry.h"

#include <array>
#include <forward_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace relevo {

/// Throws TaskError: InvalidParams with `param` and `expected`, or ParseError where unchecked params are no JSON.
class BoundParams final : public MethodInput
{
public:
    static constexpr std::size_t maxParams = 16;

    /// `message`: the whole text, for the offset in a ParseError. `checked`: params is known to be JSON.
    /// `pure`: a long array may be left for the task to read as a stream (TaskDescription::pure).
    BoundParams(const std::vector<ParamDescription> &params, std::string_view message, bool checked, bool pure);

    /// `raw`: an object, an array, or empty. Checks all but the items of `Numbers`, which are checked as they are read.
    void bind(std::string_view raw);
    /// Binds the first parameter to a value alone (the first dialect). Empty: absent.
    void bindOnly(std::string_view value);
    /// To be called when the task is done, before its result counts, or in its place: checks what has been left unread.
    void finish();
    /// What is no JSON at all is that first of all: throws ParseError if unchecked params are none.
    void checkAll();

    std::string_view text(std::size_t param) override;
    NumberStream &numbers(std::size_t param) override;
    double number(std::size_t param) override;
    std::int64_t integer(std::size_t param) override;
    bool isOn(std::size_t param) override;
    std::string_view raw(std::size_t param) override;
    bool has(std::size_t param) const override;

    /// What a parameter takes, in words: "a whole number from 1 to 10".
    static std::string expected(const ParamDescription &param);

private:
    void bindByName();
    void bindByPosition();
    bool bindValue(std::size_t index); ///< false: it is left to be read as a stream
    struct Value
    {
        std::string_view raw; ///< the token; of a string: what stands between its quotes, then what it stands for
        bool bound = false;
        bool escaped = false; ///< of a string
    };

    /// A `Numbers` value that is read apart from the message's other parts.
    struct Reader
    {
        Reader(std::size_t index, std::string_view array, std::string_view name)
            : param(index)
            , cursor(array)
            , stream(cursor, name)
        {}
        std::size_t param;
        JsonCursor cursor;
        NumberStream stream;
    };

    void readValue(JsonCursor &cursor, JsonKind kind, Value &value);
    void rest();
    void checkComplete();
    void checkValues();
    void checkText(std::size_t index);
    void checkCount(const ParamDescription &param, JsonCursor items);
    void readNumbers(std::size_t index);
    bool leaveAsStream(std::size_t index) const;
    [[noreturn]] void refuse(const ParamDescription &param);
    [[noreturn]] void refuse(std::string_view param, std::string_view expectation);
    [[noreturn]] void notJson(const JsonCursor &cursor);
    double toNumber(std::size_t param);
    std::int64_t toWhole(std::size_t param);

    const std::vector<ParamDescription> &m_params;
    std::string_view m_message;
    std::string_view m_raw;
    JsonCursor m_cursor{{}};
    std::array<Value, maxParams> m_values;
    std::size_t m_bound = 0;
    std::size_t m_next = 0; ///< by position: of the element that is due
    std::forward_list<std::string> m_scratch;
    std::forward_list<Reader> m_readers;
    std::optional<std::size_t> m_streamed; ///< the parameter that is read as a stream by m_cursor
    std::optional<NumberStream> m_stream;  ///< once the task has asked for it
    bool m_byName = true;
    bool m_checked;
    bool m_pure;
};

} // namespace relevo
