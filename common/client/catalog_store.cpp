#include "common/client/catalog_store.h"

#include <QFutureWatcher>

namespace relevo {

using namespace Qt::StringLiterals;

CatalogStore::CatalogStore(const ServerAddress &address, QObject *parent)
    : QObject(parent)
    , m_catalog(address)
{}

bool CatalogStore::isFresherThan(std::chrono::seconds age) const
{
    return m_catalog.seen().isValid() && m_catalog.seen().secsTo(QDateTime::currentDateTime()) < age.count();
}

void CatalogStore::refresh(Client &client, Client::Timeout timeout)
{
    client.call(u"rpc.discover"_s, QJsonValue::Null, timeout).then(this, [this](const Reply &reply) {
        if (!reply.isOk()) {
            Q_EMIT failed(reply.error());
        } else if (!m_catalog.take(reply.rawResult())) {
            RawReply bad;
            bad.end = CallEnd::BadReply;
            Q_EMIT failed(CallError(bad));
        } else {
            KnownCatalog::keep(address(), reply.rawResult());
            Q_EMIT changed();
        }
    });
}

} // namespace relevo
