// One task of the server's: its record live, its result however long, where its time went, and what can be done with
// it.
//
// Lives in the GUI's thread. What the constructor takes must outlive it.
#pragma once

#include "common/client/models/blob_fetch.h"
#include "common/client/models/catalog_model.h"
#include "common/client/models/result_model.h"
#include "common/client/models/task_feed.h"
#include "common/client/models/task_submission.h"
#include "common/client/models/task_timeline.h"

#include <QObject>

namespace relevo {

class TaskDetailModel : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString id READ id NOTIFY changed) ///< empty: none is shown
    Q_PROPERTY(bool shown READ isShown NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(int state READ state NOTIFY changed) ///< client::TaskState
    Q_PROPERTY(QString stateText READ stateText NOTIFY changed)
    /// "Attempt 2 of 3 · priority 4 · on alpha": one line.
    Q_PROPERTY(QString factsText READ factsText NOTIFY changed)
    /// "Not before 14:05:10", "Cancelling: it ends once its code returns"; empty: nothing is special about it.
    Q_PROPERTY(QString noteText READ noteText NOTIFY changed)
    Q_PROPERTY(QString paramsText READ paramsText NOTIFY changed) ///< one line, its beginning
    Q_PROPERTY(bool canCancel READ canCancel NOTIFY changed)
    Q_PROPERTY(bool canRetry READ canRetry NOTIFY changed)
    Q_PROPERTY(bool canRepeat READ canRepeat NOTIFY changed)
    Q_PROPERTY(bool canSave READ canSave NOTIFY changed)
    /// Why the last thing that was wanted failed, for people; empty once something works.
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    /// The result is long: `beginning` of it is shown, save() takes all.
    Q_PROPERTY(bool large READ isLarge NOTIFY changed)
    Q_PROPERTY(QString beginning READ beginning NOTIFY changed)
    Q_PROPERTY(QString resultSizeText READ resultSizeText NOTIFY changed)
    Q_PROPERTY(bool saving READ isSaving NOTIFY savingChanged)
    Q_PROPERTY(double savedPart READ savedPart NOTIFY savingChanged) ///< 0 to 1
    Q_PROPERTY(relevo::ResultModel *result READ result CONSTANT)
    Q_PROPERTY(relevo::TaskTimeline *timeline READ timeline CONSTANT)

public:
    /// Params and results up to this are fetched with the record.
    static constexpr std::int64_t mostInline = 4 << 20;
    static constexpr std::int64_t beginningBytes = 64 * 1024;

    TaskDetailModel(TaskFeed &feed, const CatalogModel &catalog, TaskSubmission &submission, const Language &language,
                    QObject *parent = nullptr);
    ~TaskDetailModel() override;

    /// `known`: its record as far as a list has it, or null. An empty id: none.
    void show(const QString &id, const client::TaskRecord *known = nullptr);
    Q_INVOKABLE void close() { show({}); }

    Q_INVOKABLE void cancel();
    Q_INVOKABLE void retry();
    /// Submits the same once more, as a task of its own.
    Q_INVOKABLE void repeat();
    /// The result's JSON, all of it, into a file.
    Q_INVOKABLE void save(const QString &path);
    Q_INVOKABLE void stopSaving();

    const QString &id() const { return m_record.id; }
    bool isShown() const { return !m_record.id.isEmpty(); }
    const client::TaskRecord &record() const { return m_record; }
    QString title() const;
    int state() const { return static_cast<int>(m_record.state); }
    QString stateText() const;
    QString factsText() const;
    QString noteText() const;
    QString paramsText() const;
    bool canCancel() const;
    bool canRetry() const;
    bool canRepeat() const;
    bool canSave() const;
    const QString &problem() const { return m_problem; }
    bool isLarge() const { return m_large; }
    const QString &beginning() const { return m_beginning; }
    QString resultSizeText() const;
    bool isSaving() const { return m_saver.isActive(); }
    double savedPart() const;
    ResultModel *result() { return &m_result; }
    TaskTimeline *timeline() { return &m_timeline; }

public Q_SLOTS:
    /// The language has changed.
    void retranslate();

Q_SIGNALS:
    void changed();
    void savingChanged();
    void saved(const QString &path);
    /// By repeat().
    void repeated(const QString &newId);

private:
    void load();
    void takeRecord(const CallOutcome &outcome);
    void onTold(const client::TaskRecord &record);
    void showResult();
    void showTimeline();
    void forgetResult();
    void change(const QString &method);
    void submitAgain(const QByteArray &params);
    void fail(const QString &why);

    TaskFeed &m_feed;
    const CatalogModel &m_catalog;
    TaskSubmission &m_submission;
    client::TaskRecord m_record; ///< of nothing: an empty id
    ResultModel m_result;
    TaskTimeline m_timeline;
    BlobFetch m_peek;   ///< the beginning of a long result
    BlobFetch m_saver;  ///< all of it
    BlobFetch m_params; ///< long params, to be submitted again
    QTimer m_tick;
    QString m_problem;
    QString m_beginning;
    QString m_path; ///< where it is saved
    BackgroundClient::CallId m_load = 0;
    BackgroundClient::CallId m_change = 0;
    quint64 m_again = 0; ///< a submission of repeat()
    bool m_large = false;
    bool m_loaded = false; ///< the record was fetched, with all that belongs to its state
};

} // namespace relevo
