#include "tests/torture/load.h"

#include "tests/support/waiters.h"

using namespace Qt::StringLiterals;

namespace relevo::test {

namespace {

constexpr int requestsAtOnce = 8;
constexpr qsizetype mostUnsent = 10'000;

} // namespace

Load::Load(quint16 port, Acknowledged &known)
    : m_known(known)
{
    for (int i = 0; i < connections; ++i)
        m_peers.emplace_back(port);
}

QString Load::read(const QByteArrayList &lines)
{
    for (const QByteArray &line : lines) {
        if (const QString fault = m_known.read(line); !fault.isEmpty())
            return fault;
    }
    return {};
}

QString Load::goOnFor(int ms)
{
    const Deadline deadline(ms);
    while (!deadline.over()) {
        for (int i = 0; i < connections; ++i) {
            const auto at = static_cast<std::size_t>(i);
            for (int more = 0; more < requestsAtOnce && m_unsent[at].size() < mostUnsent; ++more)
                m_unsent[at] += m_known.request(i);
            const qint64 sent = m_peers[at].sendSome(m_unsent[at]);
            if (sent < 0)
                return u"the server has gone by itself"_s;
            m_unsent[at].remove(0, sent);
            if (const QString fault = read(m_peers[at].takeArrivedLines()); !fault.isEmpty())
                return fault;
        }
        pauseMs(1);
    }
    return {};
}

QString Load::readToEnd()
{
    for (RawPeer &peer : m_peers) {
        if (const QString fault = read(peer.readLinesToEnd()); !fault.isEmpty())
            return fault;
    }
    m_known.forgetAnswers();
    return {};
}

} // namespace relevo::test
