#include "console-client/get_command.h"

#include "common/client/byte_view.h"
#include "common/client/task_calls.h"
#include "console-client/exit_codes.h"
#include "console-client/option_values.h"
#include "console-client/payload.h"
#include "console-client/result_text.h"
#include "console-client/task_table.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSaveFile>

#include <memory>

namespace relevo::console {

namespace {

using client::TaskRecord;
using client::TaskState;

struct GetCommandTexts
{
    Q_DECLARE_TR_FUNCTIONS(relevo::console::GetCommand)
};

const QString method = QStringLiteral("task.get");

/// Where a payload goes: standard output, or a file that is there once it is whole.
class Target
{
public:
    Target(Console &console, const std::string &path)
        : m_console(console)
    {
        const QString name = QString::fromStdString(path);
        const QFileInfo there(name);
        if (path.empty())
            return;
        if (there.exists() && !there.isFile())
            m_file = std::make_unique<QFile>(name); // a pipe or a device is written as it comes
        else
            m_file = std::make_unique<QSaveFile>(name);
    }

    bool open() { return !m_file || m_file->open(QIODevice::WriteOnly) || complain(); }
    bool write(std::string_view piece)
    {
        if (m_file)
            return m_file->write(piece.data(), static_cast<qint64>(piece.size())) >= 0 || complain();
        m_console.output.write(piece);
        return true;
    }
    bool commit()
    {
        if (!m_file)
            m_console.output.write("\n");
        m_console.output.flush();
        auto *const whole = dynamic_cast<QSaveFile *>(m_file.get());
        return whole ? whole->commit() || complain() : !m_file || m_file->flush() || complain();
    }

private:
    bool complain()
    {
        m_console.output.complain(
            GetCommandTexts::tr("%1 cannot be written: %2.").arg(m_file->fileName(), m_file->errorString()));
        return false;
    }

    Console &m_console;
    std::unique_ptr<QFileDevice> m_file;
};

bool fetch(Console &console, const std::string &id, bool inlined, Reply &reply, TaskRecord &record, int &code)
{
    reply = console.session.repeat(method, client::getParams(id, inlined));
    if (!reply.isOk()) {
        code = console.failed(reply.error());
        return false;
    }
    const std::optional<TaskRecord> parsed = TaskRecord::parse(viewOf(reply.rawResult()));
    if (!parsed) {
        console.output.complain(GetCommandTexts::tr("The server answered with something that is no task's record."));
        code = TaskFailed;
        return false;
    }
    record = *parsed;
    return true;
}

int writePayload(Console &console, const QByteArray &inlined, const QString &blob, const std::string &path)
{
    Target target(console, path);
    if (!target.open())
        return TaskFailed;
    if (blob.isEmpty()) {
        if (!target.write(viewOf(inlined)))
            return TaskFailed;
    } else if (const int code = readPayload(console, blob, [&](std::string_view piece) { return target.write(piece); });
               code != Done) {
        return code;
    }
    return target.commit() ? Done : TaskFailed;
}

int noPayload(Console &console, const TaskRecord &record, bool params)
{
    if (!params && !record.isFinal())
        console.output.complain(
            GetCommandTexts::tr("The task has no result yet: it is %1.").arg(client::stateText(record.state)));
    else if (!params && record.state == TaskState::Cancelled && record.resultBytes == 0)
        console.output.complain(GetCommandTexts::tr("The task has no result: it was cancelled."));
    else
        console.output.complain(
            params ? GetCommandTexts::tr("The params of this direct call were too long to be kept: %1 bytes.")
                         .arg(record.paramsBytes)
                   : GetCommandTexts::tr("The result of this direct call was too long to be kept: %1 bytes.")
                         .arg(record.resultBytes));
    return TaskFailed;
}

int writePayloads(Console &console, const std::string &id, const std::string &path)
{
    Reply reply;
    TaskRecord record;
    int code = Done;
    if (!fetch(console, id, false, reply, record, code) ||
        (record.direct && !fetch(console, id, true, reply, record, code)))
        return code;
    if (console.arguments.has("params")) {
        code = record.params.isEmpty() && record.paramsBlob.isEmpty()
                   ? noPayload(console, record, true)
                   : writePayload(console, record.params, record.paramsBlob, path);
    }
    if (code != Done || !console.arguments.has("result"))
        return code;
    if (record.state == TaskState::Failed) {
        if (record.error.isEmpty() && !fetch(console, id, true, reply, record, code))
            return code;
        const CallError error = record.callError();
        console.output.complain(error.end == CallEnd::Result ? GetCommandTexts::tr("The task failed.")
                                                             : errorText(error));
        return TaskFailed;
    }
    return record.result.isEmpty() && record.resultBlob.isEmpty()
               ? noPayload(console, record, false)
               : writePayload(console, record.result, record.resultBlob, path);
}

// Short payloads stand below the rest.
int showRecord(Console &console, const std::string &id)
{
    constexpr std::int64_t shown = 4096;
    Reply reply;
    TaskRecord record;
    int code = Done;
    if (!fetch(console, id, console.json, reply, record, code))
        return code;
    if (console.json) {
        console.output.line(viewOf(reply.rawResult()));
        console.output.flush();
        return Done;
    }
    if (record.paramsBytes <= shown && record.resultBytes <= shown && !fetch(console, id, true, reply, record, code))
        return code;
    console.output.write(taskDetails(record, showsColour()));
    const auto show = [&console](const QString &title, const QByteArray &json) {
        if (!json.isEmpty())
            console.output.line(title + u' ' + QString::fromUtf8(json));
    };
    show(GetCommandTexts::tr("params:"), record.params);
    show(GetCommandTexts::tr("result:"), record.result);
    if (const CallError error = record.callError(); error.end != CallEnd::Result)
        show(GetCommandTexts::tr("error:"), errorText(error).toUtf8());
    console.output.flush();
    return Done;
}

} // namespace

int runGet(Console &console)
{
    OptionValues values(console, "get");
    const std::string path = values.text("output");
    const std::vector<std::string> &words = console.arguments.positional();
    const int wanted = (console.arguments.has("params") ? 1 : 0) + (console.arguments.has("result") ? 1 : 0);
    if (words.size() != 1)
        values.refuse(GetCommandTexts::tr("The id of one task is expected."));
    if (console.arguments.has("output") && (wanted != 1 || path.empty()))
        values.refuse(GetCommandTexts::tr("--output takes a file for either --params or --result."));
    if (!values.ok())
        return WrongUse;
    if (!console.session.connect())
        return console.noConnection();
    return wanted > 0 ? writePayloads(console, words.front(), path) : showRecord(console, words.front());
}

} // namespace relevo::console
