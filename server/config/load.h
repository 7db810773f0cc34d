// Reads the configuration: a flag beats an environment variable beats the file beats the default.
#pragma once

#include "server/config/options.h"
#include "server/config/server_config.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace relevo {

/// One option as it came out.
struct Setting
{
    const Option *option; ///< in the same LoadedConfig's `options`
    std::string origin;   ///< "default", "relevo.ini:3", "RELEVO_WORKERS", "--workers"
};

struct LoadedConfig
{
    ServerConfig config;
    ConfigAction action = ConfigAction::Run;
    std::vector<Option> options;
    std::vector<Setting> settings; ///< in the order of `options`

    // Settings point into `options`: movable, since a vector's elements stay where they are, but not to be copied.
    LoadedConfig() = default;
    LoadedConfig(LoadedConfig &&) = default;
    LoadedConfig &operator=(LoadedConfig &&) = default;
    LoadedConfig(const LoadedConfig &) = delete;
    LoadedConfig &operator=(const LoadedConfig &) = delete;
    ~LoadedConfig() = default;
};

/// One line for the user, without a line's end: which option, where it came from, its value, what was expected.
struct ConfigError
{
    std::string line;
};

using Environment = std::function<std::optional<std::string>(const std::string &variable)>;

/// The process's own environment.
std::optional<std::string> processEnvironment(const std::string &variable);

/// `arguments` without the program's name. Reads the file that --config or RELEVO_CONFIG names, and nothing else; no
/// exception, no output. An empty environment variable counts as not set. With --help or --version the rest is not
/// checked.
std::variant<LoadedConfig, ConfigError> loadConfig(const std::vector<std::string> &arguments,
                                                   const Environment &environment, const MachineDefaults &machine);

/// --help: all options by group, with bounds and defaults.
std::string helpText(const std::vector<Option> &options);

/// --print-config: an INI file that --config takes, with where each value came from.
std::string configText(const LoadedConfig &loaded);

} // namespace relevo
