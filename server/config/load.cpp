#include "server/config/load.h"

#include "common/protocol/suggestion.h"
#include "server/config/config_file.h"
#include "server/config/values.h"

#include <algorithm>
#include <cstdlib>

namespace relevo {
namespace {

using MaybeError = std::optional<ConfigError>;

std::string didYouMean(std::string_view name, const std::vector<std::string> &known, std::string_view prefix)
{
    const std::string nearest = nearestName(name, known);
    if (nearest.empty())
        return {};
    return std::string("; did you mean ").append(prefix).append(nearest).append("?");
}

/// What the command line says, taken apart but not yet judged.
struct CommandLine
{
    struct Value
    {
        const Option *option;
        std::string text;
    };
    std::vector<Value> values;
    std::optional<std::string> configFile;
    ConfigAction action = ConfigAction::Run;
};

class Loader
{
public:
    explicit Loader(const MachineDefaults &machine)
    {
        m_loaded.options = optionTable(machine);
        for (const Option &option : m_loaded.options) {
            option.set(m_loaded.config, option.defaultText);
            m_loaded.settings.push_back({&option, "default"});
        }
    }

    MaybeError readCommandLine(const std::vector<std::string> &arguments, CommandLine &line) const;
    MaybeError applyFile(const std::string &path);
    MaybeError applyEnvironment(const Environment &environment);
    MaybeError applyCommandLine(const CommandLine &line);
    LoadedConfig take() { return std::move(m_loaded); }

private:
    const Option *find(std::string_view name) const;
    std::vector<std::string> names() const;
    MaybeError checkEntry(const FileEntry &entry) const;
    /// Applies one text from one place; `first` if it is this source's first for the option.
    MaybeError apply(const Option &option, std::string_view text, const std::string &origin, bool first);

    LoadedConfig m_loaded;
};

const Option *Loader::find(std::string_view name) const
{
    const auto &options = m_loaded.options;
    const auto found = std::find_if(options.begin(), options.end(), [&](const Option &o) { return o.name == name; });
    return found == options.end() ? nullptr : &*found;
}

std::vector<std::string> Loader::names() const
{
    std::vector<std::string> all;
    for (const Option &option : m_loaded.options)
        all.push_back(option.name);
    return all;
}

MaybeError Loader::apply(const Option &option, std::string_view text, const std::string &origin, bool first)
{
    if (option.isList && first)
        option.clear(m_loaded.config);
    std::string_view rest = text;
    do {
        const std::size_t comma = option.isList ? rest.find(',') : std::string_view::npos;
        const std::string_view value = trimmed(rest.substr(0, comma));
        rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
        if (!option.set(m_loaded.config, value)) {
            return ConfigError{option.name + " (from " + origin + "): expected " + option.expected + ", got \"" +
                               std::string(value) + "\""};
        }
    } while (!rest.empty());
    for (Setting &setting : m_loaded.settings) {
        if (setting.option == &option)
            setting.origin = origin;
    }
    return std::nullopt;
}

MaybeError Loader::readCommandLine(const std::vector<std::string> &arguments, CommandLine &line) const
{
    std::vector<std::string> known = names();
    known.emplace_back(configFileOption);
    for (const ActionFlag &flag : actionFlags())
        known.emplace_back(flag.name);

    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string &argument = arguments[i];
        if (!argument.starts_with("--"))
            return ConfigError{"unexpected argument \"" + argument + "\": options begin with --; see --help"};
        const std::size_t equals = argument.find('=');
        const std::string name = argument.substr(2, equals == std::string::npos ? equals : equals - 2);
        const auto action = std::find_if(actionFlags().begin(), actionFlags().end(),
                                         [&](const ActionFlag &flag) { return flag.name == name; });
        if (action != actionFlags().end()) {
            if (equals != std::string::npos)
                return ConfigError{"--" + name + " takes no value"};
            line.action = action->action;
            if (line.action == ConfigAction::Help || line.action == ConfigAction::Version)
                return std::nullopt;
            continue;
        }
        const Option *option = find(name);
        if (!option && name != configFileOption)
            return ConfigError{"unknown option --" + name + didYouMean(name, known, "--") + "; see --help"};
        if (equals == std::string::npos && i + 1 == arguments.size())
            return ConfigError{"--" + name + " takes a value: expected " +
                               (option ? option->expected : "a file's path")};
        std::string value = equals == std::string::npos ? arguments[++i] : argument.substr(equals + 1);
        if (option)
            line.values.push_back({option, std::move(value)});
        else
            line.configFile = std::move(value);
    }
    return std::nullopt;
}

MaybeError Loader::checkEntry(const FileEntry &entry) const
{
    const Option *option = find(entry.key);
    if (!option) {
        return ConfigError{entry.where + ": unknown key \"" + entry.key + "\"" + didYouMean(entry.key, names(), "") +
                           "; see --help"};
    }
    if (!entry.section.empty() && entry.section != option->group) {
        return ConfigError{entry.where + ": \"" + entry.key + "\" stands in section [" + entry.section +
                           "] and belongs in [" + option->group + "]"};
    }
    return std::nullopt;
}

MaybeError Loader::applyFile(const std::string &path)
{
    const auto read = readConfigFile(path);
    if (const auto *error = std::get_if<FileError>(&read))
        return ConfigError{error->line};
    std::vector<const Option *> seen;
    for (const FileEntry &entry : std::get<std::vector<FileEntry>>(read)) {
        if (MaybeError error = checkEntry(entry))
            return error;
        const Option *option = find(entry.key);
        const bool first = std::find(seen.begin(), seen.end(), option) == seen.end();
        if (!first && !option->isList)
            return ConfigError{entry.where + ": \"" + entry.key + "\" stands there for the second time"};
        seen.push_back(option);
        if (MaybeError error = apply(*option, entry.value, entry.where, first))
            return error;
    }
    return std::nullopt;
}

MaybeError Loader::applyEnvironment(const Environment &environment)
{
    for (const Option &option : m_loaded.options) {
        const std::optional<std::string> value = environment(option.variable());
        if (!value || value->empty())
            continue;
        if (MaybeError error = apply(option, *value, option.variable(), true))
            return error;
    }
    return std::nullopt;
}

MaybeError Loader::applyCommandLine(const CommandLine &line)
{
    std::vector<const Option *> seen;
    for (const CommandLine::Value &value : line.values) {
        const bool first = std::find(seen.begin(), seen.end(), value.option) == seen.end();
        seen.push_back(value.option);
        if (MaybeError error = apply(*value.option, value.text, value.option->flag(), first))
            return error;
    }
    return std::nullopt;
}

} // namespace

std::optional<std::string> processEnvironment(const std::string &variable)
{
    // Read before any thread is started, and never written: the one thing that makes getenv unsafe.
    const char *value = std::getenv(variable.c_str()); // NOLINT(concurrency-mt-unsafe)
    return value ? std::optional<std::string>(value) : std::nullopt;
}

std::variant<LoadedConfig, ConfigError> loadConfig(const std::vector<std::string> &arguments,
                                                   const Environment &environment, const MachineDefaults &machine)
{
    Loader loader(machine);
    CommandLine line;
    if (MaybeError error = loader.readCommandLine(arguments, line))
        return *error;

    const bool reads = line.action != ConfigAction::Help && line.action != ConfigAction::Version;
    if (reads) {
        const std::string variable = environmentVariable(configFileOption);
        const std::string file = line.configFile ? *line.configFile : environment(variable).value_or(std::string());
        if (line.configFile && file.empty())
            return ConfigError{"--config: expected a file's path, got \"\""};
        MaybeError error = file.empty() ? std::nullopt : loader.applyFile(file);
        if (!error)
            error = loader.applyEnvironment(environment);
        if (!error)
            error = loader.applyCommandLine(line);
        if (error)
            return *error;
    }
    LoadedConfig loaded = loader.take();
    loaded.action = line.action;
    return loaded;
}

} // namespace relevo
