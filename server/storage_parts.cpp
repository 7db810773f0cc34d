#include "server/storage_parts.h"

#include "server/background/time_text.h"
#include "server/storage/files/file_blob_store.h"
#include "server/storage/postgresql/postgres_task_store.h"
#include "server/storage/s3/s3_blob_store.h"
#include "server/storage/sqlite/sqlite_task_store.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

namespace relevo {

namespace {

std::string secretOf(const std::string &path)
{
    std::ifstream file(path);
    std::string secret;
    if (!std::getline(file, secret) || secret.empty())
        throw StorageError(StorageError::Kind::Refused, path.empty()
                                                            ? "S3 needs --s3-secret-key-file"
                                                            : "cannot read a secret from --s3-secret-key-file " + path);
    return secret;
}

std::string databaseOf(const ServerConfig &config)
{
    return config.dataDir + "/tasks.db";
}

std::string blobFolderOf(const ServerConfig &config)
{
    // What is in memory names no payloads of what is on the disk, and would have them swept.
    return config.dataDir + (config.storage == "memory" ? "/memory-blobs" : "/blobs");
}

bool isThere(const std::string &path)
{
    std::error_code error;
    return std::filesystem::exists(path, error);
}

bool holdsFiles(const std::string &folder)
{
    std::error_code error;
    for (std::filesystem::recursive_directory_iterator in(folder, error), end; !error && in != end;
         in.increment(error)) {
        if (in->is_regular_file(error))
            return true;
    }
    return false;
}

/// Payloads that no record names are removed: not those whose records are only out of sight.
void refuseOthersBlobs(const ServerConfig &config)
{
    const std::string folder = blobFolderOf(config);
    if (config.blobs != "files" || config.storage == "memory" || !holdsFiles(folder))
        return;
    const bool database = isThere(databaseOf(config));
    if (config.storage == "sqlite" && !database)
        throw StorageError(StorageError::Kind::Refused,
                           folder + " holds payloads, and " + databaseOf(config) +
                               ", which has their tasks, is missing: put it back, or give this server another folder "
                               "(--data DIR)");
    if (config.storage != "sqlite" && database)
        throw StorageError(StorageError::Kind::Refused, folder + " holds the payloads of " + databaseOf(config) +
                                                            ": give this server another folder (--data DIR)");
}

std::unique_ptr<TaskStore> openOwnTasks(const ServerConfig &config)
{
    refuseOthersBlobs(config);
    return openTasks(config);
}

} // namespace

std::unique_ptr<TaskStore> openTasks(const ServerConfig &config, Schema schema)
{
    if (config.storage == "memory")
        return std::make_unique<SqliteTaskStore>(":memory:");
    if (config.storage == "postgresql")
        return std::make_unique<PostgresTaskStore>(config.postgresql, PostgresTimes(), schema);
    return std::make_unique<SqliteTaskStore>(databaseOf(config), SqliteTaskStore::Sync::Full, schema);
}

std::unique_ptr<BlobStore> openBlobs(const ServerConfig &config)
{
    if (config.blobs == "files")
        return std::make_unique<FileBlobStore>(blobFolderOf(config));
    S3Config s3;
    s3.endpoint = config.s3Endpoint;
    s3.region = config.s3Region;
    s3.bucket = config.s3Bucket;
    s3.accessKey = config.s3AccessKey;
    s3.timeout = std::chrono::milliseconds(config.s3TimeoutMs);
    s3.secretKey = secretOf(config.s3SecretKeyFile);
    auto store = std::make_unique<S3BlobStore>(std::move(s3));
    store->check();
    return store;
}

std::string whyNotToCheck(const ServerConfig &config)
{
    if (config.storage == "memory")
        return "--storage memory keeps nothing that could be checked";
    if (config.storage == "sqlite" && !isThere(databaseOf(config)))
        return "there is no " + databaseOf(config);
    std::error_code error;
    if (config.storage == "sqlite" && ::access(config.dataDir.c_str(), W_OK) != 0 &&
        std::filesystem::file_size(databaseOf(config) + "-wal", error) > 0 && !error)
        return config.dataDir + " cannot be written, and its database was not closed in order: check a copy of it";
    return {};
}

Storage::Storage(const ServerConfig &config, std::size_t workers)
    : m_folder(std::in_place, config.dataDir, DataFolder::Use::Serve)
    , m_slots(std::in_place, config.storage == "memory" ? std::string() : m_folder->file("slots"), workers)
    , m_tasks(openOwnTasks(config))
    , m_blobs(openBlobs(config))
{
    // The folder is this process's alone, so the process that had its place before is no more.
    const std::string file = m_folder->file("place");
    int before = -1;
    std::ifstream(file) >> before;
    m_slot = m_tasks->attach(config.node, before, nowMs(), static_cast<std::int64_t>(config.leaseMs));
    if (m_slot != before)
        std::ofstream(file, std::ios::trunc) << m_slot << '\n';
}

} // namespace relevo
