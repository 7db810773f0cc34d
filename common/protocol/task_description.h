// What a task is to everyone but its own code: the one description from which come validation and its error texts,
// `rpc.discover`, the clients' forms, the console's subcommands and the docs.
//
// Plain values; static descriptions are built once at start and shared as const.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace relevo {

/// A text for people in the languages that the user interfaces speak.
struct LocalText
{
    std::string en;
    std::string es;
};

enum class ParamKind : std::uint8_t {
    Text,    ///< a string
    Numbers, ///< an array of numbers
    Number,  ///< a number
    Integer, ///< a whole number
    Choice,  ///< one of `choices`
    Switch,  ///< true or false
};

struct ParamDescription
{
    std::string name;
    ParamKind kind = ParamKind::Text;
    LocalText label;
    LocalText help;
    bool required = true;
    std::string defaultJson; ///< the value that stands when it is absent, as JSON; empty: none
    /// Bounds, inclusive: of the value (Number, Integer), of the bytes of UTF-8 (Text), of the items (Numbers).
    std::optional<double> minimum;
    std::optional<double> maximum;
    std::vector<std::string> choices;
    /// Of a method's parameter that is of none of the kinds: its JSON Schema, and what it takes, in words. It is handed
    /// over as it stands.
    std::string schema;
    std::string shape;

    bool isRaw() const { return !schema.empty(); }
    /// Within the bounds, if there are any.
    bool allows(double value) const { return !(minimum && value < *minimum) && !(maximum && value > *maximum); }
};

struct ResultMember
{
    std::string name;
    enum class Kind : std::uint8_t { Text, Number, Integer } kind = Kind::Text;
    LocalText help;
    bool nullable = false;
};

struct TaskDescription
{
    std::string name; ///< `group.verb`; the console's subcommand is the verb
    LocalText title;
    LocalText summary;
    std::vector<ParamDescription> params; ///< in the order of by-position params
    std::vector<ResultMember> result;
    /// The task only computes: it may begin on a long parameter before the rest of the message has been checked, and
    /// its result is thrown away if the rest turns out to be no JSON. Spares a second pass over long arrays. And a call
    /// that was lost with its connection may be sent again.
    bool pure = false;
};

} // namespace relevo
