#include "server/config/options.h"

#include "server/config/option_builders.h"
#include "server/config/values.h"

#include <QStandardPaths>
#include <QSysInfo>

#include <algorithm>
#include <thread>

namespace relevo {
namespace {

Option listenOption()
{
    Option option;
    option.name = "listen";
    option.group = "network";
    option.placeholder = "ADDR:PORT";
    option.help = "address to serve on; repeatable, port 0 picks a free one";
    option.defaultText = "127.0.0.1:5000";
    option.bounds = "ADDR: IPv4, [IPv6], localhost or *";
    option.expected = "an IPv4 address, an IPv6 address in [brackets], localhost or *, then : and a port (0 to 65535)";
    option.isList = true;
    option.set = [](ServerConfig &config, std::string_view text) {
        const std::optional<ListenAddress> address = parseListenAddress(text);
        if (address)
            config.listen.push_back(*address);
        return address.has_value();
    };
    option.get = [](const ServerConfig &config) {
        std::vector<std::string> texts;
        for (const ListenAddress &address : config.listen)
            texts.push_back(address.toText());
        return joined(texts, ", ");
    };
    option.clear = [](ServerConfig &config) { config.listen.clear(); };
    return option;
}

Option ioOption()
{
    Option option;
    option.name = "io";
    option.group = "network";
    option.placeholder = "epoll|qt";
    option.help = "how sockets are waited for";
    option.defaultText = "epoll";
    option.expected = "one of epoll, qt";
    option.set = [](ServerConfig &config, std::string_view text) {
        if (text != "epoll" && text != "qt")
            return false;
        config.io = text == "epoll" ? IoBackend::Epoll : IoBackend::Qt;
        return true;
    };
    option.get = [](const ServerConfig &config) { return config.io == IoBackend::Epoll ? "epoll" : "qt"; };
    return option;
}

std::string nodeNameFrom(std::string hostName)
{
    std::replace_if(
        hostName.begin(), hostName.end(),
        [](char c) {
            return !isNodeName({&c, 1});
        },
        '-');
    return hostName.empty() ? "relevo" : hostName.substr(0, 64);
}

} // namespace

MachineDefaults MachineDefaults::detect()
{
    const QString data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    return {std::max(1u, std::thread::hardware_concurrency()), nodeNameFrom(QSysInfo::machineHostName().toStdString()),
            (data + QStringLiteral("/relevo")).toStdString()};
}

std::string Option::variable() const
{
    return environmentVariable(name);
}

const std::vector<ActionFlag> &actionFlags()
{
    static const std::vector<ActionFlag> flags{
        {"check", ConfigAction::Check,
         "look through the storage, say what is found, and exit: 0 if all is sound, 1 if not"},
        {"print-config", ConfigAction::PrintConfig,
         "print the configuration in effect as a file for --config, and exit"},
        {"print-catalog", ConfigAction::PrintCatalog, "print the descriptions of the tasks as JSON, and exit"},
        {"help", ConfigAction::Help, "print this text, and exit"},
        {"version", ConfigAction::Version, "print the version, and exit"},
    };
    return flags;
}

std::vector<Option> optionTable(const MachineDefaults &machine)
{
    const auto notEmpty = [](std::string_view text) {
        return !text.empty() && text.find('\n') == std::string_view::npos;
    };
    std::vector<Option> table;
    table.push_back(listenOption());
    table.push_back(ioOption());
    table.push_back(numberOption("io-threads", "network", "threads that serve the connections", {1, 256},
                                 std::max<std::uint64_t>(1, machine.cores / 4),
                                 [](ServerConfig &config) -> std::uint64_t & { return config.ioThreads; }));
    table.push_back(textOption("node", "node", "NAME", "the node's name in replies, logs and figures",
                               nodeNameFrom(machine.hostName), "1 to 64 letters, digits, dots, hyphens and underscores",
                               &ServerConfig::node, isNodeName));
    table.push_back(numberOption("workers", "node", "threads that run tasks", {1, 1024},
                                 std::clamp<std::uint64_t>(machine.cores, 1, 1024),
                                 [](ServerConfig &config) -> std::uint64_t & { return config.workers; }));
    table.push_back(textOption("data", "node", "DIR", "folder of the node's files", machine.dataDir, "a folder's path",
                               &ServerConfig::dataDir, notEmpty));
    const Limits defaults;
    for (const LimitInfo &limit : limitTable) {
        table.push_back(numberOption(
            kebabCase(limit.name), "limits", std::string(limit.help), {limit.minimum, limit.maximum, limit.unit},
            defaults.*limit.field,
            [field = limit.field](ServerConfig &config) -> std::uint64_t & { return config.limits.*field; }));
    }
    for (Option &option : storageOptions())
        table.push_back(std::move(option));
    table.push_back(choiceOption("log-level", "log", "the least grave of what is logged",
                                 {"error", "warning", "info", "debug"}, "info", &ServerConfig::logLevel));
    table.push_back(choiceOption("log-format", "log", "lines for people or for programs", {"text", "json"}, "text",
                                 &ServerConfig::logFormat));
    return table;
}

std::string kebabCase(std::string_view camelCase)
{
    std::string name;
    for (const char c : camelCase) {
        if (c >= 'A' && c <= 'Z') {
            name += '-';
            name += static_cast<char>(c - 'A' + 'a');
        } else {
            name += c;
        }
    }
    return name;
}

std::string environmentVariable(std::string_view optionName)
{
    std::string name = "RELEVO_";
    for (const char c : optionName)
        name += c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    return name;
}

} // namespace relevo
