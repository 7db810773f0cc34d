// The contract of a task store over a PostgreSQL of the test's own, and what only that one has: other nodes, and a
// server that goes away.
#pragma once

#include "server/storage/postgresql/postgres_task_store.h"
#include "tests/contract/task_store_suite.h"
#include "tests/support/postgres_process.h"

namespace relevo::test {

class PostgresStores final : public TaskStoreSuite
{
    Q_OBJECT

public:
    explicit PostgresStores(PostgresProcess &server)
        : m_server(server)
    {}

protected:
    std::unique_ptr<TaskStore> makeEmpty() override;
    std::unique_ptr<TaskStore> reopen() override { return another(); }

private Q_SLOTS:
    // postgres_stores.cpp
    void twoStoresNeverClaimTheSame();
    void idempotencyKeysHoldBetweenConnections();
    void twoWhoPruneKeepWhatIsToBeKept();
    void anAuditIsOneSnapshot();
    void whatIsRefusedCostsOnlyItself_data();
    void whatIsRefusedCostsOnlyItself();
    void aRefusedNameCostsOnlyItself();
    void aRepeatedBatchChangesNothing();
    void pagesComeFromTheIndex_data();
    void pagesComeFromTheIndex();
    // postgres_outages.cpp
    void carriesOnAfterALostConnection();
    void saysWhileItIsAway();
    void losesNothingAcknowledged();
    void doesNotWaitForAHungServer();
    void isDurableWhateverTheDefault();
    void refusesWhatNeedsSomebody_data();
    void refusesWhatNeedsSomebody();
    // postgres_nodes.cpp
    void severalStartAtOnce();
    void refusesALaterVersion();
    void nodesHaveDifferentSlots();
    void nodesOfOneNameAreToldApart();
    void aLeaseEndsAndItsSlotIsTaken();
    void tellsWhoHasLeftSomething();
    void whatIsQueuedIsAdoptedOnce();
    void othersLearnWhatIsChanged();

private:
    std::string url() const { return m_server.url(m_schema); }
    std::unique_ptr<PostgresTaskStore> another() const { return std::make_unique<PostgresTaskStore>(url()); }
    void execute(const std::string &sql) const;
    std::vector<std::int64_t> submittedMany(int count);

    PostgresProcess &m_server;
    std::string m_schema;
    int m_made = 0;
};

} // namespace relevo::test
