#include "common/client/catalog_store.h"

#include "common/protocol/catalog.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QJsonDocument>
#include <QSaveFile>
#include <QStandardPaths>

// Resources of a static library are not registered by themselves; outside a namespace, as the macro demands.
static void registerResources()
{
    Q_INIT_RESOURCE(builtin_catalog);
}

namespace relevo {

namespace {

using namespace Qt::StringLiterals;

QByteArray readAll(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::vector<TaskDescription> readTasks(const QByteArray &document)
{
    return tasksFromOpenRpc(QJsonDocument::fromJson(document).object());
}

} // namespace

QString taskVerb(const TaskDescription &task)
{
    const QString name = QString::fromStdString(task.name);
    return name.mid(name.lastIndexOf(u'.') + 1);
}

CatalogStore::CatalogStore(const ServerAddress &address, QObject *parent)
    : QObject(parent)
    , m_address(address)
{
    const QString file = cacheFile(address);
    if (use(readAll(file), Source::Cached))
        m_seen = QFileInfo(file).lastModified();
    else
        m_tasks = builtIn();
}

bool CatalogStore::isFresherThan(std::chrono::seconds age) const
{
    return m_seen.isValid() && m_seen.secsTo(QDateTime::currentDateTime()) < age.count();
}

void CatalogStore::refresh(Client &client, Client::Timeout timeout)
{
    client.call(u"rpc.discover"_s, QJsonValue::Null, timeout).then(this, [this](const Reply &reply) {
        if (!reply.isOk()) {
            Q_EMIT failed(reply.error());
        } else if (!use(reply.rawResult(), Source::Server)) {
            RawReply bad;
            bad.end = CallEnd::BadReply;
            Q_EMIT failed(CallError(bad));
        } else {
            m_seen = QDateTime::currentDateTime();
            keep(reply.rawResult());
            Q_EMIT changed();
        }
    });
}

const TaskDescription *CatalogStore::find(const QString &name) const
{
    for (const TaskDescription &task : m_tasks) {
        if (QString::fromStdString(task.name) == name)
            return &task;
    }
    for (const TaskDescription &task : m_tasks) {
        if (taskVerb(task) == name)
            return &task;
    }
    return nullptr;
}

std::vector<TaskDescription> CatalogStore::builtIn()
{
    registerResources();
    return readTasks(readAll(u":/relevo/builtin_catalog.json"_s));
}

QString CatalogStore::cacheFile(const ServerAddress &address)
{
    QString name = address.toString();
    for (QChar &c : name) {
        if (!c.isLetterOrNumber() && c != u'.')
            c = u'-';
    }
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + u"/relevo/catalog-"_s + name +
           u".json"_s;
}

bool CatalogStore::use(const QByteArray &document, Source source)
{
    std::vector<TaskDescription> tasks = readTasks(document);
    if (tasks.empty())
        return false;
    m_tasks = std::move(tasks);
    m_source = source;
    return true;
}

// A cache that cannot be written is none: nothing depends on it.
void CatalogStore::keep(const QByteArray &document) const
{
    const QString name = cacheFile(m_address);
    QDir().mkpath(QFileInfo(name).path());
    QSaveFile file(name);
    if (file.open(QIODevice::WriteOnly) && file.write(document) == document.size())
        file.commit();
}

} // namespace relevo
