// The options: where a value may come from, which source wins, and what a wrong one is told.
#include "server/config/load.h"
#include "server/config/values.h"
#include "server/observe/log.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <map>

using namespace relevo;

namespace {

using Arguments = std::vector<std::string>;
using Variables = std::map<std::string, std::string>;
using Result = std::variant<LoadedConfig, ConfigError>;

const MachineDefaults machine{8, "testhost", "/var/lib/test"};

Result load(const Arguments &arguments, const Variables &variables = {})
{
    const Environment environment = [&](const std::string &name) -> std::optional<std::string> {
        const auto found = variables.find(name);
        return found == variables.end() ? std::nullopt : std::optional(found->second);
    };
    return loadConfig(arguments, environment, machine);
}

/// The error's line, or nothing.
QString errorOf(const Result &result)
{
    const auto *error = std::get_if<ConfigError>(&result);
    return error ? QString::fromStdString(error->line) : QString();
}

ServerConfig configOf(const Result &result)
{
    const auto *loaded = std::get_if<LoadedConfig>(&result);
    if (!loaded) {
        QTest::qFail(qPrintable(errorOf(result)), __FILE__, __LINE__);
        return {};
    }
    return loaded->config;
}

std::vector<std::string> listenTexts(const ServerConfig &config)
{
    std::vector<std::string> texts;
    for (const ListenAddress &address : config.listen)
        texts.push_back(address.toText());
    return texts;
}

} // namespace

class TestConfig : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    std::string write(const QByteArray &text)
    {
        QFile file(m_dir.filePath(QStringLiteral("relevo.ini")));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            QTest::qFail("cannot write the test's file", __FILE__, __LINE__);
        return file.fileName().toStdString();
    }

private Q_SLOTS:
    void defaultsAreTheContracts()
    {
        const ServerConfig config = configOf(load({}));
        QCOMPARE(listenTexts(config), Arguments{"127.0.0.1:5000"});
        QCOMPARE(config.workers, 8u);
        QCOMPARE(config.ioThreads, 2u);
        QCOMPARE(config.node, "testhost");
        QCOMPARE(config.dataDir, "/var/lib/test");
        QCOMPARE(config.logLevel, "info");
        QCOMPARE(config.logFormat, "text");
        const Limits defaults;
        for (const LimitInfo &limit : limitTable)
            QCOMPARE(config.limits.*limit.field, defaults.*limit.field);
    }

    void oneCoreStillHasAnIoThread()
    {
        const auto result = loadConfig({}, [](const std::string &) { return std::nullopt; }, {1, "h", "/d"});
        QCOMPARE(configOf(result).ioThreads, 1u);
    }

    void strongerSourcesWin()
    {
        const std::string file = write("[node]\nworkers = 2\nnode = from-file\n[limits]\nmax-batch=5\n");
        const Variables variables{{"RELEVO_WORKERS", "3"}, {"RELEVO_NODE", "from-env"}, {"RELEVO_MAX_ID", ""}};
        const ServerConfig config = configOf(load({"--workers", "4", "--config", file}, variables));
        QCOMPARE(config.workers, 4u);
        QCOMPARE(config.node, "from-env");
        QCOMPARE(config.limits.batch, 5u);
        QCOMPARE(config.limits.id, 1024u); // an empty variable is not set
    }

    void fileByVariable()
    {
        const std::string file = write("workers = 7\r\n; a comment\n# another\n\n");
        QCOMPARE(configOf(load({}, {{"RELEVO_CONFIG", file}})).workers, 7u);
    }

    void everyLimitHasItsOptionInAllThreePlaces()
    {
        for (const LimitInfo &limit : limitTable) {
            const std::string name = kebabCase(limit.name);
            const std::string value = std::to_string(limit.minimum);
            QCOMPARE(configOf(load({"--" + name + "=" + value})).limits.*limit.field, limit.minimum);
            QCOMPARE(configOf(load({}, {{environmentVariable(name), value}})).limits.*limit.field, limit.minimum);
            const std::string file = write(QByteArray::fromStdString("[limits]\n" + name + " = " + value));
            QCOMPARE(configOf(load({"--config", file})).limits.*limit.field, limit.minimum);
            const QString error = errorOf(load({"--" + name, std::to_string(limit.maximum + 1)}));
            QVERIFY2(error.contains(QStringLiteral("expected a")), qPrintable(error));
        }
        QCOMPARE(kebabCase("maxConnectionBytes"), "max-connection-bytes");
        QCOMPARE(environmentVariable("max-message"), "RELEVO_MAX_MESSAGE");
    }

    void listenIsAList()
    {
        const Arguments both{"0.0.0.0:5001", "[::1]:0"};
        QCOMPARE(listenTexts(configOf(load({"--listen", both[0], "--listen", both[1]}))), both);
        QCOMPARE(listenTexts(configOf(load({}, {{"RELEVO_LISTEN", "0.0.0.0:5001, [::1]:0"}}))), both);
        const std::string file = write("listen = 0.0.0.0:5001\nlisten = [::1]:0\n");
        QCOMPARE(listenTexts(configOf(load({"--config", file}))), both);
        // A stronger source replaces the list, it does not add to it.
        QCOMPARE(listenTexts(configOf(load({"--config", file, "--listen", "*:1"}))), Arguments{"*:1"});
    }

    void addresses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *text, const char *expected) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(expected);
        };
        row("127.0.0.1:5000", "127.0.0.1:5000");
        row("localhost:65535", "127.0.0.1:65535");
        row("[fe80::1]:80", "[fe80::1]:80");
        row("[::]:0", "[::]:0");
        row("*:5000", "*:5000");
        for (const char *wrong :
             {"5000", ":5000", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "1:5000", "::1:5000",
              "[127.0.0.1]:5000", "127.0.0.1:5000x", "example.org:1", "300.0.0.1:1", ""})
            row(wrong, "");
    }

    void addresses()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, expected);
        const auto address = parseListenAddress(text.toStdString());
        QCOMPARE(QString::fromStdString(address ? address->toText() : ""), expected);
    }

    void quantities()
    {
        const auto size = [](std::string_view text) { return parseQuantity(text, LimitUnit::Bytes); };
        QCOMPARE(size("0"), 0u);
        QCOMPARE(size("16MiB"), 16u << 20);
        QCOMPARE(size("16 KiB"), 16u << 10);
        QCOMPARE(size("2GiB"), 2ull << 30);
        QCOMPARE(size("3k"), 3000u);
        QCOMPARE(size("3M"), 3'000'000u);
        QCOMPARE(size("1G"), 1'000'000'000u);
        QCOMPARE(parseQuantity("5s", LimitUnit::Milliseconds), 5000u);
        QCOMPARE(parseQuantity("5ms", LimitUnit::Milliseconds), 5u);
        QCOMPARE(parseQuantity("5", LimitUnit::Milliseconds), 5u);
        QCOMPARE(parseQuantity("100k", LimitUnit::Count), 100'000u);
        for (const char *wrong :
             {"", "-1", "1.5", "1 2", "MiB", "1mib", "0x10", "18446744073709551616", "17179869184GiB", "5s"})
            QVERIFY2(!size(wrong), wrong);
        QVERIFY(!parseQuantity("1MiB", LimitUnit::Count));
        QVERIFY(!parseQuantity("1k", LimitUnit::Milliseconds));
        QCOMPARE(formatQuantity(16u << 20, LimitUnit::Bytes), "16MiB");
        QCOMPARE(formatQuantity(1000, LimitUnit::Bytes), "1000");
        QCOMPARE(formatQuantity(90'000, LimitUnit::Milliseconds), "90s");
        QCOMPARE(formatQuantity(1500, LimitUnit::Milliseconds), "1500ms");
        QCOMPARE(formatQuantity(0, LimitUnit::Milliseconds), "0");
    }

    void errorsNameOptionOriginValueAndExpectation()
    {
        QCOMPARE(errorOf(load({}, {{"RELEVO_WORKERS", "many"}})),
                 QStringLiteral("workers (from RELEVO_WORKERS): expected a whole number from 1 to 1024, got \"many\""));
        const QString io = errorOf(load({"--io", "uring"}));
        QCOMPARE(io, QStringLiteral("io (from --io): expected one of epoll, qt, got \"uring\""));
        const QString inFile = errorOf(load({"--config", write("\nmax-id = 2 GiB")}));
        QVERIFY2(inFile.contains(QStringLiteral("relevo.ini:2): expected a size from 1 to 1MiB, got \"2 GiB\"")),
                 qPrintable(inFile));
        QVERIFY(errorOf(load({"--listen", "127.0.0.1:5000,,[::1]:1"})).contains(QStringLiteral("got \"\"")));
        QVERIFY(errorOf(load({"--node", "a b"})).contains(QStringLiteral("hyphens")));
        QVERIFY(errorOf(load({"--data="})).contains(QStringLiteral("a folder's path")));
    }

    void unknownNamesAreErrorsWithASuggestion()
    {
        QCOMPARE(errorOf(load({"--max-mesage", "1"})),
                 QStringLiteral("unknown option --max-mesage; did you mean --max-message?; see --help"));
        QVERIFY(errorOf(load({"--verson"})).contains(QStringLiteral("--version")));
        QCOMPARE(errorOf(load({"--zzzzzzzz"})), QStringLiteral("unknown option --zzzzzzzz; see --help"));
        QVERIFY(errorOf(load({"5000"})).contains(QStringLiteral("unexpected argument \"5000\"")));
        QVERIFY(errorOf(load({"--config", write("wrokers = 1")})).contains(QStringLiteral("did you mean workers?")));
        QVERIFY(
            errorOf(load({"--config", write("[limits]\nworkers = 1")})).contains(QStringLiteral("belongs in [node]")));
    }

    void brokenCommandLines()
    {
        QVERIFY(errorOf(load({"--workers"})).contains(QStringLiteral("takes a value")));
        QVERIFY(errorOf(load({"--config"})).contains(QStringLiteral("takes a value")));
        QVERIFY(errorOf(load({"--help=yes"})).contains(QStringLiteral("takes no value")));
        QVERIFY(errorOf(load({"--config", ""})).contains(QStringLiteral("a file's path")));
    }

    void brokenFiles()
    {
        QVERIFY(errorOf(load({"--config", "/nowhere/relevo.ini"}))
                    .startsWith(QStringLiteral("/nowhere/relevo.ini: cannot be read")));
        QVERIFY(errorOf(load({"--config", m_dir.path().toStdString()})).contains(QStringLiteral("folder")));
        QVERIFY(errorOf(load({"--config", write("workers 1")})).contains(QStringLiteral(":1: expected `key = value`")));
        QVERIFY(errorOf(load({"--config", write("workers=1\nworkers=2")})).contains(QStringLiteral("second time")));
        QVERIFY(errorOf(load({"--config", write(QByteArray(2 << 20, '#'))})).contains(QStringLiteral("1 MiB")));
    }

    void actions()
    {
        const auto actionOf = [](const Result &result) { return std::get<LoadedConfig>(result).action; };
        QCOMPARE(actionOf(load({})), ConfigAction::Run);
        QCOMPARE(actionOf(load({"--print-config"})), ConfigAction::PrintConfig);
        QCOMPARE(actionOf(load({"--print-catalog"})), ConfigAction::PrintCatalog);
        QCOMPARE(actionOf(load({"--version"})), ConfigAction::Version);
        // One who asks for help need not have everything right.
        QCOMPARE(actionOf(load({"--help", "--nonsense"}, {{"RELEVO_WORKERS", "x"}})), ConfigAction::Help);
    }

    void printedConfigIsReadBackAsItWas()
    {
        const Result first =
            load({"--listen", "*:1,[::1]:2", "--max-message", "1MiB", "--log-format", "json", "--io", "qt"},
                 {{"RELEVO_DRAIN_TIMEOUT", "0"}});
        const std::string text = configText(std::get<LoadedConfig>(first));
        QVERIFY(text.find("from --max-message\nmax-message = 1MiB\n") != std::string::npos);
        QVERIFY(text.find("from RELEVO_DRAIN_TIMEOUT\ndrain-timeout = 0\n") != std::string::npos);
        QVERIFY(text.find("from default\nworkers = 8\n") != std::string::npos);

        const Result second = load({"--config", write(QByteArray::fromStdString(text))});
        QCOMPARE(errorOf(second), QString());
        const auto &again = std::get<LoadedConfig>(second);
        for (std::size_t i = 0; i < again.options.size(); ++i) {
            const auto &before = std::get<LoadedConfig>(first);
            QCOMPARE(again.options[i].get(again.config), before.options[i].get(before.config));
        }
    }

    void helpNamesEveryOption()
    {
        const std::vector<Option> options = optionTable(machine);
        const QString help = QString::fromStdString(helpText(options));
        for (const Option &option : options) {
            QVERIFY2(help.contains(QString::fromStdString("  " + option.flag() + " ")), option.name.c_str());
            QVERIFY2(QString(help)
                         .replace(QRegularExpression(QStringLiteral("\\s+")), QStringLiteral(" "))
                         .contains(QString::fromStdString(
                             (option.defaultText.empty() ? "no default" : "default " + option.defaultText) + ")")),
                     option.name.c_str());
        }
        for (const QString &line : help.split(QLatin1Char('\n')))
            QVERIFY2(line.size() <= 100, qPrintable(line));
    }

    void theDocumentationTellsOfEveryOption()
    {
        QFile file(QStringLiteral(RELEVO_SOURCE_DIR "/docs/operations.md"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString docs = QString::fromUtf8(file.readAll());
        for (const Option &option : optionTable(machine)) {
            // What differs from machine to machine is described there, not told.
            const bool isLimit = option.group == "limits";
            const std::string row = "| `" + option.flag() + " " + option.placeholder + "` | ";
            const QString begin = QString::fromStdString(row).replace(
                QRegularExpression(QStringLiteral("(?<=\\w)\\|(?=\\w)")), QStringLiteral("\\|"));
            const qsizetype at = docs.indexOf(begin);
            QVERIFY2(at >= 0, qPrintable(begin));
            const QString flag = QString::fromStdString("| `" + option.flag() + " ");
            QVERIFY2(docs.count(flag) == 1, qPrintable(flag + QStringLiteral("stands in more than one row")));
            const QString line = docs.mid(at, docs.indexOf(QLatin1Char('\n'), at) - at);
            QVERIFY2(line.endsWith(QString::fromStdString(" | " + option.help + " |")), qPrintable(line));
            QVERIFY2(line.contains(QString::fromStdString(option.bounds)), qPrintable(line));
            QVERIFY2(!isLimit || line.contains(QString::fromStdString(" | " + option.defaultText + " | ")),
                     qPrintable(line));
        }
    }

    void theLogKnowsEveryChoice()
    {
        for (const char *level : {"error", "warning", "info", "debug"})
            QVERIFY(logLevelNamed(configOf(load({"--log-level", level})).logLevel));
        for (const char *format : {"text", "json"})
            QVERIFY(logFormatNamed(configOf(load({"--log-format", format})).logFormat));
    }

    void detectedDefaultsAreAccepted()
    {
        const auto result = loadConfig(
            {}, [](const std::string &) { return std::nullopt; }, MachineDefaults::detect());
        const auto &loaded = std::get<LoadedConfig>(result);
        for (const Option &option : loaded.options)
            QCOMPARE(option.get(loaded.config), option.defaultText);
    }
};

QTEST_GUILESS_MAIN(TestConfig)
#include "tst_config.moc"
