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

constexpr std::uint64_t most = 1'000'000'000;
constexpr std::uint64_t longest = 100ull * 366 * 24 * 3600 * 1000;

/// How many of something are kept, and how long.
void addKeep(std::vector<Option> &table, const char *count, const char *time, const std::string &what,
             ServerConfig::Keep byDefault, ServerConfig::Keep ServerConfig::*field)
{
    table.push_back(numberOption(count, "storage", "how many " + what + " are kept", {0, most}, byDefault.count,
                                 [field](ServerConfig &config) -> std::uint64_t & { return (config.*field).count; }));
    table.push_back(numberOption(time, "storage", "how long " + what + " are kept",
                                 {1'000, longest, LimitUnit::Milliseconds}, byDefault.timeMs,
                                 [field](ServerConfig &config) -> std::uint64_t & { return (config.*field).timeMs; }));
}

} // namespace

std::vector<Option> storageOptions()
{
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
    addKeep(table, "keep-calls", "keep-calls-time", "direct calls' records", {100'000, longest},
            &ServerConfig::keepCalls);
    addKeep(table, "keep-tasks", "keep-time", "finished background tasks", {most, 7ull * 24 * 3600 * 1000},
            &ServerConfig::keepTasks);
    addKeep(table, "keep-succeeded", "keep-succeeded-time", "succeeded ones of these", {most, longest},
            &ServerConfig::keepSucceeded);
    addKeep(table, "keep-failed", "keep-failed-time", "failed ones of these", {most, longest},
            &ServerConfig::keepFailed);
    addKeep(table, "keep-cancelled", "keep-cancelled-time", "cancelled ones of these", {most, longest},
            &ServerConfig::keepCancelled);
    return table;
}

} // namespace relevo
