#include "bench/load/options.h"

#include <array>
#include <charconv>
#include <string_view>

namespace relevo::bench {

namespace {

template <typename T> bool readNumber(std::string_view text, T minimum, T maximum, T &out)
{
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), out);
    // Written so that a NaN is refused as well.
    return fault == std::errc() && end == text.data() + text.size() && out >= minimum && out <= maximum;
}

bool readAddress(std::string_view text, Options &options)
{
    const std::size_t colon = text.rfind(':');
    std::uint16_t port = 0;
    if (colon == std::string_view::npos || colon == 0 ||
        !readNumber<std::uint16_t>(text.substr(colon + 1), 1, 65535, port))
        return false;
    std::string_view host = text.substr(0, colon);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']')
        host = host.substr(1, host.size() - 2);
    options.host = host;
    options.port = text.substr(colon + 1);
    return true;
}

bool readTask(std::string_view text, Options &options)
{
    for (const TaskKind task : {TaskKind::Reverse, TaskKind::Average, TaskKind::Count}) {
        if (text == taskName(task)) {
            options.task = task;
            return true;
        }
    }
    return false;
}

bool readPid(std::string_view text, Options &options)
{
    pid_t pid = 0;
    if (!readNumber<pid_t>(text, 1, 1 << 30, pid))
        return false;
    options.pids.push_back(pid);
    return true;
}

bool readCount(std::string_view text, unsigned &out)
{
    return readNumber(text, 1u, 1'000'000u, out);
}

struct OptionInfo
{
    std::string_view name;
    std::string_view value; ///< what the help calls its value; empty: a switch
    std::string_view help;
    bool (*set)(std::string_view text, Options &options);
};

constexpr std::array<OptionInfo, 18> optionTable{{
    {"--address", "HOST:PORT", "where the server listens (127.0.0.1:5000)", readAddress},
    {"--connections", "N", "connections that send (8)",
     [](std::string_view t, Options &o) { return readCount(t, o.connections); }},
    {"--in-flight", "N", "requests under way on each of them (64)",
     [](std::string_view t, Options &o) { return readCount(t, o.inFlight); }},
    {"--idle-connections", "N", "more connections, held open without a request (0)",
     [](std::string_view t, Options &o) { return readNumber(t, 0u, 1'000'000u, o.idleConnections); }},
    {"--threads", "N", "threads of this program (1)",
     [](std::string_view t, Options &o) { return readNumber(t, 1u, 256u, o.threads); }},
    {"--task", "NAME", "text.reverse (the default), numbers.average or text.count", readTask},
    {"--bytes", "N", "UTF-8 bytes of each text (32)",
     [](std::string_view t, Options &o) { return readNumber<std::size_t>(t, 1, std::size_t{1} << 30, o.bytes); }},
    {"--numbers", "N", "items of each array, doubles of 17 digits (1000)",
     [](std::string_view t, Options &o) { return readNumber<std::size_t>(t, 1, 100'000'000, o.numbers); }},
    {"--ascii", "", "texts of ASCII (the default)",
     [](std::string_view, Options &o) {
         o.unicode = false;
         return true;
     }},
    {"--unicode", "", "texts with accents, flags, emoji and ideographs",
     [](std::string_view, Options &o) {
         o.unicode = true;
         return true;
     }},
    {"--submit", "", "submit the tasks, to be run in the background: a reply says that one is accepted",
     [](std::string_view, Options &o) {
         o.submit = true;
         return true;
     }},
    {"--duration", "SECONDS", "how long to measure (5)",
     [](std::string_view t, Options &o) { return readNumber(t, 0.01, 86400.0, o.seconds); }},
    {"--warmup", "SECONDS", "how long to run before that (0.5)",
     [](std::string_view t, Options &o) { return readNumber(t, 0.0, 3600.0, o.warmup); }},
    {"--rate", "N",
     "requests per second over all connections, sent on schedule whatever the replies do;\n"
     "                            latency counts from the intended time (as fast as replies come)",
     [](std::string_view t, Options &o) { return readNumber(t, 0.1, 1e8, o.rate); }},
    {"--pid", "PID", "a process whose CPU time per request is wanted; may be repeated", readPid},
    {"--json", "", "print the result as one JSON object",
     [](std::string_view, Options &o) {
         o.json = true;
         return true;
     }},
    {"--help", "", "print this",
     [](std::string_view, Options &o) {
         o.help = true;
         return true;
     }},
    {"-h", "", "the same",
     [](std::string_view, Options &o) {
         o.help = true;
         return true;
     }},
}};

const OptionInfo *findOption(std::string_view name)
{
    for (const OptionInfo &info : optionTable) {
        if (info.name == name)
            return &info;
    }
    return nullptr;
}

} // namespace

const char *taskName(TaskKind task)
{
    switch (task) {
    case TaskKind::Reverse:
        return "text.reverse";
    case TaskKind::Average:
        return "numbers.average";
    case TaskKind::Count:
        return "text.count";
    }
    return "";
}

std::string parseOptions(int argc, const char *const *argv, Options &options)
{
    for (int i = 1; i < argc; ++i) {
        std::string_view name = argv[i];
        std::string_view value;
        const std::size_t equals = name.find('=');
        const bool attached = equals != std::string_view::npos;
        if (attached) {
            value = name.substr(equals + 1);
            name = name.substr(0, equals);
        }
        const OptionInfo *info = findOption(name);
        if (!info)
            return "unknown option: " + std::string(name);
        if (info->value.empty() && attached)
            return std::string(name) + " takes no value";
        if (!info->value.empty() && !attached) {
            if (++i == argc)
                return std::string(name) + " wants a value: " + std::string(info->value);
            value = argv[i];
        }
        if (!info->set(value, options))
            return "bad value for " + std::string(name) + ": " + std::string(value);
    }
    if (options.threads > options.connections)
        return "more threads than connections";
    return {};
}

std::string optionsHelp(const std::string &program, const std::string &summary)
{
    std::string text = "usage: " + program + " [options]\n" + summary + "\n\n";
    for (const OptionInfo &info : optionTable) {
        std::string line = "  " + std::string(info.name);
        if (!info.value.empty())
            line += " " + std::string(info.value);
        line.resize(std::max<std::size_t>(line.size() + 1, 28), ' ');
        text += line + std::string(info.help) + "\n";
    }
    return text + "\nExit: 0, 1 after a wrong reply or a lost or refused connection, 2 for wrong use.\n";
}

} // namespace relevo::bench
