// The OpenRPC document and back, and the freshness of the built-in catalog.
#include "common/client/catalog_store.h"
#include "common/protocol/catalog.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace relevo;
using namespace Qt::StringLiterals;

namespace {

TaskDescription everyKind()
{
    TaskDescription task;
    task.name = "demo.every";
    task.title = {"Every kind", "De todo"};
    task.summary = {"Has a parameter of every kind.", "Tiene parámetros de todas clases."};
    task.pure = true;
    const auto param = [&task](const char *name, ParamKind kind) -> ParamDescription & {
        ParamDescription &added = task.params.emplace_back();
        added.name = name;
        added.kind = kind;
        added.label = {std::string("Label ") + name, std::string("Etiqueta ") + name};
        added.help = {std::string("Help ") + name, std::string("Ayuda ") + name};
        return added;
    };
    param("zeta", ParamKind::Text).minimum = 5;
    ParamDescription &numbers = param("numbers", ParamKind::Numbers);
    numbers.minimum = 1;
    numbers.maximum = 1000;
    ParamDescription &number = param("factor", ParamKind::Number);
    number.minimum = -0.5;
    number.maximum = 1e300;
    number.required = false;
    number.defaultJson = "0.25";
    ParamDescription &integer = param("count", ParamKind::Integer);
    integer.defaultJson = "9007199254740993";
    ParamDescription &choice = param("form", ParamKind::Choice);
    choice.choices = {"short", "long"};
    choice.defaultJson = "\"long\"";
    choice.required = false;
    param("alpha", ParamKind::Switch).defaultJson = "true";
    task.result = {{"z", ResultMember::Kind::Text, {"First", "Primero"}, false},
                   {"a", ResultMember::Kind::Number, {"Second", "Segundo"}, true},
                   {"m", ResultMember::Kind::Integer, {"Third", "Tercero"}, false}};
    return task;
}

void compare(const LocalText &a, const LocalText &b)
{
    QCOMPARE(a.en, b.en);
    QCOMPARE(a.es, b.es);
}

QByteArray text(const QJsonObject &document)
{
    return QJsonDocument(document).toJson();
}

} // namespace

class TestCatalog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrip()
    {
        const TaskDescription in = everyKind();
        const QByteArray wire =
            text(openRpcDocument({in}, {{"system.info", "Info.", {}, "{\"type\":\"object\"}"}}, "1"));
        const std::vector<TaskDescription> tasks = tasksFromOpenRpc(QJsonDocument::fromJson(wire).object());
        QCOMPARE(tasks.size(), 1u);
        const TaskDescription &out = tasks.front();
        QCOMPARE(out.name, in.name);
        QCOMPARE(out.pure, in.pure);
        compare(out.title, in.title);
        compare(out.summary, in.summary);
        QCOMPARE(out.params.size(), in.params.size());
        for (std::size_t i = 0; i < in.params.size(); ++i) {
            QCOMPARE(out.params[i].name, in.params[i].name);
            QCOMPARE(int(out.params[i].kind), int(in.params[i].kind));
            compare(out.params[i].label, in.params[i].label);
            compare(out.params[i].help, in.params[i].help);
            QCOMPARE(out.params[i].required, in.params[i].required);
            QCOMPARE(out.params[i].defaultJson, in.params[i].defaultJson);
            QVERIFY(out.params[i].minimum == in.params[i].minimum);
            QVERIFY(out.params[i].maximum == in.params[i].maximum);
            QVERIFY(out.params[i].choices == in.params[i].choices);
        }
        QCOMPARE(out.result.size(), in.result.size());
        for (std::size_t i = 0; i < in.result.size(); ++i) {
            QCOMPARE(out.result[i].name, in.result[i].name); // the order too
            QCOMPARE(int(out.result[i].kind), int(in.result[i].kind));
            compare(out.result[i].help, in.result[i].help);
            QCOMPARE(out.result[i].nullable, in.result[i].nullable);
        }
    }

    void schemas()
    {
        const QJsonObject document =
            openRpcDocument({everyKind()}, {{"m.x", "X.", {}, "{\"type\":\"null\"}"}}, "7.8.9");
        QCOMPARE(document["openrpc"_L1].toString().left(2), u"1."_s);
        QCOMPARE(document["info"_L1]["version"_L1].toString(), u"7.8.9"_s);
        const QJsonValue task = document["methods"_L1][0];
        const auto schema = [&](int i) { return task["params"_L1][i]["schema"_L1]; };
        QCOMPARE(schema(0)["type"_L1].toString(), u"string"_s);
        QCOMPARE(schema(0)["minLength"_L1].toInt(), 2); // 5 bytes are at least 2 code points
        QCOMPARE(schema(1)["items"_L1]["type"_L1].toString(), u"number"_s);
        QCOMPARE(schema(1)["minItems"_L1].toInt(), 1);
        QCOMPARE(schema(1)["maxItems"_L1].toInt(), 1000);
        QCOMPARE(schema(2)["minimum"_L1].toDouble(), -0.5);
        QCOMPARE(schema(2)["default"_L1].toDouble(), 0.25);
        QCOMPARE(schema(3)["type"_L1].toString(), u"integer"_s);
        QCOMPARE(schema(4)["enum"_L1].toArray(), (QJsonArray{u"short"_s, u"long"_s}));
        QCOMPARE(schema(5)["type"_L1].toString(), u"boolean"_s);
        const QJsonValue result = task["result"_L1]["schema"_L1];
        QCOMPARE(result["required"_L1].toArray(), (QJsonArray{u"z"_s, u"a"_s, u"m"_s}));
        QCOMPARE(result["properties"_L1]["a"_L1]["type"_L1].toArray(), (QJsonArray{u"number"_s, u"null"_s}));
        QCOMPARE(document["methods"_L1][1]["result"_L1]["schema"_L1]["type"_L1].toString(), u"null"_s);
        for (const QJsonValue &error : task["errors"_L1].toArray()) {
            const QString key = error["$ref"_L1].toString().section(u'/', -1);
            QVERIFY(document["components"_L1]["errors"_L1][key]["code"_L1].isDouble());
        }
    }

    void toleratesWhatItDoesNotKnow()
    {
        QJsonObject document = openRpcDocument({everyKind(), everyKind()}, {}, "1");
        QJsonArray methods = document["methods"_L1].toArray();
        QJsonObject known = methods[0].toObject();
        known["x-later"_L1] = 1;
        QJsonObject strange = methods[1].toObject();
        QJsonArray params = strange["params"_L1].toArray();
        QJsonObject param = params[0].toObject();
        param["x-relevo-param"_L1] = QJsonObject{{u"kind"_s, u"hologram"_s}};
        params[0] = param;
        strange["params"_L1] = params;
        document["methods"_L1] = QJsonArray{known, strange, 5, QJsonObject{{u"name"_s, u"a.b"_s}}, QJsonValue::Null};
        QCOMPARE(tasksFromOpenRpc(document).size(), 1u);
        QVERIFY(tasksFromOpenRpc({}).empty());
        QVERIFY(tasksFromOpenRpc({{u"methods"_s, 3}}).empty());
    }

    void builtInCatalogHasTheTasks()
    {
        const CatalogStore store({u"::1"_s, 78});
        QCOMPARE(store.tasks().size(), CatalogStore::builtIn().size());
        QVERIFY(store.find(u"text.reverse"_s) && store.find(u"numbers.average"_s) && store.find(u"text.count"_s));
        QCOMPARE(store.find(u"numbers.average"_s)->params.front().minimum.value_or(0), 1);
    }

    void cacheServesUntilItIsNoCatalog()
    {
        QTemporaryDir folder;
        qputenv("XDG_CACHE_HOME", folder.path().toLocal8Bit());
        const ServerAddress address{u"::1"_s, 77};
        const QString name = CatalogStore::cacheFile(address);
        QVERIFY(name.startsWith(folder.path()));
        QVERIFY(QDir().mkpath(QFileInfo(name).path()));
        QCOMPARE(CatalogStore(address).source(), CatalogStore::Source::BuiltIn);
        const auto write = [&](const QByteArray &content) {
            QFile file(name);
            return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
        };
        QVERIFY(write(text(openRpcDocument({everyKind()}, {}, "1"))));
        const CatalogStore cached(address);
        QCOMPARE(cached.source(), CatalogStore::Source::Cached);
        QVERIFY(cached.find(u"every"_s) && cached.find(u"demo.every"_s) && !cached.find(u"reverse"_s));
        QVERIFY(write("{\"methods\":[{"));
        QVERIFY(CatalogStore(address).find(u"reverse"_s));
    }

    void builtInCatalogIsTheServers()
    {
        QProcess server;
        server.start(QStringLiteral(RELEVO_SERVER_PATH), {u"--print-catalog"_s});
        QVERIFY(server.waitForFinished());
        QCOMPARE(server.exitCode(), 0);
        QFile file(QStringLiteral(":/relevo/builtin_catalog.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonDocument fresh = QJsonDocument::fromJson(server.readAllStandardOutput());
        QVERIFY(fresh.isObject());
        QVERIFY2(QJsonDocument::fromJson(file.readAll()) == fresh,
                 "out of date: build/release/bin/relevo-server --print-catalog > common/client/builtin_catalog.json");
    }
};

QTEST_GUILESS_MAIN(TestCatalog)
#include "tst_catalog.moc"
