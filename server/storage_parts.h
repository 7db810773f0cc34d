// What a node keeps its tasks and payloads in, by its configuration. The composition root's own.
#pragma once

#include "server/background/slot_file.h"
#include "server/config/server_config.h"
#include "server/data_folder.h"
#include "server/storage/blob_store.h"
#include "server/storage/task_store.h"

#include <memory>
#include <optional>
#include <string>

namespace relevo {

class Storage
{
public:
    /// Opens or makes all of it. `workers`: places in the slot file. Throws StorageError with a sentence for people.
    Storage(const ServerConfig &config, std::size_t workers);

    TaskStore &tasks() const { return *m_tasks; }
    BlobStore &blobs() const { return *m_blobs; }
    SlotFile &slots() { return *m_slots; }
    /// The node's place among those that share the store.
    int slot() const { return m_slot; }

private:
    std::optional<DataFolder> m_folder;
    std::optional<SlotFile> m_slots;
    std::unique_ptr<TaskStore> m_tasks;
    std::unique_ptr<BlobStore> m_blobs;
    int m_slot = 0;
};

/// The concrete stores, for those who open them without a node (`--check`).
std::unique_ptr<TaskStore> openTasks(const ServerConfig &config, Schema schema = Schema::Update);
std::unique_ptr<BlobStore> openBlobs(const ServerConfig &config);
/// Empty: there is something to check.
std::string whyNotToCheck(const ServerConfig &config);

} // namespace relevo
