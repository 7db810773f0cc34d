// One job as its page shows it: what was sent, what came of it, and the JSON of both, kept up to date while it runs.
//
// Lives in the GUI's thread. Jobs, catalog and language must outlive it.
#pragma once

#include "common/client/models/form_model.h"
#include "common/client/models/job_model.h"
#include "common/client/models/result_model.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace relevo::mobile {

class JobDetails : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("App.details")
    Q_PROPERTY(bool shown READ isShown NOTIFY changed)
    Q_PROPERTY(int number READ number NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(int jobState READ jobState NOTIFY changed) ///< JobModel::State
    Q_PROPERTY(QString stateText READ stateText NOTIFY changed)
    Q_PROPERTY(QString addedText READ addedText NOTIFY changed)
    Q_PROPERTY(QString durationText READ durationText NOTIFY changed)
    Q_PROPERTY(bool pending READ isPending NOTIFY changed)
    Q_PROPERTY(bool repeatable READ isRepeatable NOTIFY changed)
    /// The params fit into readable rows (`params`); else `inputText` is their beginning.
    Q_PROPERTY(bool hasParams READ hasParams NOTIFY changed)
    Q_PROPERTY(QString inputText READ inputText NOTIFY changed)
    Q_PROPERTY(relevo::FormModel *params READ params CONSTANT)
    Q_PROPERTY(relevo::ResultModel *result READ result CONSTANT)
    Q_PROPERTY(QString rawParams READ rawParams NOTIFY changed) ///< JSON, at most `longestRaw` of it
    Q_PROPERTY(QString rawResult READ rawResult NOTIFY changed)

public:
    /// Bytes of JSON that are shown.
    static constexpr qsizetype longestRaw = 4096;
    /// Params beyond this many bytes are not laid out as rows.
    static constexpr qsizetype longestParams = 32 * 1024;

    JobDetails(JobModel &jobs, const CatalogModel &catalog, const Language &language, QObject *parent = nullptr);

    /// An id that there is not: nothing.
    void show(quint64 id);
    Q_INVOKABLE void close() { show(0); }

    bool isShown() const { return m_id != 0; }
    quint64 id() const { return m_id; }
    int number() const { return static_cast<int>(m_id); }
    QString title() const { return text(JobModel::TitleRole); }
    int jobState() const;
    QString stateText() const { return text(JobModel::StateTextRole); }
    QString addedText() const { return text(JobModel::AddedTextRole); }
    QString durationText() const { return text(JobModel::DurationTextRole); }
    bool isPending() const;
    bool isRepeatable() const;
    bool hasParams() const { return m_hasParams; }
    QString inputText() const { return text(JobModel::InputRole); }
    FormModel *params() { return &m_params; }
    ResultModel *result() { return &m_result; }
    QString rawParams() const;
    QString rawResult() const;

    /// The beginning of `json` as text, cut between characters.
    static QString beginningOf(const QByteArray &json);

Q_SIGNALS:
    void changed();

private:
    QString text(int role) const;
    void onRowsChanged(const QModelIndex &first, const QModelIndex &last);
    void onRowsRemoved();
    void showOutcome();

    JobModel &m_jobs;
    const CatalogModel &m_catalog;
    FormModel m_params;
    ResultModel m_result;
    quint64 m_id = 0;
    bool m_hasParams = false;
    bool m_outcomeShown = false;
};

} // namespace relevo::mobile
