// The one table of the server's options: from it come the flags, the environment variables, the file's keys, the checks
// with their error texts, --help and --print-config.
#pragma once

#include "server/config/server_config.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace relevo {

/// What differs from machine to machine among the defaults.
struct MachineDefaults
{
    std::uint64_t cores = 1;
    std::string hostName;
    std::string dataDir;

    static MachineDefaults detect();
};

/// One thing that can be set. All of its names derive from `name`: the flag `--max-message`, the environment variable
/// `RELEVO_MAX_MESSAGE`, the file's key `max-message` in the section of its group.
struct Option
{
    std::string name;
    std::string group;
    std::string placeholder; ///< of the value, in the help
    std::string help;
    std::string defaultText;
    std::string bounds;   ///< for the help, where the placeholder does not say it: "64 to 4GiB"
    std::string expected; ///< for an error's line: "a size from 64 to 4GiB"
    bool isList = false;  ///< repeatable; one text may hold several values, separated by commas

    /// Takes one value. False if it is not what is expected; the configuration is unchanged then.
    std::function<bool(ServerConfig &, std::string_view)> set;
    /// The value as it stands, in a form that `set` takes (lists: joined by commas).
    std::function<std::string(const ServerConfig &)> get;
    /// Lists only: makes it empty, so that a stronger source replaces a weaker one's values.
    std::function<void(ServerConfig &)> clear;

    std::string flag() const { return "--" + name; }
    std::string variable() const;
};

enum class ConfigAction : std::uint8_t { Run, Check, PrintConfig, PrintCatalog, Help, Version };

/// A flag that takes no value and says what to do instead of serving.
struct ActionFlag
{
    std::string_view name;
    ConfigAction action;
    std::string_view help;
};

/// Names the file to read; a flag and an environment variable only.
inline constexpr std::string_view configFileOption = "config";

const std::vector<ActionFlag> &actionFlags();

/// The options in the order of the help, groups together. `machine` fills their defaults.
std::vector<Option> optionTable(const MachineDefaults &machine);

/// A limit's option: `maxMessage` gives `max-message`.
std::string kebabCase(std::string_view camelCase);

std::string environmentVariable(std::string_view optionName);

} // namespace relevo
