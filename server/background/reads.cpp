#include "server/background/reads.h"

#include "common/protocol/json_text.h"
#include "server/background/record_json.h"
#include "server/background/refusal.h"

#include <QByteArray>
#include <QCryptographicHash>

#include <algorithm>
#include <memory>
#include <utility>

namespace relevo {

namespace {

constexpr int threads = 2;
constexpr int blobThreads = 4;
constexpr std::uint64_t shortReply = 64 * 1024; // is fetched without asking for room
constexpr std::chrono::milliseconds aloneAfter{500};
constexpr std::uint64_t listedRecord = 1024;     // about what a record takes in a list
constexpr std::uint64_t blobRoom = 256;          // what stands around a blob's bytes
constexpr std::uint64_t longestError = 4 * 1024; // that is told beside blobs
constexpr std::size_t recordRoom = 8 * 1024;     // what a record takes beside its payloads, at most

std::string base64(const std::string &bytes)
{
    return QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size())).toBase64().toStdString();
}

std::string sha256(const std::string &bytes)
{
    return QCryptographicHash::hash(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())),
                                    QCryptographicHash::Sha256)
        .toHex()
        .toStdString();
}

std::string blobReply(const std::string &bytes, const BlobInfo &info)
{
    return R"({"base64":")" + base64(bytes) + R"(","size":)" + std::to_string(info.size) + R"(,"sha256":")" +
           info.sha256 + "\"}";
}

/// About what it takes beside its payloads.
std::uint64_t lengthWithout(const TaskRecord &record)
{
    constexpr std::uint64_t changing = 768; // what is known of it beyond the store, and what becomes of it meanwhile
    std::string json;
    appendRecord(json, record, PayloadForm::None);
    return json.size() + changing;
}

/// Calls `work`; false if it threw, and `error` is what the client is to be told.
bool attempted(const std::function<void()> &work, const IncidentReporter &report, TaskError &error)
{
    return guarded(
        [&] {
            try {
                work();
            } catch (const StorageError &fault) {
                throw fromStorage(fault, report);
            }
        },
        report, error);
}

class Finally
{
public:
    explicit Finally(std::function<void()> last)
        : m_last(std::move(last))
    {}
    ~Finally() { m_last(); }
    Finally(const Finally &) = delete;
    Finally &operator=(const Finally &) = delete;

private:
    std::function<void()> m_last;
};

} // namespace

Reads::Reads(Parts parts)
    : m_parts(std::move(parts))
    , m_audits(1)
    , m_withBlobs(blobThreads)
    , m_records(threads)
{}

void Reads::runWithBlobs(const void *asker, std::function<void()> work)
{
    m_withBlobs.run(asker, std::move(work));
}

void Reads::get(const TaskId &id, bool inlined, PendingReply &&reply)
{
    auto fetch = std::make_shared<Fetch>();
    fetch->id = id;
    fetch->inlined = inlined;
    fetch->reply = std::move(reply);
    start(fetch);
}

FairPool &Reads::poolOf(Kind kind)
{
    switch (kind) {
    case Kind::Audit:
        return m_audits;
    case Kind::WithBlobs:
        return m_withBlobs;
    case Kind::Record:
        break;
    }
    return m_records;
}

void Reads::start(const std::shared_ptr<Fetch> &fetch)
{
    FairPool &pool = poolOf(fetch->kind);
    pool.run(fetch->reply.peer().get(), [this, fetch] { settle(fetch); });
}

void Reads::settle(const std::shared_ptr<Fetch> &fetch)
{
    Deliveries out;
    TaskError error;
    std::string json;
    Served served = Served::Yes;
    if (fetch->reply.peer()->gone.load(std::memory_order_relaxed)) {
        fetch->reply.error(ErrorCode::Cancelled, {}, {}, out); // to nobody; it counts no longer
    } else if (!attempted([&] { served = serve(*fetch, json); }, m_parts.report, error)) {
        fetch->reply.error(error.code, error.message, error.data, out);
    } else if (served == Served::Yes) {
        fetch->reply.result(json, out);
    } else if (served == Served::NeedsBlobs) {
        fetch->kind = Kind::WithBlobs;
        start(fetch);
    } else {
        {
            const std::lock_guard lock(m_mutex);
            m_putOff.push_back(fetch);
        }
        m_parts.callAgain();
    }
}

void Reads::goOn()
{
    std::vector<std::shared_ptr<Fetch>> again;
    {
        const std::lock_guard lock(m_mutex);
        again.swap(m_putOff);
    }
    for (const std::shared_ptr<Fetch> &fetch : again)
        start(fetch);
}

bool Reads::hasRoom(const Fetch &fetch, std::uint64_t size) const
{
    const Peer &peer = *fetch.reply.peer();
    const std::uint64_t fetched = peer.fetched.load(std::memory_order_relaxed);
    const std::uint64_t held = peer.held.load(std::memory_order_relaxed);
    const std::uint64_t all = m_fetching.load(std::memory_order_relaxed);
    // One that is larger than a share, or than all that is left, goes alone, once it has waited a little.
    const bool waited = Clock::now() - fetch.since > aloneAfter;
    const bool inShare =
        held + fetched + size <= m_parts.limits.connectionBytes || (fetched == 0 && waited && held < size);
    const bool inAll = m_parts.bytesInFlight() + all + size <= m_parts.limits.totalBytes || (all == 0 && waited);
    return inShare && inAll;
}

Reads::Served Reads::serveMade(Fetch &fetch, std::string &json)
{
    if (fetch.reserved == 0 && fetch.reply.inBatch()) {
        fetch.reserved = fetch.size;
        if (!fetch.reply.reserve(fetch.size, m_parts.limits.message))
            throw TaskError{ErrorCode::TooLarge,
                            {},
                            ErrorData().add("name", "maxMessage").add("limit", m_parts.limits.message).take()};
    }
    if (fetch.size > shortReply && !hasRoom(fetch, fetch.size))
        return Served::PutOff;
    m_fetching.fetch_add(fetch.size, std::memory_order_relaxed);
    const Finally counted([&] { m_fetching.fetch_sub(fetch.size, std::memory_order_relaxed); });
    fetch.reply.fetching(fetch.size);
    json = fetch.make();
    return Served::Yes;
}

void Reads::startMade(PendingReply &&reply, std::uint64_t size, Kind kind, std::function<std::string()> make)
{
    auto fetch = std::make_shared<Fetch>();
    fetch->reply = std::move(reply);
    fetch->size = std::min(size, m_parts.limits.connectionBytes / 2); // an estimate, which is not to make it wait alone
    fetch->kind = kind;
    fetch->make = std::move(make);
    start(fetch);
}

Reads::Served Reads::serve(Fetch &fetch, std::string &json)
{
    if (fetch.make)
        return serveMade(fetch, json);
    std::optional<TaskRecord> found = m_parts.store.get(fetch.id, false);
    if (!found)
        throw noSuch("task");
    std::uint64_t size = found->params.size + found->result.size;
    const bool direct = found->kind == TaskKind::Direct;
    if (fetch.inlined && fetch.reserved == 0) {
        fetch.reserved = size + (fetch.reply.inBatch() ? lengthWithout(*found) : recordRoom);
        fetch.inlined = fetch.reply.reserve(fetch.reserved, m_parts.limits.message) || direct;
    }
    if (!fetch.inlined) {
        // An error is no payload that one would fetch piece by piece.
        if (found->isError && found->result.blob.empty() && found->result.size <= longestError &&
            fetch.reply.reserve(found->result.size, m_parts.limits.message))
            found = m_parts.store.get(fetch.id, true);
        if (!found)
            throw noSuch("task");
        m_parts.overlay(*found);
        appendRecord(json, *found, PayloadForm::Blobs);
        return Served::Yes;
    }
    if (fetch.kind == Kind::Record && !(found->params.blob.empty() && found->result.blob.empty()))
        return Served::NeedsBlobs;
    if (size > shortReply && !hasRoom(fetch, size))
        return Served::PutOff;
    // From here on it counts, until its connection has it.
    m_fetching.fetch_add(size, std::memory_order_relaxed);
    const Finally counted([&] { m_fetching.fetch_sub(size, std::memory_order_relaxed); });
    fetch.reply.fetching(size);
    found = m_parts.store.get(fetch.id, true);
    if (!found)
        throw noSuch("task");
    m_parts.overlay(*found);
    for (Payload *payload : {&found->params, &found->result}) {
        if (!payload->blob.empty())
            payload->bytes = m_parts.blobs.read(payload->blob, 0, payload->size);
    }
    json.reserve(size + recordRoom);
    appendRecord(json, *found, PayloadForm::Inline);
    return Served::Yes;
}

void Reads::list(const ListQuery &query, PendingReply &&reply)
{
    startMade(std::move(reply), query.limit * listedRecord, Kind::Record, [this, query] {
        std::string json = R"({"tasks":[)";
        std::vector<TaskRecord> page = m_parts.store.list(query);
        for (TaskRecord &one : page) {
            if (&one != &page.front())
                json += ',';
            m_parts.overlay(one);
            appendRecord(json, one, PayloadForm::None);
        }
        json += R"(],"next":)";
        if (page.size() < query.limit)
            json += "null";
        else
            appendQuoted(json, page.back().id.text());
        return json += '}';
    });
}

void Reads::readBlob(const std::string &name, std::uint64_t offset, std::uint64_t length, PendingReply &&reply)
{
    startMade(std::move(reply), length / 3 * 4 + blobRoom, Kind::WithBlobs,
              [this, name, offset, length] { return blob(name, offset, length); });
}

/// A name is the task's id and which of its payloads; whether that is a blob or stands in the record is our affair.
std::string Reads::blob(const std::string &name, std::uint64_t offset, std::uint64_t length)
{
    constexpr std::size_t idSize = 36;
    const std::optional<TaskId> id = TaskId::parse(std::string_view(name).substr(0, idSize));
    std::optional<TaskRecord> found = id ? m_parts.store.get(*id, true) : std::nullopt;
    if (!found)
        throw noSuch("blob");
    Payload *payload = nullptr;
    if (name == paramsBlobName(*id))
        payload = &found->params;
    else if (name == resultBlobName(*id, found->attempt) && found->result.size > 0)
        payload = &found->result;
    if (!payload || (payload->bytes.empty() && payload->blob.empty()))
        throw noSuch("blob");
    BlobInfo info;
    if (!payload->blob.empty()) {
        const std::string bytes = m_parts.blobs.read(payload->blob, offset, length, &info);
        return blobReply(bytes, info);
    }
    info = {payload->bytes.size(), sha256(payload->bytes)};
    const std::size_t from = std::min<std::uint64_t>(offset, payload->bytes.size());
    return blobReply(payload->bytes.substr(from, length), info);
}

void Reads::audit(PendingReply &&reply)
{
    startMade(std::move(reply), recordRoom, Kind::Audit, [this] {
        const Audit audit = m_parts.store.audit();
        std::string json = R"({"accepted":)" + std::to_string(audit.counters.accepted);
        std::int64_t sum = 0;
        std::vector<std::string> wrong = audit.contradictions;
        for (std::size_t i = 0; i < taskStateNames.size(); ++i) {
            const std::int64_t kept = audit.counters.states[i];
            sum += kept;
            json += ",\"" + std::string(taskStateNames[i]) + "\":" + std::to_string(kept);
            if (const std::int64_t counted = audit.rows[i] + audit.counters.pruned[i]; counted != kept)
                wrong.push_back(std::string(taskStateNames[i]) + ": " + std::to_string(kept) + " by the counters, " +
                                std::to_string(counted) + " by the records");
        }
        json += R"(,"addsUp":)";
        json += sum == audit.counters.accepted && wrong.empty() ? "true" : "false";
        json += R"(,"wrong":[)";
        for (const std::string &one : wrong) {
            if (&one != &wrong.front())
                json += ',';
            appendQuoted(json, one);
        }
        return json += "]}";
    });
}

} // namespace relevo
