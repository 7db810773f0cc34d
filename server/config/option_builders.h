// Makes the rows of the table of options, one function for each kind of value.
#pragma once

#include "server/config/options.h"
#include "server/config/values.h"

#include <optional>

namespace relevo {

std::string joined(const std::vector<std::string> &parts, std::string_view separator);
std::string_view nounOf(LimitUnit unit);
std::string_view placeholderOf(LimitUnit unit);

struct Bounds
{
    std::uint64_t minimum;
    std::uint64_t maximum;
    LimitUnit unit = LimitUnit::Count;
};

/// A bounded number. `field` finds it in the configuration.
template <typename Field>
Option numberOption(std::string name, std::string group, std::string help, Bounds bounds, std::uint64_t byDefault,
                    Field field)
{
    Option option;
    option.name = std::move(name);
    option.group = std::move(group);
    option.placeholder = placeholderOf(bounds.unit);
    option.help = std::move(help);
    option.defaultText = formatQuantity(byDefault, bounds.unit);
    option.bounds = formatQuantity(bounds.minimum, bounds.unit) + " to " + formatQuantity(bounds.maximum, bounds.unit);
    option.expected = std::string(nounOf(bounds.unit)) + " from " + option.bounds;
    option.set = [bounds, field](ServerConfig &config, std::string_view text) {
        const std::optional<std::uint64_t> value = parseQuantity(text, bounds.unit);
        if (!value || *value < bounds.minimum || *value > bounds.maximum)
            return false;
        field(config) = *value;
        return true;
    };
    option.get = [bounds, field](const ServerConfig &config) {
        ServerConfig copy = config;
        return formatQuantity(field(copy), bounds.unit);
    };
    return option;
}

/// `accepts` refuses a value; `expected` says what is wanted instead.
Option textOption(std::string name, std::string group, std::string placeholder, std::string help, std::string byDefault,
                  std::string expected, std::string ServerConfig::*field,
                  std::function<bool(std::string_view)> accepts);

Option choiceOption(std::string name, std::string group, std::string help, std::vector<std::string> choices,
                    std::string byDefault, std::string ServerConfig::*field);

/// The rows about what outlives the process.
std::vector<Option> storageOptions();

} // namespace relevo
