// What the program's exit code says; in `relevo --help` and docs/operations.md.
#pragma once

namespace relevo::console {

enum ExitCode : int {
    Done = 0,
    TaskFailed = 1, ///< the server answered with an error; with --lines: at least one did; of audit: it does not add up
    WrongUse = 2,   ///< the command line, or params that the method does not take
    NoConnection = 3, ///< or no reply in time; of wait and watch: not final in time
    Interrupted = 130,
    OutputClosed = 141, ///< as a shell shows a death by SIGPIPE
};

} // namespace relevo::console
