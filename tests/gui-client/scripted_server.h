// A server of the test's own making, with a catalog of its own: for tasks that are slow, that fail, or that no build of
// the server has.
#pragma once

#include "common/protocol/catalog.h"
#include "tests/common/client/models/form_tasks.h"
#include "tests/common/client/scripted_peer.h"

#include <QJsonDocument>

#include <functional>

namespace relevo::test {

/// Serves `rpc.discover` with `tasks` and `system.stats` with `stats`, if there are any; every other call goes to
/// `answer`.
class ScriptedServer : public ScriptedPeer
{
public:
    explicit ScriptedServer(const std::vector<TaskDescription> &tasks, OnLine answer = {}, const QByteArray &stats = {})
    {
        const QByteArray document = QJsonDocument(openRpcDocument(tasks, {}, "1")).toJson(QJsonDocument::Compact);
        setOnLine([document, stats, answer = std::move(answer)](QTcpSocket &socket, const QByteArray &line) {
            if (line.contains("\"rpc.discover\""))
                socket.write(result(idOf(line), document));
            else if (line.contains("\"system.stats\""))
                socket.write(stats.isEmpty() ? error(idOf(line), -32601, "Method not found")
                                             : result(idOf(line), stats));
            else if (answer)
                answer(socket, line);
        });
    }
};

} // namespace relevo::test
