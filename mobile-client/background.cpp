#include "mobile-client/background.h"

#include <QDir>
#include <QStandardPaths>

namespace relevo::mobile {

using namespace Qt::StringLiterals;

Background::Background(BackgroundClient &client, const CatalogModel &catalog, FormModel &form, const Language &language,
                       QObject *parent)
    : QObject(parent)
    , m_form(form)
    , m_feed(client)
    , m_submission(client)
    , m_history(m_feed, catalog)
    , m_task(m_feed, catalog, m_submission, language)
{
    connect(&language, &Language::changed, this, &Background::retranslate);
    connect(&form, &FormModel::taskChanged, this, &Background::forget);
    connect(&m_submission, &TaskSubmission::accepted, this, [this](quint64 number, const QString &id) {
        if (number != m_number)
            return;
        m_number = 0;
        m_submittedId = id;
        Q_EMIT submittedChanged();
        Q_EMIT notice(tr("The server has the task"));
    });
    connect(&m_submission, &TaskSubmission::refused, this, [this](quint64 number, const QString &why) {
        if (number != m_number)
            return;
        m_number = 0;
        m_problem = why;
        Q_EMIT submittedChanged();
    });
    connect(&m_task, &TaskDetailModel::repeated, this, [this](const QString &id) {
        m_task.show(id);
        Q_EMIT notice(tr("Handed to the server again"));
    });
    connect(&m_task, &TaskDetailModel::saved, this,
            [this](const QString &path) { Q_EMIT notice(tr("Saved in %1").arg(QDir::toNativeSeparators(path))); });
}

void Background::retranslate()
{
    m_history.retranslate();
    m_task.retranslate();
}

void Background::showRow(int row)
{
    if (const QString id = m_history.idAt(row); !id.isEmpty())
        m_task.show(id, m_history.find(id));
}

void Background::showSubmitted()
{
    if (m_submittedId.isEmpty())
        return;
    m_task.show(m_submittedId);
    Q_EMIT taskOpened();
}

int Background::run(int priority, int delaySeconds, int attempts, int attemptSeconds)
{
    if (m_form.isBusy())
        return -2;
    if (const int row = m_form.showProblems(); row >= 0)
        return row;
    client::SubmitOptions options;
    options.priority = priority;
    options.maxAttempts = attempts;
    options.timeout = std::chrono::seconds(attemptSeconds);
    if (delaySeconds > 0)
        options.delay = std::chrono::seconds(delaySeconds);
    forget();
    m_number = m_submission.submit(m_form, options);
    Q_EMIT submittedChanged();
    return -1;
}

void Background::forget()
{
    m_number = 0;
    m_submittedId.clear();
    m_problem.clear();
    Q_EMIT submittedChanged();
}

void Background::save()
{
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::DownloadLocation));
    (void)folder.mkpath(u"."_s);
    m_task.save(folder.filePath(u"relevo-%1.json"_s.arg(m_task.id())));
}

} // namespace relevo::mobile
