// How many tasks a second the stores take, without a server around them: submitted, claimed and finished in batches.
//
//   relevo-bench-stores [--tasks N] [--batch N] [--bytes N] sqlite:PATH | postgresql://… …
#include "server/storage/postgresql/postgres_task_store.h"
#include "server/storage/sqlite/sqlite_task_store.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <chrono>
#include <cstdio>
#include <ctime>

using namespace relevo;
using namespace Qt::StringLiterals;

namespace {

struct Load
{
    int tasks;
    int batch;
    std::size_t bytes;
};

std::unique_ptr<TaskStore> storeAt(const std::string &place)
{
    if (place.starts_with("sqlite:"))
        return std::make_unique<SqliteTaskStore>(place.substr(7));
    return std::make_unique<PostgresTaskStore>(place);
}

std::vector<Change> submissions(TaskIdSource &ids, const Load &load)
{
    std::vector<Change> changes;
    for (int i = 0; i < load.batch; ++i) {
        SubmitTask submit;
        const std::int64_t now =
            std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
                .count();
        submit.record.id = ids.next(now);
        submit.record.task = "bench";
        submit.record.createdAt = now;
        submit.record.params.bytes = '"' + std::string(load.bytes, 'x') + '"';
        submit.record.params.size = load.bytes + 2;
        submit.record.trace = "r1800000000000 bench\nq1800000000000 bench\n";
        changes.emplace_back(std::move(submit));
    }
    return changes;
}

/// Prints the rate of `step`, called once for each batch, and the share of one processor that this process took.
void measure(const char *what, std::vector<std::vector<Change>> &batches, int tasks, auto &&step)
{
    const auto begin = std::chrono::steady_clock::now();
    const std::clock_t processor = std::clock();
    for (std::vector<Change> &batch : batches)
        step(batch);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    const double used = static_cast<double>(std::clock() - processor) / CLOCKS_PER_SEC;
    std::printf("  %-8s %8.0f/s   %3.0f %% of a processor here\n", what, tasks / seconds, 100 * used / seconds);
}

void run(const std::string &place, const Load &load)
{
    const std::unique_ptr<TaskStore> store = storeAt(place);
    const int slot = store->attach("bench", -1, 0, 600'000);
    TaskIdSource ids(slot, store->lastKey());
    std::printf("%s, %d tasks of %zu bytes in batches of %d\n", store->kind().c_str(), load.tasks, load.bytes,
                load.batch);
    std::vector<std::vector<Change>> batches;
    for (int made = 0; made < load.tasks; made += load.batch)
        batches.push_back(submissions(ids, load));
    const auto applied = [&](const std::vector<Change> &batch) {
        for (const Outcome &outcome : store->apply(batch)) {
            if (outcome.kind != Outcome::Kind::Done)
                throw StorageError(StorageError::Kind::Failed, "a change was not done: " + outcome.fault);
        }
    };
    measure("submit", batches, load.tasks, [&](std::vector<Change> &batch) {
        applied(batch);
        for (Change &change : batch)
            change = ClaimTask{std::get<SubmitTask>(change).record.id.key, slot, "s1800000000000 bench\n"};
    });
    measure("claim", batches, load.tasks, [&](std::vector<Change> &batch) {
        applied(batch);
        for (Change &change : batch)
            change = FinishTask{std::get<ClaimTask>(change).key,
                                1,
                                TaskState::Succeeded,
                                {"{\"n\":1}", {}, 7},
                                true,
                                1'800'000'000'000,
                                1'800'000'000'001,
                                "worker-1",
                                "f1800000000001 worker-1\n"};
    });
    measure("finish", batches, load.tasks, applied);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"tasks"_s, u"how many"_s, u"N"_s, u"200000"_s},
                       {u"batch"_s, u"in one transaction"_s, u"N"_s, u"500"_s},
                       {u"bytes"_s, u"of params each"_s, u"N"_s, u"200"_s}});
    parser.addHelpOption();
    parser.process(application);
    const Load load{parser.value(u"tasks"_s).toInt(), parser.value(u"batch"_s).toInt(),
                    parser.value(u"bytes"_s).toULongLong()};
    try {
        for (const QString &place : parser.positionalArguments())
            run(place.toStdString(), load);
    } catch (const StorageError &error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
