// The nodes' slots and leases, by the database's clock.
#include "server/storage/postgresql/postgres_parts.h"
#include "server/storage/postgresql/postgres_task_store.h"
#include "server/storage/sql/rows.h"

#include <algorithm>
#include <sstream>

namespace relevo {

namespace {

const std::string now = "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)";
constexpr std::chrono::minutes lookAgainAfter{1};

struct Node
{
    int slot = 0;
    std::string name;
    std::int64_t leaseUntil = 0;
    std::string instance;
};

/// `isNew`: it starts, and whoever had the slot that its data folder names was its predecessor. -1: all are taken.
int choose(const std::vector<Node> &nodes, std::int64_t at, const Node &self, bool isNew)
{
    const int wanted = self.slot;
    const auto ended = [at](const Node &node) { return node.leaseUntil <= at; };
    const auto of = [&nodes](int slot) {
        return std::find_if(nodes.begin(), nodes.end(), [slot](const Node &node) { return node.slot == slot; });
    };
    if (wanted >= 0 && wanted < TaskId::slots) {
        const auto found = of(wanted);
        if (found == nodes.end() || ended(*found) || found->instance == self.instance ||
            (isNew && found->name == self.name))
            return wanted;
    }
    for (const Node &node : nodes) {
        if (node.name == self.name && ended(node))
            return node.slot;
    }
    if (nodes.size() < TaskId::slots) {
        int free = 0;
        while (of(free) != nodes.end())
            ++free;
        return free;
    }
    const auto oldest = std::min_element(nodes.begin(), nodes.end(),
                                         [](const Node &a, const Node &b) { return a.leaseUntil < b.leaseUntil; });
    return ended(*oldest) ? oldest->slot : -1;
}

/// That this node is there; which is when they begin to tell it what they change.
void tellOthers(PostgresConnection &db, int slot)
{
    db.once("SELECT pg_notify('" + std::string(hintChannel) + "', $1)", PostgresParams().text(std::to_string(slot)));
}

} // namespace

int PostgresTaskStore::attach(const std::string &node, int wanted, std::int64_t /*nowMs*/, std::int64_t leaseMs)
{
    PostgresConnection &db = writer();
    PostgresTransaction transaction(db);
    db.once("SELECT pg_advisory_xact_lock($1)", PostgresParams().integer(nodesLock));
    const std::int64_t at = db.once("SELECT " + now)[0].integer(0);
    std::vector<Node> nodes;
    for (const PostgresRow row : db.once("SELECT slot, name, lease_until, instance FROM nodes ORDER BY slot"))
        nodes.push_back(
            {static_cast<int>(row.integer(0)), std::string(row.text(1)), row.integer(2), std::string(row.text(3))});
    const int slot = choose(nodes, at, {wanted, node, 0, m_instance}, m_node.empty());
    if (slot < 0)
        throw StorageError(StorageError::Kind::Refused, "PostgreSQL: all " + std::to_string(TaskId::slots) +
                                                            " places for nodes are taken: is each node's data folder "
                                                            "new at every start?");
    db.once(
        "INSERT INTO nodes (slot, name, lease_until, instance) VALUES ($1, $2, $3, $4) ON CONFLICT (slot) DO UPDATE "
        "SET name = excluded.name, lease_until = excluded.lease_until, instance = excluded.instance",
        PostgresParams().integer(slot).text(node).integer(at + leaseMs).text(m_instance));
    tellOthers(db, slot);
    transaction.commit();
    m_slot = slot;
    m_node = node;
    m_names.forgetNodes();
    return slot;
}

bool PostgresTaskStore::renew(int slot, std::int64_t /*nowMs*/, std::int64_t leaseMs)
{
    m_names.forgetNodes(); // another may have taken a slot meanwhile
    static const std::string update = "UPDATE nodes SET lease_until = " + now +
                                      " + $3 WHERE slot = $1 AND instance = $2 AND lease_until > " + now +
                                      " RETURNING slot";
    if (writer().run(update, PostgresParams().integer(slot).text(m_instance).integer(leaseMs)).count() != 1)
        return false;
    static const std::string others = "SELECT count(*) FROM nodes WHERE slot <> $1 AND lease_until > " + now;
    m_hasOthers = writer().run(others, PostgresParams().integer(slot))[0].integer(0) > 0;
    return true;
}

std::vector<int> PostgresTaskStore::abandoned(std::int64_t /*nowMs*/)
{
    const ReaderUse use(*this);
    const auto at = std::chrono::steady_clock::now();
    static const std::string select = "SELECT slot, lease_until FROM nodes WHERE lease_until <= " + now;
    const std::lock_guard lock(m_quietMutex);
    std::vector<std::int64_t> ended;
    for (const PostgresRow row : use.db().run(select)) {
        Quiet &quiet = m_quiet[row.integer(0)];
        if (quiet.lease == row.integer(1) && at < quiet.until)
            continue;
        quiet = {row.integer(1), at + lookAgainAfter};
        ended.push_back(row.integer(0));
    }
    if (ended.empty())
        return {};
    static const std::string held =
        "SELECT DISTINCT holder FROM tasks WHERE task_no = ANY($1) AND state IN (0, 1) AND holder = ANY($2)";
    const std::vector<std::int64_t> tasks = taskNumbers({}, use.db());
    const auto self = [](std::int64_t number) { return number; };
    std::vector<int> holding;
    for (const PostgresRow row : use.db().run(held, PostgresParams().integers(tasks, self).integers(ended, self))) {
        holding.push_back(static_cast<int>(row.integer(0)));
        m_quiet.erase(row.integer(0));
    }
    std::sort(holding.begin(), holding.end());
    return holding;
}

std::vector<OpenTask> PostgresTaskStore::adopt(int from, int to, std::int64_t after, std::size_t limit)
{
    PostgresConnection &db = writer();
    const std::vector<std::int64_t> tasks = taskNumbers({}, db);
    static const std::string update =
        "UPDATE tasks SET holder = $2 WHERE key IN (SELECT key FROM tasks WHERE task_no = ANY($3) AND state = 0 AND "
        "holder = $1 AND key > $4 ORDER BY key LIMIT $5 FOR UPDATE) RETURNING " +
        std::string(sql::openColumns);
    std::vector<OpenTask> adopted;
    for (const PostgresRow row : db.run(update, PostgresParams()
                                                    .integer(from)
                                                    .integer(to)
                                                    .integers(tasks, [](std::int64_t number) { return number; })
                                                    .integer(after)
                                                    .integer(static_cast<std::int64_t>(limit)))) {
        adopted.push_back(sql::readOpenTask(row));
        adopted.back().task = taskName(row.integer(sql::openTaskNumber), db);
    }
    std::sort(adopted.begin(), adopted.end(), [](const OpenTask &a, const OpenTask &b) { return a.key < b.key; });
    return adopted;
}

void PostgresTaskStore::readNotices()
{
    if (!m_writer)
        return;
    for (const std::string &notice : m_writer->takeNotices()) {
        std::istringstream text(notice);
        int slot = 0;
        if (!(text >> slot) || slot == m_slot)
            continue;
        m_hasOthers = true;
        for (std::int64_t key = 0; text >> key;)
            m_changedElsewhere.push_back(key);
    }
}

std::vector<std::int64_t> PostgresTaskStore::changedElsewhere()
{
    readNotices();
    std::vector<std::int64_t> keys = std::exchange(m_changedElsewhere, {});
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    return keys;
}

} // namespace relevo
