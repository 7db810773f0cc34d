#include "console-client/export_command.h"

#include "common/protocol/json_cursor.h"
#include "common/protocol/json_text.h"
#include "console-client/exit_codes.h"
#include "console-client/list_command.h"
#include "console-client/option_values.h"
#include "console-client/payload.h"
#include "console-client/result_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <deque>

namespace relevo::console {

namespace {

using client::TaskRecord;

struct Translated
{
    Q_DECLARE_TR_FUNCTIONS(relevo::console::ExportCommand)
};

constexpr std::int64_t longInline = 1 << 20; // longer payloads are read by pieces, one after the other
constexpr std::int64_t mostBytes = 16 << 20; // of the records under way together
constexpr std::size_t mostInFlight = 64;

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

class Export
{
public:
    explicit Export(Console &console)
        : m_console(console)
    {}

    /// A record of the list: it is fetched, and written once those before it are.
    bool add(const TaskRecord &task)
    {
        const std::int64_t bytes = task.paramsBytes + task.resultBytes;
        const bool byPieces = !task.direct && bytes > longInline;
        const std::int64_t kept = byPieces ? 0 : bytes;
        while (!m_calls.empty() && (m_calls.size() >= mostInFlight || m_bytes + kept > mostBytes)) {
            if (!writeFirst())
                return false;
        }
        const std::string params = client::getParams(task.id.toStdString(), !byPieces);
        m_calls.push_back(
            {params, kept, m_console.session.client().callRaw(method(), QByteArray::fromStdString(params))});
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
        std::string params;
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
        if (reply.error().is(ErrorCode::NotFound))
            return true; // it was removed since it was listed
        if (!reply.isOk()) {
            m_code = m_console.failed(reply.error());
            return false;
        }
        return writeRecord(view(reply.rawResult()));
    }

    // The record as it came, with the payloads themselves where it only says how to read them.
    bool writeRecord(std::string_view json)
    {
        const bool isResult = memberOf(json, "state") == "\"succeeded\"";
        JsonCursor cursor(json);
        JsonString key;
        std::string_view value;
        cursor.enterObject();
        for (bool first = true; cursor.nextMember(key) && cursor.readRaw(value); first = false) {
            m_console.output.write(first ? "{" : ",");
            const bool isParams = key.raw == "paramsBlob";
            if (isParams || key.raw == "resultBlob") {
                m_console.output.write(isParams ? R"("params":)" : isResult ? R"("result":)" : R"("error":)");
                if (!writeBlob(value))
                    return false;
                continue;
            }
            std::string name = "\"";
            name.append(key.raw).append("\":");
            m_console.output.write(name);
            writePiece(value);
        }
        m_console.output.write("}\n");
        return true;
    }

    bool writeBlob(std::string_view name)
    {
        std::string blob;
        appendScalar(blob, name);
        m_code = readPayload(m_console, fromBytes(blob), [this](std::string_view piece) {
            writePiece(piece);
            return true;
        });
        if (m_code != Done)
            m_console.output.write("\n"); // what follows is not to hang on to half a record
        return m_code == Done;
    }

    // A line feed in JSON stands between its tokens, where it may be left out: a record is one line.
    void writePiece(std::string_view piece)
    {
        if (piece.find_first_of("\r\n") == piece.npos) {
            m_console.output.write(piece);
            return;
        }
        std::string line(piece);
        std::erase_if(line, [](char c) { return c == '\n' || c == '\r'; });
        m_console.output.write(line);
    }

    Console &m_console;
    std::deque<Call> m_calls;
    std::int64_t m_bytes = 0;
    int m_code = Done;
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
        values.refuse(Translated::tr("The command %1 takes no words.").arg(QStringLiteral("export")));
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
            going = records.add(*task);
            if (!going)
                return false;
        }
        return true;
    });
    if (going && code == Done)
        going = records.finish();
    console.output.flush();
    if (!going)
        code = records.code();
    if (code != Done)
        Output::toStderr(Translated::tr("The export is not complete.").toStdString() + '\n');
    return code;
}

} // namespace relevo::console
