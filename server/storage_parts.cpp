#include "server/storage_parts.h"

#include "server/background/time_text.h"
#include "server/storage/files/file_blob_store.h"
#include "server/storage/postgresql/postgres_task_store.h"
#include "server/storage/s3/s3_blob_store.h"
#include "server/storage/sqlite/sqlite_task_store.h"

#include <fstream>
#include <string>

namespace relevo {

namespace {

std::string secretOf(const std::string &path)
{
    std::ifstream file(path);
    std::string secret;
    if (!std::getline(file, secret) || secret.empty())
        throw StorageError(StorageError::Kind::Refused, "cannot read a secret from --s3-secret-key-file " + path);
    return secret;
}

} // namespace

std::unique_ptr<TaskStore> openTasks(const ServerConfig &config)
{
    if (config.storage == "memory")
        return std::make_unique<SqliteTaskStore>(":memory:");
    if (config.storage == "postgresql")
        return std::make_unique<PostgresTaskStore>(config.postgresql);
    return std::make_unique<SqliteTaskStore>(config.dataDir + "/tasks.db");
}

std::unique_ptr<BlobStore> openBlobs(const ServerConfig &config)
{
    if (config.blobs == "files")
        return std::make_unique<FileBlobStore>(config.dataDir + "/blobs");
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

Storage::Storage(const ServerConfig &config, std::size_t workers)
    : m_folder(std::in_place, config.dataDir)
    , m_slots(std::in_place, config.storage == "memory" ? std::string() : m_folder->file("slots"), workers)
    , m_tasks(openTasks(config))
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
