// What the server tells of itself: system.info, system.stats, rpc.discover.
#include "tests/support/stats.h"
#include "tests/support/wire_suite.h"

#include <QTest>

using namespace relevo::test;
using namespace Qt::StringLiterals;

class WireMethods : public WireSuite
{
    Q_OBJECT

private:
    QStringList arguments() const override
    {
        return {u"--node"_s, u"wire-1"_s, u"--max-batch"_s, u"77"_s, u"--max-message"_s, u"1234567"_s};
    }
    JsonTextValue discovered() { return resultOf(port(), "rpc.discover"); }

    /// A JSON Schema of an object with these properties?
    static bool describesObject(const JsonTextValue &schema, const QStringList &names)
    {
        if (schema[u"type"].string() != u"object" || schema[u"properties"].members().size() != names.size())
            return false;
        return std::all_of(names.begin(), names.end(),
                           [&](const QString &name) { return schema[u"properties"][name].has(u"type"); });
    }

private Q_SLOTS:
    void info()
    {
        const JsonTextValue info = resultOf(port(), "system.info");
        QVERIFY(info.isObject());
        QVERIFY(info[u"name"].isString());
        QVERIFY(info[u"version"].isString() && !info[u"version"].string().isEmpty());
        QCOMPARE(info[u"node"].string(), u"wire-1"_s);
        QStringList tasks;
        for (const JsonTextValue &task : info[u"tasks"].items())
            tasks += task.string();
        for (const QString &task : {u"numbers.average"_s, u"text.count"_s, u"text.reverse"_s})
            QCOMPARE(tasks.count(task), 1);
        QVERIFY(server().stdoutText().contains(" node=wire-1"));
    }

    void infoTellsEveryLimit()
    {
        const JsonTextValue limits = resultOf(port(), "system.info")[u"limits"];
        QCOMPARE(limits[u"maxBatch"].token(), "77");
        QCOMPARE(limits[u"maxMessage"].token(), "1234567");
        QCOMPARE(limits[u"maxNesting"].token(), "128");
        QCOMPARE(limits[u"maxId"].token(), "1024");
        QCOMPARE(limits[u"maxConnectionTasks"].token(), "1024");
        QCOMPARE(limits[u"maxConnectionBytes"].token(), "67108864");
        QCOMPARE(limits[u"maxTotalTasks"].token(), "100000");
        QCOMPARE(limits[u"maxTotalBytes"].token(), "201326592");
        QCOMPARE(limits[u"reserveBytes"].token(), "33554432");
        QCOMPARE(limits[u"maxConnections"].token(), "10000");
    }

    void scopeOfInfo()
    {
        QCOMPARE(resultOf(port(), "system.info", R"({"scope":"node"})")[u"node"].string(), u"wire-1"_s);
        QCOMPARE(resultOf(port(), "system.info", R"(["node"])")[u"node"].string(), u"wire-1"_s);
        QVERIFY(resultOf(port(), "system.info", "{}").isObject());
        QVERIFY(resultOf(port(), "system.info", "[]").isObject());
        QVERIFY(resultOf(port(), "system.stats", R"({"scope":"node"})").isObject());
    }

    void statsCountCalls()
    {
        const Stats before = Stats::of(port());
        QVERIFY(before.succeeded >= 0 && before.failed >= 0 && before.cancelled >= 0);
        RawPeer peer(port());
        for (int i = 0; i < 10; ++i)
            QCOMPARE(summaryOf(peer.ask(goodRequest("1"))), goodSummary("1"));
        for (int i = 0; i < 4; ++i)
            QCOMPARE(summaryOf(peer.ask(request("1", "text.reverse", "[1]"))), "1 !-32602(text)");
        QVERIFY(peer.send(request("", "text.reverse", R"(["ab"])")));
        // A reply may be on its way a moment before its call is counted.
        QVERIFY(eventually([&] {
            const Stats now = Stats::of(port());
            return now.succeeded == before.succeeded + 11 && now.failed == before.failed + 4;
        }));
        QCOMPARE(Stats::of(port()).cancelled, before.cancelled);
    }

    void statsCountConnections()
    {
        QVERIFY(eventually([this] { return Stats::of(port()).connections == 1; }));
        {
            const RawPeer one(port());
            const RawPeer two(port());
            QVERIFY(eventually([this] { return Stats::of(port()).connections == 3; }));
        }
        QVERIFY(eventually([this] { return Stats::of(port()).connections == 1; }));
    }

    void discoverIsOpenRpc()
    {
        const JsonTextValue document = discovered();
        QVERIFY(document[u"openrpc"].string().startsWith(u"1."));
        QVERIFY(document[u"info"][u"title"].isString());
        QVERIFY(document[u"info"][u"version"].isString());
        QVERIFY(document[u"methods"].isArray());
        QStringList names;
        for (const JsonTextValue &method : document[u"methods"].items()) {
            QVERIFY(method[u"name"].isString());
            const QByteArray name = method[u"name"].string().toUtf8();
            names += method[u"name"].string();
            QVERIFY2(method[u"params"].isArray(), name.constData());
            for (const JsonTextValue &param : method[u"params"].items()) {
                QVERIFY2(param[u"name"].isString(), name.constData());
                QVERIFY2(param[u"schema"].isObject(), name.constData());
            }
            QVERIFY2(method[u"result"][u"name"].isString(), name.constData());
            QVERIFY2(method[u"result"][u"schema"].isObject(), name.constData());
        }
        QCOMPARE(names.removeDuplicates(), 0);
        for (const auto &needed : {u"text.reverse"_s, u"numbers.average"_s, u"text.count"_s, u"system.info"_s,
                                   u"system.stats"_s, u"rpc.discover"_s})
            QVERIFY2(names.contains(needed), qPrintable(needed));
    }

    void discoverDescribesTheTasks()
    {
        const JsonTextValue document = discovered();
        for (const JsonTextValue &method : document[u"methods"].items()) {
            const QString name = method[u"name"].string();
            if (!name.startsWith(u"text.") && !name.startsWith(u"numbers."))
                continue;
            QCOMPARE(method[u"params"].items().size(), 1);
            const JsonTextValue &param = method[u"params"].items().constFirst();
            const JsonTextValue &result = method[u"result"][u"schema"];
            QCOMPARE(param[u"required"].token(), "true");
            if (name == u"numbers.average") {
                QCOMPARE(param[u"name"].string(), u"numbers"_s);
                QCOMPARE(param[u"schema"][u"type"].string(), u"array"_s);
                QCOMPARE(param[u"schema"][u"items"][u"type"].string(), u"number"_s);
                QCOMPARE(param[u"schema"][u"minItems"].token(), "1");
                QVERIFY(describesObject(result, {u"average"_s, u"count"_s, u"sum"_s, u"min"_s, u"max"_s}));
            } else {
                QCOMPARE(param[u"name"].string(), u"text"_s);
                QCOMPARE(param[u"schema"][u"type"].string(), u"string"_s);
                QVERIFY(describesObject(
                    result, name == u"text.reverse"
                                ? QStringList{u"text"_s}
                                : QStringList{u"characters"_s, u"codePoints"_s, u"bytes"_s, u"words"_s, u"lines"_s}));
            }
        }
    }

    /// Every method that the server describes, it has.
    void whatIsDiscoveredExists()
    {
        RawPeer peer(port());
        const JsonTextValue document = discovered();
        for (const JsonTextValue &method : document[u"methods"].items()) {
            const QByteArray line = peer.ask(request("1", method[u"name"].string().toUtf8()));
            QCOMPARE(faultOf(line), QString());
            QVERIFY2(!summaryOf(line).startsWith("1 !-32601"), line.constData());
        }
    }
};

QTEST_GUILESS_MAIN(WireMethods)
#include "tst_wire_methods.moc"
