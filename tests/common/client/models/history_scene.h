// A server's history with a task in every state, for the pictures of both windows: made up, and answered by a scripted
// server.
#pragma once

#include "tests/common/client/scripted_peer.h"

#include <QDateTime>

#include <utility>
#include <vector>

namespace relevo::test {

/// A record of the scripted history, `age` seconds old, with a trace of `hops` (stage, seconds after its coming).
inline QByteArray recordOf(int number, const char *state, int age,
                           const std::vector<std::pair<const char *, double>> &hops)
{
    const QDateTime came = QDateTime::currentDateTimeUtc().addSecs(-age);
    const auto at = [&came](double after) {
        return came.addMSecs(static_cast<qint64>(after * 1000)).toString(Qt::ISODateWithMs).toUtf8();
    };
    QByteArray trace;
    QByteArray started = "null";
    QByteArray finished = "null";
    int attempt = 0;
    for (const auto &[stage, after] : hops) {
        if (QByteArray(stage) == "started") {
            ++attempt;
            started = '"' + at(after) + '"';
        }
        if (QByteArray(stage) == "finished")
            finished = '"' + at(after) + '"';
        trace += (trace.isEmpty() ? "" : ",") + (R"({"at":")" + at(after)) + R"(","stage":")" + stage +
                 R"(","where":"alfa"})";
    }
    const bool done = QByteArray(state) != "queued" && QByteArray(state) != "running";
    return R"({"id":"01a21786-0000-7000-8000-00000000000)" + QByteArray::number(9 - number) + R"(","task":")" +
           (number % 3 == 1   ? "numbers.average"
            : number % 3 == 2 ? "text.count"
                              : "text.reverse") +
           R"(","kind":"background","owner":null,"priority":4,"maxAttempts":3,"progress":)" +
           (QByteArray(state) == "running" ? "0.42" : "0") + R"(,"state":")" + state + R"(","attempt":)" +
           QByteArray::number(attempt) + R"(,"createdAt":")" + at(0) + R"(","startedAt":)" + started +
           R"(,"finishedAt":)" + (done ? finished : "null") + R"(,"node":"alfa","params":)" +
           (number % 3 == 1 ? R"({"numbers":[10,20,30]})" : R"({"text":"Hola, mundo"})") + "," +
           (QByteArray(state) == "failed"      ? R"("error":{"code":-32001,"message":"Timed out"},)"
            : QByteArray(state) == "succeeded" ? R"("result":{"text":"odnum ,aloH"},)"
                                               : "") +
           R"("paramsBytes":22,"resultBytes":22,"trace":[)" + trace + "]}";
}

inline QByteArrayList historyRecords()
{
    return {recordOf(0, "queued", 4, {{"received", 0}, {"queued", 0}}),
            recordOf(1, "running", 31, {{"received", 0}, {"queued", 0}, {"started", 9}}),
            recordOf(2, "failed", 95,
                     {{"received", 0},
                      {"queued", 0},
                      {"started", 4},
                      {"finished", 24},
                      {"queued", 24.2},
                      {"started", 33},
                      {"finished", 55},
                      {"queued", 55.2},
                      {"started", 70},
                      {"finished", 82},
                      {"stored", 83}}),
            recordOf(3, "succeeded", 140,
                     {{"received", 0}, {"queued", 0}, {"started", 1.4}, {"finished", 7.9}, {"stored", 8.1}}),
            recordOf(4, "cancelled", 200, {{"received", 0}, {"queued", 0}, {"finished", 12}}),
            recordOf(5, "succeeded", 260,
                     {{"received", 0}, {"queued", 0}, {"started", 0.2}, {"finished", 0.9}, {"stored", 1}})};
}

inline const QByteArray historyStats =
    R"({"node":"alfa","workers":4,"workersBusy":1,"queued":1,"tasksPerSecond":{"1s":0.2},"done":3,"failed":1,)"
    R"("connections":1})";

/// What the scripted server says.
inline ScriptedPeer::OnLine historyAnswers()
{
    return [records = historyRecords()](QTcpSocket &socket, const QByteArray &line) {
        const QByteArray id = ScriptedPeer::idOf(line);
        if (line.contains("events.subscribe"))
            socket.write(ScriptedPeer::result(id, R"({"subscription":"s"})"));
        else if (line.contains("task.list"))
            socket.write(ScriptedPeer::result(id, R"({"tasks":[)" + records.join(',') + R"(],"next":null})"));
        else if (line.contains("system.stats"))
            socket.write(ScriptedPeer::result(id, historyStats));
        for (const QByteArray &record : records) {
            if (line.contains("task.get") && line.contains(record.mid(1, 43)))
                socket.write(ScriptedPeer::result(id, record));
        }
    };
}

} // namespace relevo::test
