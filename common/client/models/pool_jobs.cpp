#include "common/client/models/pool_jobs.h"

#include <QRunnable>
#include <QThreadPool>

#include <mutex>
#include <vector>

namespace relevo {

struct PoolJobs::Shared
{
    std::mutex mutex;
    PoolJobs *owner = nullptr; ///< null: gone
    std::vector<Deliver> due;
};

namespace {

/// What it was made with is handed to the pool's thread under a mutex of our own.
class Work final : public QRunnable
{
public:
    explicit Work(std::function<void()> work)
    {
        const std::lock_guard lock(m_mutex);
        m_work = std::move(work);
    }

    void run() override
    {
        std::function<void()> work;
        {
            const std::lock_guard lock(m_mutex);
            work = std::move(m_work);
        }
        work();
    }

private:
    std::mutex m_mutex;
    std::function<void()> m_work;
};

} // namespace

PoolJobs::PoolJobs()
    : m_shared(std::make_shared<Shared>())
{
    m_shared->owner = this;
}

PoolJobs::~PoolJobs()
{
    std::vector<Deliver> dropped; // outside the mutex: who waits for an answer may learn of it
    const std::lock_guard lock(m_shared->mutex);
    m_shared->owner = nullptr;
    m_shared->due.swap(dropped);
}

void PoolJobs::runAlone(std::function<void()> work)
{
    QThreadPool::globalInstance()->start(std::make_unique<Work>(std::move(work)).release()); // which deletes it
}

void PoolJobs::start(std::function<Deliver()> work)
{
    runAlone([shared = m_shared, work = std::move(work)] {
        Deliver deliver = work();
        const std::lock_guard lock(shared->mutex);
        if (!shared->owner)
            return;
        shared->due.push_back(std::move(deliver));
        // By its name: nothing of ours goes through Qt's queue then. The owner cannot go while the mutex is held.
        QMetaObject::invokeMethod(shared->owner, "drain", Qt::QueuedConnection);
    });
}

void PoolJobs::drain()
{
    std::vector<Deliver> due;
    {
        const std::lock_guard lock(m_shared->mutex);
        due.swap(m_shared->due);
    }
    const std::shared_ptr<Shared> shared = m_shared;
    for (const Deliver &deliver : due) {
        if (!shared->owner) // an answer was the end of it; only this thread writes it
            return;
        deliver();
    }
}

} // namespace relevo
