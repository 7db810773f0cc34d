// What every command of the console works with, and the options that all of them take.
#pragma once

#include "common/client/language.h"
#include "console-client/arguments.h"
#include "console-client/output.h"
#include "console-client/session.h"

#include <string>
#include <vector>

namespace relevo::console {

struct Console
{
    Output &output;
    Language &language;
    Session &session;
    Arguments arguments; ///< of the command, the command's name left out
    bool json = false;
    /// Of a command that takes one; until the session's catalog is refreshed. Its name is not among the arguments.
    const TaskDescription *task = nullptr;

    /// Complains, and gives the exit code that fits.
    int failed(const CallError &error);
    int wrongUse(const QString &text, const std::string &command);
    int noConnection();
};

/// The options that every command takes.
std::vector<OptionSpec> commonOptions();
/// A command's own options and the common ones; of two with one name the command's own stays.
std::vector<OptionSpec> withCommonOptions(std::vector<OptionSpec> own);

} // namespace relevo::console
