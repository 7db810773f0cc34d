// What Qt expects of the process's locale.
#pragma once

namespace relevo::console {

/// Qt reads and writes UTF-8 and complains about every other locale: switches to C.UTF-8 then. Before the application,
/// and after the Language, which reads what the user set.
void ensureUtf8Locale();

} // namespace relevo::console
