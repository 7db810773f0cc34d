// What every task store keeps, whatever it stands on: run over each of them by a program of its own.
#pragma once

#include "server/storage/task_store.h"

#include <QObject>

#include <functional>
#include <memory>
#include <vector>

namespace relevo::test {

class TaskStoreSuite : public QObject
{
    Q_OBJECT

protected:
    /// A store that is empty. The last one has been closed.
    virtual std::unique_ptr<TaskStore> makeEmpty() = 0;
    /// The same one, closed and opened again; null where nothing outlives closing.
    virtual std::unique_ptr<TaskStore> reopen() = 0;

private Q_SLOTS:
    void init();
    void cleanup();

    void keepsARecordAsItIs();
    void keepsBytesAsTheyAre_data();
    void keepsBytesAsTheyAre();
    void aTaskMayBeginAsRunning();
    void claimsOnceAndGrowsTheAttempt();
    void claimsNothingBeforeItsTime();
    void aClaimMayTellThatItBegins();
    void finishesOnlyTheCurrentAttempt();
    void aCancelOfAQueuedTaskIsFinal();
    void whatNeverBeganHasNoStart();
    void aCancelTellsWhoHadItInLine();
    void aCancelOfARunningTaskIsAWish();
    void aWishHoldsWhenTheTaskGoesBack();
    void requeuesCountedOrNot();
    void retryStartsAfresh();
    void retryAndCancelRefuseOtherStates();
    void idempotencyKeysAreUniquePerOwner();
    void twoSubmitsWithOneKeyInOneBatch();
    void outcomesComeInTheOrderOfTheChanges();
    void aBatchMayBeLarge();
    void aTextIsKeptOrRefusedAlone_data();
    void aTextIsKeptOrRefusedAlone();
    void unknownAndGuessedIdsAreNotFound();
    void notesOnlyTheCurrentAttempt();
    void countersAddUp();
    void auditFindsNothingWrong();
    void listsPageByPage();
    void listsByStateAndTask_data();
    void listsByStateAndTask();
    void directCallsAreListedApart();
    void openTasksComeByKey();
    void prunesByAge();
    void prunesByCount();
    void prunedTasksStayCounted();
    void prunesDirectCalls();
    void outlivesClosing();
    void readsWhileItWrites();

protected:
    static constexpr std::int64_t created = 1'800'000'000'000; ///< when the ids say

    TaskId newId();
    SubmitTask submission(const std::string &task = "text.reverse");
    Outcome applyOne(Change change);
    TaskId submitted(const std::string &task = "text.reverse");
    std::unique_ptr<TaskRecord> claimed(const TaskId &id);
    TaskId finished(TaskState state, const std::string &task = "text.reverse", std::int64_t at = 2000);
    TaskRecord record(const TaskId &id);

    std::unique_ptr<TaskStore> m_store;
    std::unique_ptr<TaskIdSource> m_ids;
};

} // namespace relevo::test
