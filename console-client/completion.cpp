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

// Where the first word stands that is neither an option nor an option's value; words.size() if the cursor comes first.
std::size_t firstWord(const std::vector<std::string> &words, std::size_t from, const std::vector<OptionSpec> &specs)
{
    for (std::size_t i = from; i + 1 < words.size(); ++i) {
        if (!words[i].starts_with('-'))
            return i;
        const OptionSpec *option = findOption(specs, words[i]);
        if (option && !option->valueName.empty())
            ++i;
    }
    return words.size();
}

const TaskDescription *taskOf(const std::string &name, const CatalogStore &catalog)
{
    return name.empty() ? nullptr : catalog.find(fromBytes(name));
}

std::string wordAt(const std::vector<std::string> &words, std::size_t place)
{
    return place < words.size() ? words[place] : std::string();
}

} // namespace

std::vector<std::string> completions(const std::vector<std::string> &words, const CatalogStore &catalog,
                                     const Language &language)
{
    const std::string typed = words.empty() ? std::string() : words.back();
    std::vector<OptionSpec> specs = commonOptions();
    const std::size_t place = firstWord(words, 0, specs);
    const std::string command = wordAt(words, place);
    const TaskDescription *task = taskOf(command, catalog);
    bool wantsTask = false;
    for (const Command &one : builtinCommands()) {
        if (one.name != command)
            continue;
        append(specs, one.options);
        task = one.takesTask ? taskOf(wordAt(words, firstWord(words, place + 1, specs)), catalog) : nullptr;
        wantsTask = one.takesTask && !task;
    }
    if (task)
        append(specs, taskOptions(*task, language));

    std::vector<std::string> candidates;
    const OptionSpec *before = words.size() > 1 ? findOption(specs, words[words.size() - 2]) : nullptr;
    if (before && !before->valueName.empty()) {
        candidates = before->choices;
    } else if (typed.starts_with('-')) {
        for (const OptionSpec &spec : specs)
            candidates.push_back("--" + spec.name);
    } else if (command.empty()) {
        candidates = commandNames(catalog);
    } else if (wantsTask) {
        for (const TaskDescription &one : catalog.tasks())
            candidates.push_back(taskVerb(one).toStdString());
    }
    std::erase_if(candidates, [&](const std::string &candidate) { return !candidate.starts_with(typed); });
    std::sort(candidates.begin(), candidates.end());
    candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
    return candidates;
}

} // namespace relevo::console
