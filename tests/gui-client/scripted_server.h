// A server of the test's own making, with a catalog of its own: for tasks that are slow, that fail, or that no build of
// the server has.
#pragma once

#include "common/protocol/catalog.h"
#include "tests/common/client/models/form_tasks.h"
#include "tests/common/client/scripted_peer.h"

#include <QJsonDocument>

#include <functional>

namespace relevo::test {

/// Serves `rpc.discover` with `tasks`; every other call goes to `answer`, `system.stats` too.
class ScriptedServer : public ScriptedPeer
{
public:
    explicit ScriptedServer(const std::vector<TaskDescription> &tasks, OnLine answer = {})
    {
        const QByteArray document = QJsonDocument(openRpcDocument(tasks, {}, "1")).toJson(QJsonDocument::Compact);
        setOnLine([document, answer = std::move(answer)](QTcpSocket &socket, const QByteArray &line) {
            if (line.contains("\"rpc.discover\""))
                socket.write(result(idOf(line), document));
            else if (line.contains("\"system.stats\""))
                socket.write(error(idOf(line), -32601, "Method not found"));
            else if (answer)
                answer(socket, line);
        });
    }
};

} // namespace relevo::test
