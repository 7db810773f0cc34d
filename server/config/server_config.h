// What the server runs by: plain values, read once at start and passed on by the composition root.
#pragma once

#include "common/protocol/limits.h"

#include <QHostAddress>

#include <cstdint>
#include <string>
#include <vector>

namespace relevo {

struct ListenAddress
{
    QHostAddress address;
    std::uint16_t port = 0; ///< 0: the system picks a free one

    /// `127.0.0.1:5000`, `[::1]:5000`
    std::string toText() const;
    bool operator==(const ListenAddress &) const = default;
};

enum class IoBackend : std::uint8_t {
    Epoll, ///< an epoll set per I/O thread; Linux only
    Qt,    ///< Qt's sockets and event loop
};

struct ServerConfig
{
    std::vector<ListenAddress> listen;
    std::string dataDir; ///< UTF-8; need not exist
    std::string node;    ///< 1 to 64 of [A-Za-z0-9._-]
    std::uint64_t workers = 1;
    std::uint64_t ioThreads = 1;
    IoBackend io = IoBackend::Epoll;
    Limits limits;
    std::string storage;    ///< sqlite, postgresql or memory
    std::string postgresql; ///< a connection's URI
    std::string blobs;      ///< files or s3
    std::uint64_t blobThreshold = 0;
    std::string s3Endpoint;
    std::string s3Region;
    std::string s3Bucket;
    std::string s3AccessKey;
    std::string s3SecretKeyFile;
    std::uint64_t s3TimeoutMs = 0; ///< without bytes
    std::uint64_t leaseMs = 0;
    std::uint64_t stuckAfterMs = 0; ///< past a cancel or a time
    std::uint64_t historyRate = 0;  ///< records of direct calls a second
    struct Keep
    {
        std::uint64_t count = 0;
        std::uint64_t timeMs = 0;
    };
    Keep keepCalls;
    Keep keepTasks; ///< finished ones; and of these, by their state:
    Keep keepSucceeded;
    Keep keepFailed;
    Keep keepCancelled;
    std::string logLevel;  ///< a name that observe/log.h knows: error, warning, info, debug
    std::string logFormat; ///< likewise: text, json
};

} // namespace relevo
