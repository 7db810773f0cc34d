#include "common/client/models/job_row.h"

#include "common/client/byte_view.h"
#include "common/client/models/error_text.h"
#include "common/client/models/json_preview.h"

#include <QLocale>

#include <cmath>

namespace relevo {

namespace {

double numberOf(const QString &text)
{
    if (text.isEmpty() || !(text.front().isDigit() || text.front() == u'-'))
        return JobRow::notNumber;
    bool ok = false;
    const double number = text.toDouble(&ok);
    return ok ? number : JobRow::notNumber;
}

} // namespace

JobRow::JobRow(Job whole)
    : job(std::move(whole))
    , input(jsonPreview(viewOf(job.params)))
    , inputNumber(numberOf(input))
{
    describeOutcome();
}

void JobRow::describeOutcome()
{
    if (job.dropped)
        return;
    outcome.clear();
    CallError &error = job.outcome.error;
    if (job.state == Job::State::Done) {
        outcome = jsonPreview(viewOf(job.outcome.result));
    } else if (job.isFinal() && !job.outcome.isOk()) {
        // The client's own words follow the language.
        if (error.end != CallEnd::ServerError) {
            RawReply reply;
            reply.end = error.end;
            error.message = refused ? otherServerText() : CallError(reply).message;
        }
        outcome = textPreview(callErrorText(error));
    }
    outcomeNumber = numberOf(outcome);
    haystack = input.toCaseFolded().toStdString();
    inputSize = haystack.size();
    haystack += '\n' + outcome.toCaseFolded().toStdString();
}

qsizetype JobRow::bytes() const
{
    return job.params.size() + job.outcome.result.size() + job.outcome.error.data.size();
}

QString jobStateText(Job::State state)
{
    switch (state) {
    case Job::State::Waiting:
        return JobModel::tr("Waiting", "state of a job");
    case Job::State::Running:
        return JobModel::tr("Running", "state of a job");
    case Job::State::Done:
        return JobModel::tr("Done", "state of a job");
    case Job::State::Failed:
        return JobModel::tr("Failed", "state of a job");
    case Job::State::Lost:
        return JobModel::tr("Lost", "state of a job");
    case Job::State::Cancelled:
        return JobModel::tr("Cancelled", "state of a job");
    }
    return {};
}

QString jobDurationText(std::chrono::nanoseconds duration)
{
    const QLocale locale;
    const double ms = static_cast<double>(duration.count()) / 1e6;
    if (ms < 9.995)
        return JobModel::tr("%1 ms").arg(locale.toString(ms, 'f', 2));
    if (ms < 999.5)
        return JobModel::tr("%1 ms").arg(locale.toString(ms, 'f', 0));
    if (ms < 59'950)
        return JobModel::tr("%1 s").arg(locale.toString(ms / 1000, 'f', 1));
    const auto seconds = static_cast<qint64>(std::round(ms / 1000));
    return JobModel::tr("%1 min %2 s").arg(locale.toString(seconds / 60)).arg(seconds % 60);
}

QString jobTimeText(const QDateTime &time)
{
    const QLocale locale;
    QString format = locale.timeFormat(QLocale::ShortFormat);
    if (!format.contains(u's')) // several a minute are usual
        format.replace(QStringLiteral("mm"), QStringLiteral("mm:ss"));
    QString text = locale.toString(time.time(), format);
    if (time.date() == QDate::currentDate())
        return text;
    return locale.toString(time.date(), QLocale::ShortFormat) + u' ' + text;
}

QString otherServerText()
{
    return JobModel::tr("Not sent: another server was chosen.");
}

} // namespace relevo
