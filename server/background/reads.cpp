#include "server/background/reads.h"

#include "common/protocol/json_text.h"
#include "server/background/record_json.h"
#include "server/background/refusal.h"
#include "server/call/hand_over.h"

#include <QByteArray>
#include <QCryptographicHash>

#include <algorithm>
#include <memory>
#include <utility>

namespace relevo {

namespace {

constexpr int threads = 2;
constexpr std::size_t recordRoom = 8 * 1024; // what a record takes beside its payloads, at most

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

} // namespace

Reads::Reads(Parts parts)
    : m_parts(std::move(parts))
{
    m_pool.setMaxThreadCount(threads);
    m_pool.setExpiryTimeout(-1);
}

Reads::~Reads()
{
    m_pool.waitForDone();
}

void Reads::run(std::function<void()> work)
{
    struct Job
    {
        std::function<void()> work;
        HandOver toThread;
    };
    auto job = std::make_shared<Job>();
    job->work = std::move(work);
    job->toThread.give();
    m_pool.start([job] {
        job->toThread.take();
        job->work();
    });
}

void Reads::run(PendingReply &&reply, std::function<std::string()> work)
{
    auto shared = std::make_shared<PendingReply>(std::move(reply));
    run([this, shared, work = std::move(work)] {
        Deliveries out;
        TaskError error;
        std::string json;
        const bool done = guarded(
            [&] {
                try {
                    json = work();
                } catch (const StorageError &fault) {
                    throw fromStorage(fault, m_parts.report);
                }
            },
            m_parts.report, error);
        if (done)
            shared->result(json, out);
        else
            shared->error(error.code, error.message, error.data, out);
    });
}

void Reads::get(const TaskId &id, bool inlined, PendingReply &&reply)
{
    run(std::move(reply), [this, id, inlined] { return record(id, inlined); });
}

std::string Reads::record(const TaskId &id, bool inlined)
{
    std::optional<TaskRecord> found = m_parts.store.get(id, inlined);
    if (!found)
        throw noSuch("task");
    m_parts.overlay(*found);
    const bool direct = found->kind == TaskKind::Direct;
    const std::uint64_t size = found->params.size + found->result.size + recordRoom;
    std::string json;
    if (!direct && (!inlined || size > m_parts.maxMessage)) {
        appendRecord(json, *found, PayloadForm::Blobs);
        return json;
    }
    for (Payload *payload : {&found->params, &found->result}) {
        if (!payload->blob.empty())
            payload->bytes = m_parts.blobs.read(payload->blob, 0, payload->size);
    }
    json.reserve(size);
    appendRecord(json, *found, inlined ? PayloadForm::Inline : PayloadForm::None);
    return json;
}

void Reads::list(const ListQuery &query, PendingReply &&reply)
{
    run(std::move(reply), [this, query] {
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
    run(std::move(reply), [this, name, offset, length] { return blob(name, offset, length); });
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
    run(std::move(reply), [this] {
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
