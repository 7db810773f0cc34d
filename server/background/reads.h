// What reads the store to answer: on two threads of its own, so that no number of busy workers, and no slow storage,
// holds up a connection; and connections take turns, so that none holds up another. What needs the blob store has other
// threads, for that may be away while the records are not, and audits have one, for they take long.
#pragma once

#include "common/protocol/limits.h"
#include "server/background/fair_pool.h"
#include "server/call/pending_reply.h"
#include "server/dispatch/call_runner.h"
#include "server/storage/blob_store.h"
#include "server/storage/task_store.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace relevo {

/// Thread-safe. Everything that it is given outlives it; destroying it waits for what has begun.
class Reads
{
public:
    struct Parts
    {
        TaskStore &store;
        BlobStore &blobs;
        const Limits &limits;
        IncidentReporter report;
        /// Adds what is known of a running task beyond its record.
        std::function<void(TaskRecord &)> overlay;
        /// What all connections have in flight.
        std::function<std::uint64_t()> bytesInFlight;
        /// goOn() is to be called in a moment. From any thread.
        std::function<void()> callAgain;
    };

    explicit Reads(Parts parts);

    /// The record; `inlined`: with its payloads, where the reply stays within the message limit.
    void get(const TaskId &id, bool inlined, PendingReply &&reply);
    void list(const ListQuery &query, PendingReply &&reply);
    void readBlob(const std::string &name, std::uint64_t offset, std::uint64_t length, PendingReply &&reply);
    void audit(PendingReply &&reply);
    /// Tries again what was put off for want of room.
    void goOn();
    /// With blobs, in turn with others that have asked; null: nobody has.
    void runWithBlobs(const void *asker, std::function<void()> work);

private:
    enum class Kind : std::uint8_t { Record, WithBlobs, Audit };

    /// A record that is asked for. Long ones are fetched only when there is room for the reply, in the connection's
    /// share and in all: a client that asks for many and reads none of them costs no more than others.
    struct Fetch
    {
        TaskId id;
        bool inlined = true;
        PendingReply reply;
        std::function<std::string()> make; ///< anything but a record, of about `size` bytes
        std::uint64_t size = 0;
        std::uint64_t reserved = 0; ///< of the message's limit
        Kind kind = Kind::Record;
        Clock::time_point since = Clock::now();
    };

    enum class Served : std::uint8_t { Yes, PutOff, NeedsBlobs };

    FairPool &poolOf(Kind kind);
    void start(const std::shared_ptr<Fetch> &fetch);
    Served serve(Fetch &fetch, std::string &json);
    Served serveMade(Fetch &fetch, std::string &json);
    void startMade(PendingReply &&reply, std::uint64_t size, Kind kind, std::function<std::string()> make);
    void settle(const std::shared_ptr<Fetch> &fetch);
    bool hasRoom(const Fetch &fetch, std::uint64_t size) const;
    std::string blob(const std::string &name, std::uint64_t offset, std::uint64_t length);

    const Parts m_parts;
    std::atomic<std::uint64_t> m_fetching{0}; ///< bytes of replies on their way to their connections
    std::mutex m_mutex;                       // guards what is put off
    std::vector<std::shared_ptr<Fetch>> m_putOff;
    // Last: their destructors wait for the threads, which use all above; and what reads records hands over to the
    // others.
    FairPool m_audits;
    FairPool m_withBlobs;
    FairPool m_records;
};

} // namespace relevo
