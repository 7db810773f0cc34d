// Work that takes too long for the GUI's thread: done in the global thread pool, its answer handed back to the thread
// that the object lives in, unless it is gone by then.
//
// Works read nothing but what they own. What crosses between the threads does so under mutexes of this class.
#pragma once

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace relevo {

/// A member of the object whose work it is; its event loop runs the answers.
class PoolJobs : public QObject
{
    Q_OBJECT

public:
    PoolJobs();
    /// Answers still due are dropped. Does not wait.
    ~PoolJobs() override;

    /// Runs `work()` in the pool, then `done(answer)` in this object's thread; never before run() has returned.
    /// The answer is a std::optional: empty if the work threw (memory ran out).
    template <typename Work, typename Done> void run(Work work, Done done)
    {
        using Answer = std::invoke_result_t<Work>;
        start([work = std::move(work), done = std::move(done)]() mutable {
            auto answer = std::make_shared<std::optional<Answer>>();
            try {
                answer->emplace(work());
            } catch (...) {
                answer->reset();
            }
            return Deliver([answer, done = std::move(done)]() mutable { done(std::move(*answer)); });
        });
    }

    /// Runs `work`, which must not throw, in the pool and leaves it at that.
    static void runAlone(std::function<void()> work);

    /// Lets go of what is large: giving tens of megabytes back to the system takes its time too.
    template <typename Value> static void discard(Value value)
    {
        runAlone([held = std::make_shared<Value>(std::move(value))] {});
    }

private:
    using Deliver = std::function<void()>;
    struct Shared;

    void start(std::function<Deliver()> work);
    Q_INVOKABLE void drain();

    std::shared_ptr<Shared> m_shared;
};

} // namespace relevo
