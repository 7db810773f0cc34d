#include "console-client/completion.h"

#include "console-client/task_command.h"

#include <algorithm>

namespace relevo::console {

namespace {

void append(std::vector<OptionSpec> &to, const std::vector<OptionSpec> &from)
{
    to.insert(to.end(), from.begin(), from.end());
}

const OptionSpec *findOption(const std::vector<OptionSpec> &specs, const std::string &word)
{
    const auto found =
        std::find_if(specs.begin(), specs.end(), [&](const OptionSpec &spec) { return "--" + spec.name == word; });
    return found == specs.end() ? nullptr : &*found;
}

// The command: the first word that is neither an option nor an option's value.
std::string commandOf(const std::vector<std::string> &words, const std::vector<OptionSpec> &common)
{
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (!words[i].starts_with('-'))
            return words[i];
        const OptionSpec *option = findOption(common, words[i]);
        if (option && !option->valueName.empty())
            ++i;
    }
    return {};
}

} // namespace

std::vector<std::string> completions(const std::vector<std::string> &words, const CatalogStore &catalog,
                                     const Language &language)
{
    const std::string typed = words.empty() ? std::string() : words.back();
    std::vector<OptionSpec> specs = commonOptions();
    const std::string command = commandOf(words, specs);
    if (const TaskDescription *task = catalog.find(fromBytes(command)); task && !command.empty())
        append(specs, taskOptions(*task, language));
    for (const Command &one : builtinCommands()) {
        if (one.name == command)
            append(specs, one.options);
    }

    std::vector<std::string> candidates;
    const OptionSpec *before = words.size() > 1 ? findOption(specs, words[words.size() - 2]) : nullptr;
    if (before && !before->valueName.empty()) {
        candidates = before->choices;
    } else if (typed.starts_with('-')) {
        for (const OptionSpec &spec : specs)
            candidates.push_back("--" + spec.name);
    } else if (command.empty()) {
        candidates = commandNames(catalog);
    }
    std::erase_if(candidates, [&](const std::string &candidate) { return !candidate.starts_with(typed); });
    std::sort(candidates.begin(), candidates.end());
    return candidates;
}

} // namespace relevo::console
