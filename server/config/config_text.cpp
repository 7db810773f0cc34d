// The two texts that are made from the table of options: --help and --print-config.
#include "server/config/load.h"

#include <algorithm>

namespace relevo {
namespace {

constexpr std::size_t helpColumn = 32;
constexpr std::size_t helpWidth = 100;

/// `text` in lines of at most helpWidth, the first one after `begin`, each starting in helpColumn.
std::string helpEntry(const std::string &begin, std::string_view text)
{
    std::string out = begin;
    std::size_t column = begin.size();
    if (column + 2 > helpColumn) {
        out += '\n';
        column = 0;
    }
    out.append(helpColumn - column, ' ');
    column = helpColumn;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (column > helpColumn && column + 1 + end > helpWidth) {
            out += '\n';
            out.append(helpColumn, ' ');
            column = helpColumn;
        } else if (column > helpColumn) {
            out += ' ';
            ++column;
        }
        out += text.substr(0, end);
        column += end;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out + '\n';
}

} // namespace

std::string helpText(const std::vector<Option> &options)
{
    std::string text =
        "Usage: relevo-server [OPTIONS]\n\n"
        "Serves tasks until SIGTERM or SIGINT, which let running work finish; a second one ends at once.\n\n"
        "Each option can be set in four places. The first that sets it wins: its flag; its environment\n"
        "variable (--max-message is RELEVO_MAX_MESSAGE); the file that --config or RELEVO_CONFIG names\n"
        "(max-message = 1MiB in the section [limits]); its default.\n"
        "Sizes take KiB, MiB, GiB, TiB (powers of 1024), k, M, G (of 1000); times take ms, s, min, h, and\n"
        "are milliseconds without a unit.\n";
    std::string group;
    for (const Option &option : options) {
        if (option.group != group) {
            group = option.group;
            text += "\n[" + group + "]\n";
        }
        const std::string bounds = option.bounds.empty() ? std::string() : option.bounds + "; ";
        text += helpEntry("  " + option.flag() + " " + option.placeholder,
                          option.help + " (" + bounds +
                              (option.defaultText.empty() ? "no default" : "default " + option.defaultText) + ")");
    }
    text += "\n";
    text += helpEntry("  --" + std::string(configFileOption) + " FILE", "file to read the options from");
    for (const ActionFlag &flag : actionFlags())
        text += helpEntry("  --" + std::string(flag.name), flag.help);
    return text;
}

std::string configText(const LoadedConfig &loaded)
{
    std::string text = "# The configuration in effect, and where each value came from.\n";
    std::string group;
    for (const Setting &setting : loaded.settings) {
        const Option &option = *setting.option;
        if (option.group != group) {
            group = option.group;
            text += "\n[" + group + "]\n";
        }
        text += "# " + option.help + "; from " + setting.origin + "\n";
        text += option.name + " = " + option.get(loaded.config) + "\n";
    }
    return text;
}

} // namespace relevo
