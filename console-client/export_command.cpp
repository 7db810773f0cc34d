#include "console-client/export_command.h"

#include "common/client/byte_view.h"
#include "common/protocol/json_cursor.h"
#include "common/protocol/json_text.h"
#include "console-client/exit_codes.h"
#include "console-client/list_command.h"
#include "console-client/option_values.h"
#include "console-client/payload.h"
#include "console-client/record_spool.h"
#include "console-client/result_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <deque>
#include <utility>

namespace relevo::console {

namespace {

using client::TaskRecord;

struct ExportCommandTexts
{
    Q_DECLARE_TR_FUNCTIONS(relevo::console::ExportCommand)
};

constexpr std::int64_t longInline = 1 << 20; // longer payloads are read by pieces, one after the other
constexpr std::int64_t mostBytes = 16 << 20; // of the records under way together
constexpr std::size_t mostInFlight = 64;

// An error as the JSON that stands in an export.
std::string errorJson(const CallError &error)
{
    std::string json = "{";
    if (error.end == CallEnd::ServerError)
        json += "\"code\":" + std::to_string(error.code) + ',';
    json += "\"message\":";
    appendQuoted(json, error.message.toStdString());
    if (!error.data.isEmpty())
        json.append(",\"data\":").append(error.data);
    return json + '}';
}

// Of this one record; after any other fault the export cannot go on.
bool isOfTheRecord(const CallError &error)
{
    return error.end == CallEnd::ServerError && !error.surelyNotRun();
}

class Export
{
public:
    explicit Export(Console &console)
        : m_console(console)
    {}

    /// A record of the list: it is fetched, and written once those before it are.
    bool add(const TaskRecord &task, std::string_view listed)
    {
        const std::int64_t bytes = task.paramsBytes + task.resultBytes;
        const bool byPieces = !task.direct && bytes > longInline;
        const std::int64_t kept = byPieces ? 0 : bytes;
        while (!m_calls.empty() && (m_calls.size() >= mostInFlight || m_bytes + kept > mostBytes)) {
            if (!writeFirst())
                return false;
        }
        const std::string params = client::getParams(task.id.toStdString(), !byPieces);
        m_calls.push_back({task, std::string(listed), params, !byPieces, kept,
                           m_console.session.client().callRaw(method(), QByteArray::fromStdString(params))});
        m_bytes += kept;
        return true;
    }

    bool finish()
    {
        while (!m_calls.empty()) {
            if (!writeFirst())
                return false;
        }
        return true;
    }

    int code() const { return m_code; }

private:
    struct Call
    {
        TaskRecord task;
        std::string listed; ///< the record in the list: without payloads
        std::string params;
        bool inlined;
        std::int64_t bytes;
        QFuture<Reply> reply;
    };

    static QString method() { return QStringLiteral("task.get"); }

    bool writeFirst()
    {
        const Call call = m_calls.front();
        m_calls.pop_front();
        m_bytes -= call.bytes;
        Reply reply = Session::await(call.reply);
        if (reply.error().isConnectionFault() || reply.error().surelyNotRun())
            reply = m_console.session.repeat(method(), call.params);
        // Where one payload cannot be read the record itself and the other one still can.
        if (call.inlined && !call.task.direct && isOfTheRecord(reply.error()))
            reply = m_console.session.repeat(method(), client::getParams(call.task.id.toStdString(), false));
        if (reply.error().is(ErrorCode::NotFound))
            return true; // it was removed since it was listed
        if (reply.isOk())
            return writeRecord(call.task.id, viewOf(reply.rawResult()));
        return isOfTheRecord(reply.error()) ? writeListed(call, reply.error()) : stop(m_console.failed(reply.error()));
    }

    // The record as it came, with the payloads themselves where it only says how to read them.
    bool writeRecord(const QString &id, std::string_view json)
    {
        const bool succeeded = memberOf(json, "state") == "\"succeeded\"";
        JsonCursor cursor(json);
        JsonString key;
        std::string_view value;
        cursor.enterObject();
        bool ok = true;
        for (bool first = true; ok && cursor.nextMember(key) && cursor.readRaw(value); first = false) {
            ok = append(first ? "{" : ",");
            if (key.raw == "paramsBlob" || key.raw == "resultBlob") {
                ok = ok && appendBlob(id, key.raw == "paramsBlob" ? "params" : resultName(succeeded), value);
            } else {
                std::string name = "\"";
                name.append(key.raw).append("\":");
                ok = ok && append(name) && appendPiece(value);
            }
        }
        if (std::exchange(m_leftOut, false))
            return m_record.cut(0) || spoolFailed();
        return ok && endRecord();
    }

    // Of a record that the server lists, but cannot read.
    bool writeListed(const Call &call, const CallError &error)
    {
        std::string_view open = call.listed;
        open.remove_suffix(1); // the object's end
        bool ok = appendPiece(open) && append(",") && appendUnread(call.task.id, "params", error);
        if (call.task.resultBytes > 0)
            ok = ok && append(",") &&
                 appendUnread(call.task.id, resultName(call.task.state == client::TaskState::Succeeded), error);
        return ok && endRecord();
    }

    static std::string_view resultName(bool succeeded) { return succeeded ? "result" : "error"; }

    bool appendBlob(const QString &id, std::string_view name, std::string_view blobToken)
    {
        const std::int64_t before = m_record.size();
        std::string head = "\"";
        head.append(name).append("\":");
        std::string blob;
        appendScalar(blob, blobToken);
        if (!append(head))
            return false;
        PayloadEnd end = fetchPayload(m_console.session, fromBytes(blob),
                                      [this](std::string_view piece) { return appendPiece(piece); });
        switch (end.how) {
        case BlobDownload::End::Done:
            return true;
        case BlobDownload::End::Refused:
            return false;
        case BlobDownload::End::Damaged:
            end.error.message = damagedText();
            break;
        case BlobDownload::End::CallFailed:
            if (!isOfTheRecord(end.error))
                return stop(m_console.failed(end.error));
            m_leftOut = end.error.is(ErrorCode::NotFound) && isRemoved(id);
            if (m_leftOut)
                return false;
        }
        return (m_record.cut(before) || spoolFailed()) && appendUnread(id, name, end.error);
    }

    bool isRemoved(const QString &id)
    {
        return m_console.session.repeat(method(), client::getParams(id.toStdString(), false))
            .error()
            .is(ErrorCode::NotFound);
    }

    // `"unreadableResult":ERROR` in the place of `"result":…`, for no payload looks so.
    bool appendUnread(const QString &id, std::string_view name, const CallError &error)
    {
        const QString why = error.end == CallEnd::ServerError ? errorText(error) : error.message;
        const QString which = fromBytes(name);
        m_console.output.complain(QStringLiteral("%1: %2: %3").arg(id, which, why));
        m_code = TaskFailed;
        const QString member = QStringLiteral("\"unreadable%1%2\":").arg(which.left(1).toUpper(), which.mid(1));
        return append(member.toStdString() + errorJson(error));
    }

    // A line feed in JSON stands between its tokens, where it may be left out: a record is one line.
    bool appendPiece(std::string_view piece)
    {
        if (piece.find_first_of("\r\n") == piece.npos)
            return append(piece);
        std::string line(piece);
        std::erase_if(line, [](char c) { return c == '\n' || c == '\r'; });
        return append(line);
    }

    bool append(std::string_view text) { return m_record.append(text) || spoolFailed(); }
    bool endRecord() { return append("}\n") && (m_record.moveTo(m_console.output) || spoolFailed()); }

    bool spoolFailed()
    {
        m_console.output.complain(m_record.fault());
        return stop(TaskFailed);
    }

    bool stop(int code)
    {
        m_code = code;
        return false;
    }

    Console &m_console;
    RecordSpool m_record; ///< so that there is never half a record in the output
    std::deque<Call> m_calls;
    std::int64_t m_bytes = 0;
    int m_code = Done;
    bool m_leftOut = false; ///< the record that is read has been removed meanwhile
};

} // namespace

int runExport(Console &console)
{
    OptionValues values(console, "export");
    client::TaskQuery query;
    query.state = values.state();
    query.direct = values.direct();
    query.limit = client::TaskQuery::mostListed;
    const std::optional<std::int64_t> since = values.pointInTime("since");
    if (!console.arguments.positional().empty())
        values.refuse(ExportCommandTexts::tr("The command %1 takes no words.").arg(QStringLiteral("export")));
    if (!values.ok())
        return WrongUse;
    if (!console.session.connect())
        return console.noConnection();

    Export records(console);
    bool going = true;
    int code = readPages(console, query, [&](const client::TaskPage &page) {
        for (const std::string_view json : page.tasks) {
            const std::optional<TaskRecord> task = TaskRecord::parse(json);
            if (!task)
                continue;
            if (since && task->createdAt < *since)
                return false; // they come newest first
            going = records.add(*task, json);
            if (!going)
                return false;
        }
        return true;
    });
    if (going && code == Done)
        going = records.finish();
    console.output.flush();
    if (code == Done)
        code = records.code();
    if (code != Done)
        Output::toStderr(ExportCommandTexts::tr("The export is not complete.").toStdString() + '\n');
    return code;
}

} // namespace relevo::console
