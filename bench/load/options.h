// The command line that all load drivers share.
#pragma once

#include <cstdint>
#include <string>
#include <sys/types.h>
#include <vector>

namespace relevo::bench {

enum class TaskKind : std::uint8_t { Reverse, Average, Count };

struct Options
{
    std::string host = "127.0.0.1";
    std::string port = "5000";
    unsigned connections = 8;
    unsigned inFlight = 64;       ///< requests that one connection has under way at most
    unsigned idleConnections = 0; ///< held open beside those, nothing sent on them
    unsigned threads = 1;
    TaskKind task = TaskKind::Reverse;
    std::size_t bytes = 32;     ///< UTF-8 bytes of a text
    std::size_t numbers = 1000; ///< items of an array
    bool unicode = false;
    bool submit = false; ///< in the background: only that the task is accepted is waited for
    double seconds = 5;  ///< the measured window
    double warmup = 0.5; ///< seconds before it
    double rate = 0;     ///< requests per second over all connections; 0: as fast as replies come
    std::vector<pid_t> pids;
    bool json = false;
    bool help = false;
};

/// Empty if `options` was filled, else one line that names what is wrong.
std::string parseOptions(int argc, const char *const *argv, Options &options);
std::string optionsHelp(const std::string &program, const std::string &summary);
const char *taskName(TaskKind task);

} // namespace relevo::bench
