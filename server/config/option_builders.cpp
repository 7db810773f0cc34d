#include "server/config/option_builders.h"

#include <algorithm>
#include <utility>

namespace relevo {

std::string joined(const std::vector<std::string> &parts, std::string_view separator)
{
    std::string text;
    for (const std::string &part : parts) {
        if (!text.empty())
            text += separator;
        text += part;
    }
    return text;
}

std::string_view nounOf(LimitUnit unit)
{
    switch (unit) {
    case LimitUnit::Bytes:
        return "a size";
    case LimitUnit::Milliseconds:
        return "a time";
    case LimitUnit::Count:
        break;
    }
    return "a whole number";
}

std::string_view placeholderOf(LimitUnit unit)
{
    switch (unit) {
    case LimitUnit::Bytes:
        return "SIZE";
    case LimitUnit::Milliseconds:
        return "TIME";
    case LimitUnit::Count:
        break;
    }
    return "N";
}

Option textOption(std::string name, std::string group, std::string placeholder, std::string help, std::string byDefault,
                  std::string expected, std::string ServerConfig::*field, std::function<bool(std::string_view)> accepts)
{
    Option option;
    option.name = std::move(name);
    option.group = std::move(group);
    option.placeholder = std::move(placeholder);
    option.help = std::move(help);
    option.defaultText = std::move(byDefault);
    option.expected = std::move(expected);
    option.set = [field, accepts = std::move(accepts)](ServerConfig &config, std::string_view text) {
        if (!accepts(text))
            return false;
        config.*field = text;
        return true;
    };
    option.get = [field](const ServerConfig &config) { return config.*field; };
    return option;
}

Option choiceOption(std::string name, std::string group, std::string help, std::vector<std::string> choices,
                    std::string byDefault, std::string ServerConfig::*field)
{
    const std::string placeholder = joined(choices, "|");
    const std::string expected = "one of " + joined(choices, ", ");
    auto accepts = [choices = std::move(choices)](std::string_view text) {
        return std::find(choices.begin(), choices.end(), text) != choices.end();
    };
    return textOption(std::move(name), std::move(group), placeholder, std::move(help), std::move(byDefault), expected,
                      field, std::move(accepts));
}

} // namespace relevo
