// A task that races with itself on the workers: ThreadSanitizer must find it although Qt's thread pool, which the
// workers run in, is not instrumented.
#include "server/worker/worker_pool.h"
#include "tests/support/call_blocks.h"

#include <QCoreApplication>

using namespace relevo;

namespace {

class RacingRunner final : public CallRunner
{
public:
    Outcome run(const Call &, const std::atomic<bool> &, std::string_view, std::string &reply, CallResult *) override
    {
        reply += std::to_string(++unguarded);
        return Outcome::Succeeded;
    }

private:
    int unguarded = 0;
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    constexpr std::size_t calls = 2000;
    test::KeepingOutlet outlet;
    RacingRunner runner;
    Metrics metrics(1, 4, 1);
    WorkerPool pool(4, runner, metrics);
    const auto peer = std::make_shared<Peer>(outlet);
    for (std::size_t i = 0; i < calls; ++i)
        pool.push(test::one(test::blockOf(peer, 1, 100'000)));
    return outlet.waitForTasks(calls) ? 0 : 1;
}
