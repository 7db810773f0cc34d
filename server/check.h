// `relevo-server --check`: looks through a node's storage and says what it finds. Changes nothing.
#pragma once

#include "server/config/server_config.h"

#include <functional>
#include <string>

namespace relevo {

/// Tells its findings by `say`, a line each. True: all is sound. Throws StorageError where it cannot even look.
bool checkStorage(const ServerConfig &config, const std::function<void(const std::string &)> &say);

} // namespace relevo
