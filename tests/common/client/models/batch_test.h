// What the tests of a BatchRun share: made-up tasks, a peer that answers them, files in a folder of their own.
#pragma once

#include "common/client/catalog_store.h"
#include "common/client/models/batch_run.h"
#include "tests/common/client/scripted_peer.h"
#include "tests/support/waiters.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace relevo::test {

inline TaskDescription taskWith(const std::vector<std::string> &members)
{
    TaskDescription task;
    task.name = "made.up";
    task.pure = true;
    task.params.resize(1);
    task.params[0].name = "text";
    for (const std::string &name : members)
        task.result.push_back({.name = name, .help = {}});
    return task;
}

inline TaskDescription builtIn(const std::string &name)
{
    for (const TaskDescription &task : CatalogStore::builtIn()) {
        if (task.name == name)
            return task;
    }
    return {};
}

inline QByteArray textOf(const QByteArray &line)
{
    const qsizetype begin = line.indexOf("\"text\":\"") + 8;
    return line.mid(begin, line.indexOf("\"}", begin) - begin);
}

inline void echo(QTcpSocket &socket, const QByteArray &line)
{
    socket.write(ScriptedPeer::result(ScriptedPeer::idOf(line), "{\"text\":\"" + textOf(line) + "\"}"));
}

inline QByteArray numbered(int count)
{
    QByteArray text;
    for (int i = 1; i <= count; ++i)
        text += "line " + QByteArray::number(i) + '\n';
    return text;
}

class BatchTest : public QObject
{
protected:
    QTemporaryDir m_folder;

    QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
    }

    BatchOptions optionsFor(quint16 port, const QByteArray &input, const TaskDescription &task = taskWith({"text"}))
    {
        QFile file(path("input"));
        if (!file.open(QIODevice::WriteOnly) || file.write(input) != input.size())
            qFatal("no input");
        BatchOptions options;
        options.address = {QStringLiteral("127.0.0.1"), port};
        options.task = task;
        options.input = file.fileName();
        options.output = path("output");
        return options;
    }

    static void finish(BatchRun &run, const BatchOptions &options, BatchRun::State state)
    {
        run.start(options);
        QVERIFY(run.isActive());
        QTRY_VERIFY_WITH_TIMEOUT(!run.isActive(), hangGuardMs);
        QVERIFY2(run.state() == state, qPrintable(run.errorText()));
    }

    /// The output is the first `count` lines of the input, and the run has said so.
    void verifyPrefix(const BatchRun &run, const QByteArray &input)
    {
        const QByteArray output = read(path("output"));
        QCOMPARE(output.count('\n'), run.done());
        QVERIFY(input.startsWith(output));
    }
};

} // namespace relevo::test
