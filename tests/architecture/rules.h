// The rules of the tree, and how a tree breaks them. Each function returns one line per breach, "file: what is wrong".
#pragma once

#include <QString>
#include <QStringList>

namespace relevo::test {

/// A folder (all that lies below it) and the folders and files that its sources may include beside itself.
struct FolderRule
{
    QString folder;
    QStringList mayInclude;
};

/// The most special rule comes first: it decides.
const QList<FolderRule> &folderRules();

QStringList forbiddenIncludes(const QString &root);
QStringList foldersWithoutRule(const QString &root);
QStringList foldersWithoutTarget(const QString &root);
QStringList longSources(const QString &root);
/// Where a task's name stands as a string in code that has to do without.
QStringList namedTasks(const QString &root, const QStringList &names);

} // namespace relevo::test
