#include "common/client/known_catalog.h"

#include "common/protocol/catalog.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
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

KnownCatalog::KnownCatalog(const ServerAddress &address)
    : m_address(address)
{
    const QString file = cacheFile(address);
    m_tasks = readTasks(readAll(file));
    if (m_tasks.empty()) {
        m_tasks = builtIn();
    } else {
        m_seen = QFileInfo(file).lastModified();
        m_source = Source::Cached;
    }
}

bool KnownCatalog::take(const QByteArray &document)
{
    std::vector<TaskDescription> tasks = readTasks(document);
    if (tasks.empty())
        return false;
    m_tasks = std::move(tasks);
    m_seen = QDateTime::currentDateTime();
    m_source = Source::Server;
    return true;
}

const TaskDescription *KnownCatalog::find(const QString &name) const
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

std::vector<TaskDescription> KnownCatalog::builtIn()
{
    registerResources();
    return readTasks(readAll(u":/relevo/builtin_catalog.json"_s));
}

QString KnownCatalog::cacheFile(const ServerAddress &address)
{
    QString name = address.toString();
    for (QChar &c : name) {
        if (!c.isLetterOrNumber() && c != u'.')
            c = u'-';
    }
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + u"/relevo/catalog-"_s + name +
           u".json"_s;
}

void KnownCatalog::keep(const ServerAddress &address, const QByteArray &document)
{
    const QString name = cacheFile(address);
    QDir().mkpath(QFileInfo(name).path());
    QSaveFile file(name);
    if (file.open(QIODevice::WriteOnly) && file.write(document) == document.size())
        file.commit();
}

} // namespace relevo
