// relevo-server: reads the configuration, runs a node, and ends it by signal.
#include "server/background/background_methods.h"
#include "server/check.h"
#include "server/config/load.h"
#include "server/node.h"
#include "server/observe/log.h"
#include "server/storage/sha256.h"
#include "server/system_methods.h"
#include "server/version.h"

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QTimer>

#include <cstdio>
#include <string>
#include <variant>

#include <csignal>
#include <malloc.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace {

constexpr int exitUsage = 2;
// After a drain, tasks that heed their cancellation have this long to return.
constexpr int returnMs = 500;

using namespace relevo;

void print(std::string_view text)
{
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
}

int complain(const std::string &line)
{
    std::fprintf(stderr, "relevo-server: %s\n", line.c_str());
    return exitUsage;
}

/// Connections need descriptors: as many as the system lets us have.
void raiseFileLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
}

/// Messages and replies come and go by the hundred thousand: memory that has been used is used again, instead of being
/// returned to the system, fetched anew and filled with zeros page by page. What is really large is mapped by itself.
void keepMemory()
{
    constexpr int mappedFrom = 2 * 1024 * 1024;
    constexpr int keptFree = 16 * 1024 * 1024;
    // Called before there is a second thread.
    ::mallopt(M_MMAP_THRESHOLD, mappedFrom); // NOLINT(concurrency-mt-unsafe)
    ::mallopt(M_TRIM_THRESHOLD, keptFree);   // NOLINT(concurrency-mt-unsafe)
}

std::uint64_t fileLimit()
{
    rlimit limit{};
    return ::getrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : 0;
}

/// SIGTERM and SIGINT as readable bytes. Called before any thread is started, so that all of them inherit the mask.
int terminationSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN); // a file that may not grow is a fault of the storage, which passes
    return ::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

int serve(const ServerConfig &config, int signalDescriptor)
{
    const Log log(logLevelNamed(config.logLevel).value_or(LogLevel::Info),
                  logFormatNamed(config.logFormat).value_or(LogFormat::Text));
    const QtMessagesToLog qtMessages(log);
    std::unique_ptr<Node> node;
    try {
        node = std::make_unique<Node>(config, log);
    } catch (const StorageError &fault) {
        return complain(fault.what());
    }
    if (const std::string fault = node->start(); !fault.empty())
        return complain(fault);

    const std::uint64_t filesEach = config.io == IoBackend::Qt ? 2 : 1; // see QtStream
    if (fileLimit() < config.limits.connections * filesEach + 64) {
        log.warning("the system's limit on open files is below what the connections may need",
                    {{"files", fileLimit()}, {"maxConnections", config.limits.connections}});
    }

    bool draining = false;
    QSocketNotifier signalled(signalDescriptor, QSocketNotifier::Read);
    QObject::connect(&signalled, &QSocketNotifier::activated, node.get(), [&] {
        signalfd_siginfo info{};
        while (::read(signalDescriptor, &info, sizeof info) == sizeof info) {
            if (std::exchange(draining, true))
                ::_exit(128 + static_cast<int>(info.ssi_signo));
            log.info("shutting down", {{"signal", info.ssi_signo == SIGINT ? "SIGINT" : "SIGTERM"}});
            node->drain();
        }
    });
    QObject::connect(node.get(), &Node::drained, node.get(), [&] {
        if (!node->hasBusyWorkers())
            QCoreApplication::quit();
        else
            QTimer::singleShot(returnMs, QCoreApplication::instance(), &QCoreApplication::quit);
    });
    log.info(
        "ready",
        {{"tcp", node->addresses()}, {"node", config.node}, {"workers", config.workers}, {"version", RELEVO_VERSION}});
    print("ready tcp=" + node->addresses() + " node=" + config.node + " workers=" + std::to_string(config.workers) +
          " version=" RELEVO_VERSION "\n");
    QCoreApplication::exec();
    node->release();
    if (node->hasBusyWorkers()) {
        log.warning("a task does not return; ending without it");
        ::_exit(0);
    }
    node.reset();
    log.info("ended");
    return 0;
}

int check(const ServerConfig &config)
{
    try {
        const bool sound = checkStorage(config, [](const std::string &line) { print(line + '\n'); });
        return sound ? 0 : 1;
    } catch (const StorageError &fault) {
        return complain(fault.what());
    }
}

} // namespace

int main(int argc, char **argv)
{
    keepCryptoToTheEnd();
    const int signals = terminationSignals();
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    auto outcome = loadConfig(arguments, processEnvironment, MachineDefaults::detect());
    if (const auto *error = std::get_if<ConfigError>(&outcome))
        return complain(error->line);
    const auto &loaded = std::get<LoadedConfig>(outcome);
    switch (loaded.action) {
    case ConfigAction::Help:
        print(helpText(loaded.options));
        return 0;
    case ConfigAction::Version:
        print("relevo-server " RELEVO_VERSION "\n");
        return 0;
    case ConfigAction::PrintConfig:
        print(configText(loaded));
        return 0;
    case ConfigAction::PrintCatalog:
        print(catalogText(builtinTasks(), backgroundMethods({})) + '\n');
        return 0;
    case ConfigAction::Check:
        return check(loaded.config);
    case ConfigAction::Run:
        break;
    }
    raiseFileLimit();
    keepMemory();
    const QCoreApplication application(argc, argv);
    return serve(loaded.config, signals);
}
