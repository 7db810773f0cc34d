// The way of a batch: what is common to all kinds of change.
#include "server/storage/postgresql/postgres_batch.h"

#include <algorithm>
#include <tuple>
#include <type_traits>
#include <utility>

namespace relevo {

namespace {

// One statement takes no more than this; few batches are larger.
constexpr std::size_t mostItems = 2'000;
constexpr std::size_t mostBytes = 32 * 1024 * 1024;

template <class C> std::int64_t keyOf(const C &change)
{
    if constexpr (requires { change.record; })
        return change.record.id.key;
    else if constexpr (requires { change.id; })
        return change.id.key;
    else
        return change.key;
}

template <class C> std::size_t bytesOf(const C &change)
{
    if constexpr (requires { change.record; })
        return change.record.params.bytes.size() + change.record.result.bytes.size();
    else if constexpr (requires { change.result; })
        return change.result.bytes.size();
    else
        return 0;
}

} // namespace

PostgresBatch::PostgresBatch(PostgresConnection &db, const std::vector<Change> &changes,
                             std::vector<std::int64_t> taskNumbers, int slot, bool tells, Reader read)
    : m_db(db)
    , m_taskNumbers(std::move(taskNumbers))
    , m_slot(slot)
    , m_tells(tells)
    , m_read(std::move(read))
{
    for (std::size_t at = 0; at < changes.size(); ++at) {
        const auto take = [this, at]<class C>(const C &change) { list<C>().push_back({&change, at}); };
        if (m_taskNumbers[at] >= 0)
            std::visit(take, changes[at]);
    }
    sort();
}

/// All batches lock rows in the same order, so that those of two nodes wait for each other and do not block each other.
void PostgresBatch::sort()
{
    const auto byKey = [](auto &items) {
        std::stable_sort(items.begin(), items.end(),
                         [](const auto &a, const auto &b) { return keyOf(*a.change) < keyOf(*b.change); });
    };
    std::apply([&](auto &...lists) { (byKey(lists), ...); }, m_items);
    // Of two with one key the first of the call comes first.
    std::stable_sort(list<SubmitTask>().begin(), list<SubmitTask>().end(), [](const auto &a, const auto &b) {
        const SubmitTask &left = *a.change;
        const SubmitTask &right = *b.change;
        if (left.idempotencyKey.empty() && right.idempotencyKey.empty())
            return false;
        return std::tie(left.idempotencyKey, left.record.owner, a.at) <
               std::tie(right.idempotencyKey, right.record.owner, b.at);
    });
}

void PostgresBatch::tellOthers()
{
    constexpr std::size_t mostText = 7'900; // PostgreSQL takes less than 8,000 bytes
    constexpr std::size_t keyText = 20;
    const std::string begin = std::to_string(m_slot);
    std::string hint = begin;
    const auto send = [&] {
        static const std::string select = "SELECT pg_notify('" + std::string(hintChannel) + "', $1)";
        if (hint.size() > begin.size())
            m_db.run(select, PostgresParams().text(hint));
        hint = begin;
    };
    const auto name = [&]<class C>(const std::vector<Item<C>> &items) {
        if constexpr (!std::is_same_v<C, RecordCall>) {
            for (const auto &item : items) {
                hint += ' ' + std::to_string(keyOf(*item.change));
                if (hint.size() + keyText > mostText)
                    send();
            }
        }
    };
    std::apply([&](const auto &...lists) { (name(lists), ...); }, m_items);
    send();
}

std::vector<Outcome> PostgresBatch::run()
{
    try {
        return transaction(false);
    } catch (const PostgresError &error) {
        if (!error.isOfTheData())
            throw;
    }
    return transaction(true);
}

std::vector<Outcome> PostgresBatch::transaction(bool careful)
{
    m_careful = careful;
    m_outcomes = std::vector<Outcome>(m_taskNumbers.size());
    m_deltas = {};
    for (std::size_t at = 0; at < m_taskNumbers.size(); ++at) {
        if (m_taskNumbers[at] < 0)
            fail(at, "PostgreSQL refuses the task's name");
    }
    PostgresTransaction transaction(m_db);
    storeAll<SubmitTask>();
    storeAll<ClaimTask>();
    storeAll<FinishTask>();
    storeAll<RequeueTask>();
    storeAll<CancelTask>();
    storeAll<RetryTask>();
    storeAll<NoteTask>();
    storeAll<RecordCall>();
    addToCounters(m_db, m_slot, m_deltas);
    if (m_tells)
        tellOthers();
    transaction.commit();
    return std::move(m_outcomes);
}

template <class C> void PostgresBatch::storeAll()
{
    const Items<C> all(list<C>());
    for (std::size_t begin = 0; begin < all.size();) {
        std::size_t end = begin;
        for (std::size_t bytes = 0; end < all.size() && end - begin < mostItems && bytes < mostBytes; ++end)
            bytes += bytesOf(*all[end].change);
        if (m_careful)
            storeCarefully<C>(all.subspan(begin, end - begin));
        else
            store(all.subspan(begin, end - begin));
        begin = end;
    }
}

template <class C> void PostgresBatch::storeCarefully(Items<C> items)
{
    const sql::CounterDeltas before = m_deltas;
    m_db.execute("SAVEPOINT part");
    try {
        store(items);
        m_db.execute("RELEASE part");
        return;
    } catch (const PostgresError &error) {
        if (!error.isOfTheData())
            throw;
        if (items.size() == 1)
            fail(items.front().at, error.what());
    }
    m_db.execute("ROLLBACK TO part; RELEASE part");
    m_deltas = before;
    if (items.size() == 1)
        return;
    storeCarefully<C>(items.first(items.size() / 2));
    storeCarefully<C>(items.subspan(items.size() / 2));
}

Outcome &PostgresBatch::set(std::size_t at, Outcome::Kind kind, TaskState state)
{
    m_outcomes[at].kind = kind;
    m_outcomes[at].state = state;
    return m_outcomes[at];
}

void PostgresBatch::fail(std::size_t at, const std::string &fault)
{
    m_outcomes[at] = {};
    m_outcomes[at].kind = Outcome::Kind::Failed;
    m_outcomes[at].fault = fault;
}

} // namespace relevo
