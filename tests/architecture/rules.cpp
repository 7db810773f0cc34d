#include "tests/architecture/rules.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

namespace relevo::test {
namespace {

using namespace Qt::StringLiterals;

constexpr int mostLines = 350;

/// The paths, relative to `root`, of the product's sources.
QStringList sources(const QString &root)
{
    QStringList paths;
    for (const QString &top :
         {u"common"_s, u"server"_s, u"console-client"_s, u"gui-client"_s, u"mobile-client"_s, u"bench"_s}) {
        QDirIterator files(root + u'/' + top, {u"*.cpp"_s, u"*.h"_s, u"*.qml"_s}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext())
            paths.append(QDir(root).relativeFilePath(files.next()));
    }
    paths.sort();
    return paths;
}

QStringList linesOf(const QString &root, const QString &path)
{
    QFile file(root + u'/' + path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    if (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

bool isBelow(const QString &path, const QString &folder)
{
    return path.startsWith(folder + u'/');
}

const FolderRule *ruleOf(const QString &path)
{
    for (const FolderRule &rule : folderRules()) {
        if (isBelow(path, rule.folder))
            return &rule;
    }
    return nullptr;
}

bool isAllowed(const FolderRule &rule, const QString &included)
{
    // The composition root knows all below it; elsewhere a folder with a rule of its own is another folder.
    if (ruleOf(included) == &rule || (rule.folder == u"server"_s && isBelow(included, rule.folder)))
        return true;
    return std::any_of(rule.mayInclude.begin(), rule.mayInclude.end(),
                       [&](const QString &other) { return included == other || isBelow(included, other); });
}

} // namespace

const QList<FolderRule> &folderRules()
{
    static const QList<FolderRule> rules{
        {u"common/protocol"_s, {}},
        // The windows' models stand on the client; the client, and so the console, knows nothing of them.
        {u"common/client/models"_s, {u"common/client"_s, u"common/protocol"_s}},
        {u"common/client"_s, {u"common/protocol"_s}},
        {u"server/config"_s, {u"common/protocol"_s}},
        {u"server/observe"_s, {u"common/protocol"_s}},
        {u"server/tasks"_s, {u"common/protocol"_s}},
        // What transport, dispatch and worker know of each other: their interfaces, and the call that passes through.
        {u"server/call"_s, {u"common/protocol"_s}},
        {u"server/transport"_s, {u"common/protocol"_s, u"server/call"_s, u"server/observe"_s}},
        {u"server/worker"_s, {u"common/protocol"_s, u"server/call"_s, u"server/observe"_s}},
        {u"server/dispatch"_s, {u"common/protocol"_s, u"server/call"_s, u"server/observe"_s, u"server/tasks/task.h"_s}},
        {u"server/storage/sqlite"_s, {u"server/storage"_s, u"common/protocol"_s}},
        {u"server/storage/postgresql"_s, {u"server/storage"_s, u"common/protocol"_s}},
        {u"server/storage/files"_s,
         {u"common/protocol"_s, u"server/storage/checked_blob_store.h"_s, u"server/storage/storage_error.h"_s}},
        {u"server/storage/s3"_s,
         {u"common/protocol"_s, u"server/storage/checked_blob_store.h"_s, u"server/storage/sha256.h"_s,
          u"server/storage/storage_error.h"_s}},
        {u"server/storage/sql"_s, {u"common/protocol"_s, u"server/storage"_s}},
        {u"server/storage"_s, {u"common/protocol"_s}},
        {u"server/queue"_s, {}},
        // Behind the interfaces of the stores, in front of those of dispatch.
        {u"server/background"_s,
         {u"common/protocol"_s, u"server/call"_s, u"server/dispatch"_s, u"server/observe"_s, u"server/queue"_s,
          u"server/storage/blob_store.h"_s, u"server/storage/storage_error.h"_s, u"server/storage/task_id.h"_s,
          u"server/storage/task_record.h"_s, u"server/storage/task_store.h"_s, u"server/storage/task_trace.h"_s,
          u"server/tasks/task.h"_s}},
        // The composition root, and nothing else, names the concrete parts.
        {u"server"_s, {u"common/protocol"_s}},
        {u"console-client"_s, {u"common/client"_s, u"common/protocol"_s}},
        {u"gui-client"_s, {u"common/client"_s, u"common/protocol"_s}},
        {u"mobile-client"_s, {u"common/client"_s, u"common/protocol"_s}},
        // The floor does the same work without the server around it: with the task's own arithmetic.
        {u"bench/floor"_s, {u"common/protocol"_s, u"server/tasks/numbers"_s}},
        {u"bench/stores"_s, {u"server/storage"_s}},
        {u"bench"_s, {u"common/protocol"_s}},
    };
    return rules;
}

QStringList forbiddenIncludes(const QString &root)
{
    static const QRegularExpression include(uR"re(^\s*#\s*include\s*"([^"]+)")re"_s);
    QStringList found;
    for (const QString &path : sources(root)) {
        const FolderRule *rule = ruleOf(path);
        if (!rule)
            continue;
        for (const QString &line : linesOf(root, path)) {
            const QString included = include.match(line).captured(1);
            // Generated files (moc) have no folder; everything of the project is included by its path from the root.
            if (included.contains(u'/') && !isAllowed(*rule, included))
                found.append(path + u": may not include "_s + included);
        }
    }
    return found;
}

QStringList foldersWithoutRule(const QString &root)
{
    QStringList found;
    for (const QString &path : sources(root)) {
        const FolderRule *rule = ruleOf(path);
        const bool inServerItself = rule && rule->folder == u"server"_s && path.count(u'/') > 1;
        if (!rule || inServerItself)
            found.append(path + u": its folder has no rule in tests/architecture/rules.cpp"_s);
    }
    return found;
}

QStringList foldersWithoutTarget(const QString &root)
{
    static const QRegularExpression target(uR"((relevo_library|relevo_program|add_library|add_executable)\()"_s);
    QStringList found;
    for (const QString &path : sources(root)) {
        if (!path.endsWith(u".cpp"_s))
            continue;
        const FolderRule *rule = ruleOf(path);
        QString folder = path.section(u'/', 0, -2);
        bool made = false;
        while (rule && !made && (folder == rule->folder || isBelow(folder, rule->folder))) {
            made = linesOf(root, folder + u"/CMakeLists.txt"_s).join(u'\n').contains(target);
            folder = folder.section(u'/', 0, -2);
        }
        if (rule && !made)
            found.append(path + u": no target in a CMakeLists.txt of its folder"_s);
    }
    return found;
}

QStringList longSources(const QString &root)
{
    QStringList found;
    for (const QString &path : sources(root)) {
        const qsizetype count = linesOf(root, path).size();
        if (count > mostLines)
            found.append(path + u": %1 lines, more than %2"_s.arg(count).arg(mostLines));
    }
    return found;
}

QStringList namedTasks(const QString &root, const QStringList &names)
{
    static const QRegularExpression exempt(
        u"^(server/tasks/|server/dispatch/first_dialect\\.|console-client/menu|bench/)"_s);
    static const QRegularExpression comment(u"//.*$"_s);
    QStringList found;
    for (const QString &path : sources(root)) {
        if (exempt.match(path).hasMatch())
            continue;
        for (QString line : linesOf(root, path)) {
            line.remove(comment);
            for (const QString &name : names) {
                if (line.contains(u'"' + name + u'"'))
                    found.append(path + u": names the task "_s + name);
            }
        }
    }
    return found;
}

} // namespace relevo::test
