// Calls over one connection: replies are matched by id, events are kept apart. One thread; nothing throws.
#pragma once

#include "tests/support/json_text_value.h"
#include "tests/support/raw_peer.h"

#include <QHash>
#include <QString>

namespace relevo::test {

class Rpc
{
public:
    explicit Rpc(quint16 port, int receiveBuffer = 0);

    /// The whole reply; a Null value if none comes before the hang guard.
    JsonTextValue call(const QByteArray &method, const QByteArray &params = {});
    JsonTextValue result(const QByteArray &method, const QByteArray &params = {})
    {
        return call(method, params)[u"result"];
    }
    /// The error's code; 0: none.
    int error(const QByteArray &method, const QByteArray &params = {});

    /// Sends without reading, and gives the id for reply().
    int send(const QByteArray &method, const QByteArray &params = {});
    JsonTextValue reply(int id);

    /// The id of the new task; empty if it is refused. `options` without its braces.
    QByteArray submit(const QByteArray &task, const QByteArray &params = "{}", const QByteArray &options = {});
    JsonTextValue get(const QByteArray &id) { return result("task.get", idParam(id)); }
    /// The record once it is final.
    JsonTextValue wait(const QByteArray &id) { return result("task.wait", idParam(id)); }
    /// True as soon as the record says so.
    bool reaches(const QByteArray &id, QStringView state);

    /// The next event that has not been taken: its params; a Null value if none comes within `ms`.
    JsonTextValue event(int ms = hangGuardMs);
    qsizetype waitingEvents() const { return m_events.size(); }

    RawPeer &peer() { return m_peer; }

    static QByteArray idParam(const QByteArray &id) { return "{\"id\":\"" + id + "\"}"; }

private:
    bool readOne(int ms);

    RawPeer m_peer;
    int m_last = 0;
    QHash<int, JsonTextValue> m_replies;
    QList<JsonTextValue> m_events;
};

/// A member's string as bytes: `text(record, u"state")`.
inline QByteArray text(const JsonTextValue &object, QStringView name)
{
    return object[name].string().toUtf8();
}
inline qint64 number(const JsonTextValue &object, QStringView name)
{
    return object[name].isNumber() ? static_cast<qint64>(object[name].number()) : qint64{-1};
}

/// `{"task":TASK,"params":PARAMS,"options":{OPTIONS}}`
QByteArray submission(const QByteArray &task, const QByteArray &params = "{}", const QByteArray &options = {});

} // namespace relevo::test
