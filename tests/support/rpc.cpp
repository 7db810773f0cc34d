#include "tests/support/rpc.h"

#include "tests/support/reply.h"

namespace relevo::test {

QByteArray submission(const QByteArray &task, const QByteArray &params, const QByteArray &options)
{
    QByteArray all = "{\"task\":\"" + task + "\",\"params\":" + params;
    if (!options.isEmpty())
        all += ",\"options\":{" + options + '}';
    return all + '}';
}

Rpc::Rpc(quint16 port, int receiveBuffer)
    : m_peer(port, receiveBuffer)
{}

bool Rpc::readOne(int ms)
{
    const std::optional<QByteArray> line = m_peer.readLine(ms);
    if (!line)
        return false;
    const std::optional<JsonTextValue> value = JsonTextValue::parse(*line);
    if (!value)
        return false;
    if ((*value)[u"method"].string() == QStringLiteral("event"))
        m_events.append((*value)[u"params"]);
    else
        m_replies.insert((*value)[u"id"].token().toInt(), *value);
    return true;
}

int Rpc::send(const QByteArray &method, const QByteArray &params)
{
    const int id = ++m_last;
    m_peer.send(request(QByteArray::number(id), method, params));
    return id;
}

JsonTextValue Rpc::reply(int id)
{
    const Deadline deadline;
    while (!m_replies.contains(id)) {
        if (deadline.over() || !readOne(deadline.remainingMs()))
            return {};
    }
    return m_replies.take(id);
}

JsonTextValue Rpc::call(const QByteArray &method, const QByteArray &params)
{
    return reply(send(method, params));
}

int Rpc::error(const QByteArray &method, const QByteArray &params)
{
    return call(method, params)[u"error"][u"code"].token().toInt();
}

QByteArray Rpc::submit(const QByteArray &task, const QByteArray &params, const QByteArray &options)
{
    return text(result("task.submit", submission(task, params, options)), u"id");
}

bool Rpc::reaches(const QByteArray &id, QStringView state)
{
    return eventually([&] { return get(id)[u"state"].string() == state; });
}

JsonTextValue Rpc::event(int ms)
{
    const Deadline deadline(ms);
    while (m_events.isEmpty()) {
        if (!readOne(deadline.remainingMs()) || deadline.over())
            break;
    }
    return m_events.isEmpty() ? JsonTextValue() : m_events.takeFirst();
}

} // namespace relevo::test
