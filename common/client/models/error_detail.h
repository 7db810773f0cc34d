// What a server said about an error beside its code: as sentences for people. Pure; the GUI's thread (Language).
#pragma once

#include "common/client/language.h"
#include "common/client/reply.h"

namespace relevo {

/// `task`: whose parameters it may name; or null. Empty if there is nothing to tell.
QString errorDetailText(const CallError &error, const TaskDescription *task, const Language &language);

} // namespace relevo
