#include "common/client/models/task_detail_model.h"

#include "common/client/byte_view.h"
#include "common/client/models/error_text.h"
#include "common/client/task_calls.h"

#include <algorithm>

namespace relevo {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds tickTime{500};

} // namespace

TaskDetailModel::TaskDetailModel(TaskFeed &feed, const CatalogModel &catalog, TaskSubmission &submission,
                                 const Language &language, QObject *parent)
    : QObject(parent)
    , m_feed(feed)
    , m_catalog(catalog)
    , m_submission(submission)
    , m_result(language)
    , m_peek(feed.client())
    , m_saver(feed.client())
    , m_params(feed.client())
{
    m_tick.setInterval(tickTime);
    connect(&m_tick, &QTimer::timeout, this, &TaskDetailModel::showTimeline);
    connect(&feed, &TaskFeed::told, this, &TaskDetailModel::onTold);
    connect(&feed, &TaskFeed::gap, this, &TaskDetailModel::load);
    connect(&catalog, &CatalogModel::catalogChanged, this, &TaskDetailModel::changed);
    connect(&m_result, &ResultModel::changed, this, &TaskDetailModel::changed);
    connect(&m_peek, &BlobFetch::done, this, [this](const QByteArray &content) {
        m_beginning = QString::fromUtf8(content);
        if (m_beginning.endsWith(QChar::ReplacementCharacter)) // the last character was cut
            m_beginning.chop(1);
        Q_EMIT changed();
    });
    connect(&m_peek, &BlobFetch::failed, this, &TaskDetailModel::fail);
    connect(&m_saver, &BlobFetch::progressed, this, &TaskDetailModel::savingChanged);
    connect(&m_saver, &BlobFetch::done, this, [this] {
        Q_EMIT savingChanged();
        Q_EMIT saved(m_path);
    });
    connect(&m_saver, &BlobFetch::failed, this, [this](const QString &why) {
        Q_EMIT savingChanged();
        fail(why);
    });
    connect(&m_params, &BlobFetch::done, this, &TaskDetailModel::submitAgain);
    connect(&m_params, &BlobFetch::failed, this, &TaskDetailModel::fail);
    connect(&submission, &TaskSubmission::accepted, this, [this](quint64 number, const QString &id) {
        if (number != m_again)
            return;
        m_again = 0;
        Q_EMIT repeated(id);
    });
    connect(&submission, &TaskSubmission::refused, this, [this](quint64 number, const QString &why) {
        if (number != m_again)
            return;
        m_again = 0;
        fail(why);
    });
}

TaskDetailModel::~TaskDetailModel()
{
    m_feed.client().cancel(m_load);
    m_feed.client().cancel(m_change);
}

void TaskDetailModel::show(const QString &id, const client::TaskRecord *known)
{
    m_feed.client().cancel(std::exchange(m_change, 0));
    m_params.stop();
    stopSaving();
    m_again = 0;
    m_problem.clear();
    m_record = known ? *known : client::TaskRecord();
    m_record.id = id;
    forgetResult();
    showTimeline();
    if (!id.isEmpty()) {
        m_feed.start();
        load();
    } else {
        m_feed.client().cancel(std::exchange(m_load, 0));
    }
    Q_EMIT changed();
}

void TaskDetailModel::load()
{
    if (!isShown())
        return;
    m_feed.client().cancel(std::exchange(m_load, 0));
    const bool inlined = m_record.paramsBytes + m_record.resultBytes <= mostInline;
    m_load = m_feed.client().call(u"task.get"_s,
                                  QByteArray::fromStdString(client::getParams(m_record.id.toStdString(), inlined)),
                                  [this](const CallOutcome &outcome) {
                                      m_load = 0;
                                      takeRecord(outcome);
                                  });
}

void TaskDetailModel::takeRecord(const CallOutcome &outcome)
{
    const std::string_view json = viewOf(outcome.result);
    std::optional<client::TaskRecord> record = outcome.isOk() ? client::TaskRecord::parse(json) : std::nullopt;
    if (!record) {
        // Without a connection the record comes once there is one again.
        if (!outcome.error.isConnectionFault())
            fail(callErrorText(outcome.error));
        return;
    }
    m_problem.clear();
    const bool sameEnd = m_loaded && record->finishedAt == m_record.finishedAt && record->state == m_record.state;
    m_record = std::move(*record);
    if (!sameEnd) {
        forgetResult();
        m_loaded = true;
        if (m_record.isFinal())
            showResult();
    }
    showTimeline();
    Q_EMIT changed();
}

void TaskDetailModel::onTold(const client::TaskRecord &record)
{
    if (record.id != m_record.id)
        return;
    client::TaskRecord now = record;
    now.params = m_record.params;
    now.paramsBlob = m_record.paramsBlob;
    const bool final = now.isFinal();
    m_record = std::move(now);
    if (!final && m_result.state() != ResultModel::State::Empty)
        forgetResult();
    showTimeline();
    Q_EMIT changed();
    if (final) {
        m_loaded = false;
        load(); // the result
    }
}

void TaskDetailModel::forgetResult()
{
    m_result.clear();
    m_peek.stop();
    m_beginning.clear();
    m_large = false;
    m_loaded = false;
}

void TaskDetailModel::showResult()
{
    CallOutcome outcome;
    if (m_record.state == client::TaskState::Failed && !m_record.error.isEmpty()) {
        outcome.error = m_record.callError();
        m_result.show(m_catalog.find(m_record.task), outcome);
    } else if (!m_record.result.isEmpty()) {
        outcome.result = m_record.result;
        m_result.show(m_catalog.find(m_record.task), outcome);
    } else if (!m_record.resultBlob.isEmpty() && m_record.resultBytes > 0) {
        m_large = true;
        m_peek.toMemory(m_record.resultBlob, beginningBytes);
    }
}

void TaskDetailModel::showTimeline()
{
    m_timeline.show(m_record, m_feed.now());
    if (!m_timeline.isOpen())
        m_tick.stop();
    else if (!m_tick.isActive())
        m_tick.start();
}

void TaskDetailModel::cancel()
{
    if (canCancel())
        change(u"task.cancel"_s);
}

void TaskDetailModel::retry()
{
    if (canRetry())
        change(u"task.retry"_s);
}

void TaskDetailModel::change(const QString &method)
{
    m_feed.client().cancel(m_change);
    m_change = m_feed.client().call(method, QByteArray::fromStdString(client::idParams(m_record.id.toStdString())),
                                    [this](const CallOutcome &outcome) {
                                        m_change = 0;
                                        if (!outcome.isOk())
                                            fail(callErrorText(outcome.error));
                                        else
                                            load();
                                    });
}

void TaskDetailModel::repeat()
{
    if (!canRepeat())
        return;
    if (m_record.params.isEmpty())
        m_params.toMemory(m_record.paramsBlob, m_record.paramsBytes);
    else
        submitAgain(m_record.params);
}

void TaskDetailModel::submitAgain(const QByteArray &params)
{
    client::SubmitOptions options;
    if (!m_record.direct) {
        options.priority = m_record.priority;
        // Retries have raised what is allowed.
        if (m_record.timeoutMs > 0)
            options.timeout = std::chrono::milliseconds(m_record.timeoutMs);
        options.maxAttempts = static_cast<int>(std::clamp<std::int64_t>(m_record.maxAttempts, 1, 20));
    }
    m_again = m_submission.submit(m_record.task, params, options);
}

void TaskDetailModel::save(const QString &path)
{
    if (!canSave())
        return;
    m_path = path;
    if (m_large) {
        m_saver.toFile(m_record.resultBlob, path);
        Q_EMIT savingChanged();
        return;
    }
    m_result.save(path).then(this, [this, path](const QString &why) {
        if (why.isEmpty())
            Q_EMIT saved(path);
        else
            fail(why);
    });
}

void TaskDetailModel::stopSaving()
{
    if (!m_saver.isActive())
        return;
    m_saver.stop();
    Q_EMIT savingChanged();
}

void TaskDetailModel::fail(const QString &why)
{
    m_problem = why;
    Q_EMIT changed();
}

} // namespace relevo
