// Tasks handed to the server to be run in the background, each surely once: with a key of its own, so that what a
// broken connection leaves in doubt is sent again until it is answered.
//
// Lives in the GUI's thread, beside its BackgroundClient, which must outlive it.
#pragma once

#include "common/client/models/background_client.h"
#include "common/client/models/form_model.h"
#include "common/client/task_calls.h"

#include <QObject>
#include <QTimer>

#include <map>

namespace relevo {

class TaskSubmission : public QObject
{
    Q_OBJECT
    /// Not answered yet; without a connection they wait for it.
    Q_PROPERTY(int pending READ pending NOTIFY pendingChanged)

public:
    explicit TaskSubmission(BackgroundClient &client, QObject *parent = nullptr);
    ~TaskSubmission() override;

    /// The number that the signals name. `params`: one JSON object or array.
    quint64 submit(const QString &task, const QByteArray &params, client::SubmitOptions options = {});
    /// What stands in a form that is ready.
    quint64 submit(const FormModel &form, const client::SubmitOptions &options = {});
    int pending() const { return static_cast<int>(m_waiting.size()); }
    /// What is not answered yet is not sent again. Whether the server has it is not known.
    Q_INVOKABLE void giveUp();

Q_SIGNALS:
    void accepted(quint64 number, const QString &id);
    /// `why`: for people.
    void refused(quint64 number, const QString &why);
    void pendingChanged();

private:
    struct Waiting
    {
        QByteArray params;
        BackgroundClient::CallId call = 0; ///< 0: not on its way
    };

    void sendAll();
    void take(quint64 number, const CallOutcome &outcome);

    BackgroundClient &m_client;
    std::map<quint64, Waiting> m_waiting;
    QTimer m_again;
    quint64 m_last = 0;
};

} // namespace relevo
