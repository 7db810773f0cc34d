#include "common/client/models/task_submission.h"

#include "common/client/byte_view.h"
#include "common/client/models/error_text.h"
#include "common/client/result_text.h"

namespace relevo {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds retryPause{1};

} // namespace

TaskSubmission::TaskSubmission(BackgroundClient &client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
    m_again.setSingleShot(true);
    m_again.setInterval(retryPause);
    connect(&m_again, &QTimer::timeout, this, &TaskSubmission::sendAll);
    connect(&client, &BackgroundClient::statusChanged, this, &TaskSubmission::sendAll);
}

TaskSubmission::~TaskSubmission()
{
    for (const auto &[number, waiting] : m_waiting)
        m_client.cancel(waiting.call);
}

quint64 TaskSubmission::submit(const QString &task, const QByteArray &params, client::SubmitOptions options)
{
    options.key = client::newKey();
    const std::string_view json = viewOf(params);
    m_waiting[++m_last].params =
        QByteArray::fromStdString(client::submitParams(task.toStdString(), json.empty() ? "{}" : json, options));
    const quint64 number = m_last;
    Q_EMIT pendingChanged();
    sendAll();
    return number;
}

quint64 TaskSubmission::submit(const FormModel &form, const client::SubmitOptions &options)
{
    return submit(form.taskName(), form.params(), options);
}

void TaskSubmission::giveUp()
{
    for (const auto &[number, waiting] : m_waiting)
        m_client.cancel(waiting.call);
    m_waiting.clear();
    Q_EMIT pendingChanged();
}

void TaskSubmission::sendAll()
{
    if (!m_client.isConnected() || m_again.isActive())
        return;
    for (auto &[number, waiting] : m_waiting) {
        if (waiting.call == 0)
            waiting.call = m_client.call(u"task.submit"_s, waiting.params,
                                         [this, one = number](const CallOutcome &outcome) { take(one, outcome); });
    }
}

void TaskSubmission::take(quint64 number, const CallOutcome &outcome)
{
    const auto at = m_waiting.find(number);
    if (at == m_waiting.end())
        return;
    at->second.call = 0;
    if (!outcome.isOk() && (outcome.error.isConnectionFault() || outcome.error.surelyNotRun()) &&
        outcome.error.end != CallEnd::BadParams) {
        m_again.start();
        return;
    }
    m_waiting.erase(at);
    Q_EMIT pendingChanged();
    if (!outcome.isOk()) {
        Q_EMIT refused(number, callErrorText(outcome.error));
        return;
    }
    std::string id;
    appendScalar(id, memberOf(viewOf(outcome.result), "id"));
    Q_EMIT accepted(number, QString::fromStdString(id));
}

} // namespace relevo
