#include "server/config/option_builders.h"

#include <utility>

namespace relevo {

namespace {

bool oneLine(std::string_view text)
{
    return text.find('\n') == std::string_view::npos;
}

Option words(const char *name, const char *placeholder, const char *help, const char *byDefault,
             std::string ServerConfig::*field)
{
    return textOption(name, "storage", placeholder, help, byDefault, "one line of text", field, oneLine);
}

} // namespace

std::vector<Option> storageOptions()
{
    constexpr std::uint64_t yearMs = 366ull * 24 * 3600 * 1000;
    std::vector<Option> table;
    table.push_back(choiceOption("storage", "storage", "where tasks are kept: a file in --data, a server, or nowhere",
                                 {"sqlite", "postgresql", "memory"}, "sqlite", &ServerConfig::storage));
    table.push_back(words("postgresql", "URI", "for --storage postgresql: postgresql://USER@HOST/DATABASE", "",
                          &ServerConfig::postgresql));
    table.push_back(choiceOption("blobs", "storage", "where long params and results go", {"files", "s3"}, "files",
                                 &ServerConfig::blobs));
    table.push_back(numberOption("blob-threshold", "storage", "what is longer goes there",
                                 {0, 16u << 20, LimitUnit::Bytes}, 64 * 1024,
                                 [](ServerConfig &config) -> std::uint64_t & { return config.blobThreshold; }));
    table.push_back(
        words("s3-endpoint", "URL", "for --blobs s3: http://HOST:PORT or https://HOST", "", &ServerConfig::s3Endpoint));
    table.push_back(words("s3-region", "NAME", "its region", "us-east-1", &ServerConfig::s3Region));
    table.push_back(words("s3-bucket", "NAME", "its bucket, which has to be there", "", &ServerConfig::s3Bucket));
    table.push_back(words("s3-access-key", "KEY", "the name to sign with", "", &ServerConfig::s3AccessKey));
    table.push_back(words("s3-secret-key-file", "FILE", "the file with the secret to sign with", "",
                          &ServerConfig::s3SecretKeyFile));
    table.push_back(numberOption("s3-timeout", "storage", "without a byte for so long, a request is given up",
                                 {1'000, 3600 * 1000, LimitUnit::Milliseconds}, 10'000,
                                 [](ServerConfig &config) -> std::uint64_t & { return config.s3TimeoutMs; }));
    table.push_back(numberOption("lease", "storage", "out of reach for so long, a node's tasks are taken over",
                                 {1'000, 24ull * 3600 * 1000, LimitUnit::Milliseconds}, 15'000,
                                 [](ServerConfig &config) -> std::uint64_t & { return config.leaseMs; }));
    table.push_back(numberOption("stuck-after", "storage",
                                 "past its cancel or its time, a running task counts as stuck",
                                 {1, 24ull * 3600 * 1000, LimitUnit::Milliseconds}, 5'000,
                                 [](ServerConfig &config) -> std::uint64_t & { return config.stuckAfterMs; }));
    table.push_back(numberOption("history-rate", "storage", "direct calls to record each second, the rest is sampled",
                                 {0, 1'000'000}, 2'000,
                                 [](ServerConfig &config) -> std::uint64_t & { return config.historyRate; }));
    table.push_back(numberOption("keep-calls", "storage", "records of direct calls to keep", {0, 1'000'000'000},
                                 100'000, [](ServerConfig &config) -> std::uint64_t & { return config.keepCalls; }));
    table.push_back(numberOption("keep-tasks", "storage", "finished background tasks to keep", {0, 1'000'000'000},
                                 1'000'000'000,
                                 [](ServerConfig &config) -> std::uint64_t & { return config.keepTasks; }));
    table.push_back(numberOption("keep-time", "storage", "how long finished background tasks are kept",
                                 {1'000, 100 * yearMs, LimitUnit::Milliseconds}, 7ull * 24 * 3600 * 1000,
                                 [](ServerConfig &config) -> std::uint64_t & { return config.keepTimeMs; }));
    return table;
}

} // namespace relevo
