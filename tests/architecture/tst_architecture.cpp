// The tree keeps its rules; and the rules do find what breaks them, each in a small tree made for it.
#include "server/tasks/task.h"
#include "tests/architecture/rules.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relevo::test;

namespace {

const QString root = QStringLiteral(RELEVO_SOURCE_DIR);

void write(const QTemporaryDir &tree, const QString &path, const QByteArray &text)
{
    QVERIFY(QDir(tree.path()).mkpath(path.section(u'/', 0, -2)));
    QFile file(tree.filePath(path));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

void expectNone(const QStringList &breaches)
{
    QVERIFY2(breaches.isEmpty(), qPrintable(breaches.join(u'\n')));
}

QStringList taskNames()
{
    QStringList names;
    for (const relevo::TaskDefinition &task : relevo::builtinTasks())
        names.append(QString::fromStdString(task.description.name));
    return names;
}

} // namespace

class TestArchitecture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void foldersIncludeOnlyWhatTheyMay() { expectNone(forbiddenIncludes(root)); }
    void everyFolderHasARule() { expectNone(foldersWithoutRule(root)); }
    void everyFolderIsATarget() { expectNone(foldersWithoutTarget(root)); }
    void noSourceIsLong() { expectNone(longSources(root)); }
    void onlyTasksNameTasks()
    {
        QVERIFY(taskNames().size() >= 3);
        expectNone(namedTasks(root, taskNames()));
    }

    void aForbiddenIncludeIsFound()
    {
        const QTemporaryDir tree;
        write(tree, u"server/worker/a.cpp"_s, "#include \"server/dispatch/x.h\"\n# include \"server/call/peer.h\"\n");
        write(tree, u"server/dispatch/b.h"_s, "#include \"server/tasks/task.h\"\n#include \"server/tasks/other.h\"\n");
        write(tree, u"server/main.cpp"_s, "#include \"server/worker/a.h\"\n#include \"common/client/c.h\"\n");
        write(tree, u"common/protocol/p.h"_s, "#include <vector>\n#include \"common/client/c.h\"\n");
        QCOMPARE(forbiddenIncludes(tree.path()),
                 (QStringList{u"common/protocol/p.h: may not include common/client/c.h"_s,
                              u"server/dispatch/b.h: may not include server/tasks/other.h"_s,
                              u"server/main.cpp: may not include common/client/c.h"_s,
                              u"server/worker/a.cpp: may not include server/dispatch/x.h"_s}));
    }

    void aFolderWithoutRuleOrTargetIsFound()
    {
        const QTemporaryDir tree;
        write(tree, u"server/newone/a.cpp"_s, "");
        write(tree, u"server/worker/a.cpp"_s, "");
        write(tree, u"server/worker/CMakeLists.txt"_s, "add_subdirectory(sub)\n");
        write(tree, u"server/tasks/sub/a.cpp"_s, "");
        write(tree, u"server/tasks/CMakeLists.txt"_s, "relevo_library(relevo_tasks SOURCES sub/a.cpp)\n");
        QCOMPARE(foldersWithoutRule(tree.path()).size(), 1);
        QVERIFY(foldersWithoutRule(tree.path()).first().startsWith(u"server/newone/"_s));
        const QStringList without = foldersWithoutTarget(tree.path());
        QCOMPARE(without.size(), 2);
        QVERIFY(without.last().startsWith(u"server/worker/"_s));
    }

    void aLongSourceIsFound()
    {
        const QTemporaryDir tree;
        write(tree, u"bench/a.cpp"_s, QByteArray("\n").repeated(350));
        QCOMPARE(longSources(tree.path()), QStringList());
        write(tree, u"bench/a.cpp"_s, QByteArray("\n").repeated(351));
        QCOMPARE(longSources(tree.path()).size(), 1);
    }

    void aTaskNamedElsewhereIsFound()
    {
        const QTemporaryDir tree;
        const QByteArray line = "const char *name = \"text.reverse\";\n";
        for (const QString &path : {u"server/tasks/a.cpp"_s, u"server/dispatch/first_dialect.cpp"_s,
                                    u"console-client/menu.cpp"_s, u"bench/a.cpp"_s})
            write(tree, path, line);
        write(tree, u"common/client/a.h"_s, "// as \"text.reverse\"\n");
        QCOMPARE(namedTasks(tree.path(), taskNames()), QStringList());
        write(tree, u"server/worker/a.cpp"_s, line);
        QCOMPARE(namedTasks(tree.path(), taskNames()),
                 QStringList{u"server/worker/a.cpp: names the task text.reverse"_s});
    }
};

QTEST_GUILESS_MAIN(TestArchitecture)
#include "tst_architecture.moc"
