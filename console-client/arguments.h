// The command line, taken apart by a table of options. Arguments are bytes: a text need not be valid in the locale.
#pragma once

#include <QString>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace relevo::console {

struct OptionSpec
{
    std::string name;      ///< without the dashes
    std::string valueName; ///< shown in the help; empty: the option is a switch
    QString help;
    std::vector<std::string> choices; ///< for completion; empty: anything
};

/// `--name value`, `--name=value`, `-h`; `--` ends the options. `-` and what looks like a negative number are no
/// options.
class Arguments
{
public:
    /// Takes `words` apart. With `stopAtFirst` up to the first that is no option; the rest is left in `rest()`.
    /// False with the reason in `error` for an option that is not in the table, or lacks its value.
    bool parse(const std::vector<std::string> &words, const std::vector<OptionSpec> &specs, bool stopAtFirst,
               QString &error);

    bool has(const std::string &name) const { return m_values.contains(name); }
    std::optional<std::string> value(const std::string &name) const;
    const std::vector<std::string> &positional() const { return m_positional; }
    /// The first of the positional words, which is none of them any more; empty if there is none.
    std::string takeFirst();
    const std::vector<std::string> &rest() const { return m_rest; }

private:
    std::map<std::string, std::string> m_values;
    std::vector<std::string> m_positional;
    std::vector<std::string> m_rest;
};

/// ` Did you mean “…”?`, or nothing.
QString didYouMean(std::string_view name, const std::vector<std::string> &known);

QString fromBytes(std::string_view bytes);

} // namespace relevo::console
