#include "console-client/utf8_locale.h"

#include <clocale>
#include <cstdlib>
#include <langinfo.h>
#include <string_view>

namespace relevo::console {

void ensureUtf8Locale()
{
    // NOLINTBEGIN(concurrency-mt-unsafe): there is one thread yet
    std::setlocale(LC_ALL, "");
    if (std::string_view(::nl_langinfo(CODESET)) != "UTF-8")
        ::setenv("LC_ALL", "C.UTF-8", 1);
    // NOLINTEND(concurrency-mt-unsafe)
}

} // namespace relevo::console
