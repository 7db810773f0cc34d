// One apply(): its changes sorted by kind, a statement or two for each kind.
//
// First all of it as it is. If the database refuses something of it, once more with savepoints: what is refused is
// halved until a single change is left, which is then Failed.
#pragma once

#include "server/storage/postgresql/postgres_parts.h"

#include <functional>
#include <span>
#include <tuple>
#include <vector>

namespace relevo {

class PostgresBatch
{
public:
    /// A row of tasks, the names of task and node included.
    using Reader = std::function<TaskRecord(const PostgresRow &row, bool payloads)>;

    /// `taskNumbers`: for each change the number of its task, where it has one; less than 0: its name was refused.
    /// `tells`: other nodes are told which tasks it has changed, once it is committed.
    PostgresBatch(PostgresConnection &db, const std::vector<Change> &changes, std::vector<std::int64_t> taskNumbers,
                  int slot, bool tells, Reader read);

    /// The transaction, committed. Throws PostgresError; after a conflict it may be run again.
    std::vector<Outcome> run();

    template <class C> struct Item
    {
        const C *change;
        std::size_t at; ///< in the call
    };
    template <class C> using Items = std::span<const Item<C>>;

private:
    /// A change that has changed nothing.
    struct Miss
    {
        std::size_t at;
        std::int64_t key;
        std::int64_t tail = -1; ///< -1: any
    };

    template <class C> std::vector<Item<C>> &list() { return std::get<std::vector<Item<C>>>(m_items); }
    void sort();
    void tellOthers();
    std::vector<Outcome> transaction(bool careful);
    template <class C> void storeAll();
    template <class C> void storeCarefully(Items<C> items);

    void store(Items<SubmitTask> items);
    void store(Items<ClaimTask> items);
    void store(Items<FinishTask> items);
    void store(Items<RequeueTask> items);
    void store(Items<CancelTask> items);
    void store(Items<RetryTask> items);
    void store(Items<NoteTask> items);
    void store(Items<RecordCall> items);

    std::vector<Item<SubmitTask>> findTheSame(Items<SubmitTask> items);
    std::vector<Item<SubmitTask>> findByIdempotencyKey(Items<SubmitTask> items);
    /// `done` for each of the rows, with its item. Returns the items without one.
    template <class C, class Done> std::vector<Miss> match(Items<C> items, const PostgresRows &rows, Done done);
    /// They are of the kind, if they are there.
    void explain(const std::vector<Miss> &misses, Outcome::Kind kind);
    Outcome &set(std::size_t at, Outcome::Kind kind, TaskState state);
    void fail(std::size_t at, const std::string &fault);

    PostgresConnection &m_db;
    const std::vector<std::int64_t> m_taskNumbers;
    const int m_slot;
    const bool m_tells;
    const Reader m_read;
    std::tuple<std::vector<Item<SubmitTask>>, std::vector<Item<ClaimTask>>, std::vector<Item<FinishTask>>,
               std::vector<Item<RequeueTask>>, std::vector<Item<CancelTask>>, std::vector<Item<RetryTask>>,
               std::vector<Item<NoteTask>>, std::vector<Item<RecordCall>>>
        m_items;
    bool m_careful = false;
    std::vector<Outcome> m_outcomes;
    sql::CounterDeltas m_deltas;
};

} // namespace relevo
