#include "console-client/arguments.h"

#include "common/protocol/suggestion.h"

#include <QCoreApplication>

#include <algorithm>

namespace relevo::console {

namespace {

struct ArgumentsTexts
{
    Q_DECLARE_TR_FUNCTIONS(relevo::console::Arguments)
};

bool isOption(const std::string &word)
{
    const bool number = word.size() > 1 && (word[1] == '.' || (word[1] >= '0' && word[1] <= '9'));
    return word.size() > 1 && word[0] == '-' && !number;
}

QString unknownOption(const std::string &word, std::string_view name, const std::vector<OptionSpec> &specs)
{
    std::vector<std::string> known;
    for (const OptionSpec &spec : specs)
        known.push_back("--" + spec.name);
    return ArgumentsTexts::tr("There is no option “%1”.").arg(fromBytes(word)) +
           didYouMean("--" + std::string(name), known);
}

} // namespace

QString fromBytes(std::string_view bytes)
{
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

QString didYouMean(std::string_view name, const std::vector<std::string> &known)
{
    const std::string near = nearestName(name, known);
    return near.empty() ? QString() : u' ' + ArgumentsTexts::tr("Did you mean “%1”?").arg(fromBytes(near));
}

std::optional<std::string> Arguments::value(const std::string &name) const
{
    const auto found = m_values.find(name);
    return found == m_values.end() ? std::nullopt : std::optional(found->second);
}

std::string Arguments::takeFirst()
{
    if (m_positional.empty())
        return {};
    std::string first = std::move(m_positional.front());
    m_positional.erase(m_positional.begin());
    return first;
}

bool Arguments::parse(const std::vector<std::string> &words, const std::vector<OptionSpec> &specs, bool stopAtFirst,
                      QString &error)
{
    bool optionsEnded = false;
    for (auto word = words.begin(); word != words.end(); ++word) {
        if (!optionsEnded && *word == "--") {
            optionsEnded = true;
            continue;
        }
        if (optionsEnded || !isOption(*word)) {
            if (stopAtFirst) {
                m_rest.assign(word, words.end());
                return true;
            }
            m_positional.push_back(*word);
            continue;
        }
        const std::string full = *word == "-h" ? "--help" : *word;
        const std::size_t equals = full.find('=');
        const std::size_t dashes = full.starts_with("--") ? 2 : 1;
        const std::string name = full.substr(dashes, equals == full.npos ? full.npos : equals - dashes);
        const auto spec = std::find_if(specs.begin(), specs.end(), [&](const OptionSpec &s) { return s.name == name; });
        if (spec == specs.end() || dashes != 2) {
            error = unknownOption(*word, name, specs);
            return false;
        }
        const bool again = m_values.contains(name);
        std::string &value = m_values[name];
        if (spec->valueName.empty() && equals != full.npos) {
            error = ArgumentsTexts::tr("The option --%1 takes no value.").arg(fromBytes(name));
            return false;
        }
        if (spec->valueName.empty())
            continue;
        if (again) {
            error = ArgumentsTexts::tr("The option --%1 is given more than once.").arg(fromBytes(name));
            return false;
        }
        if (equals == full.npos && ++word == words.end()) {
            error = ArgumentsTexts::tr("The option --%1 needs a value.").arg(fromBytes(name));
            return false;
        }
        value = equals == full.npos ? *word : full.substr(equals + 1);
    }
    return true;
}

} // namespace relevo::console
