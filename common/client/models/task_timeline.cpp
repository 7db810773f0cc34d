#include "common/client/models/task_timeline.h"

#include "common/client/models/quantity_text.h"

#include <algorithm>
#include <optional>

namespace relevo {

using namespace Qt::StringLiterals;

namespace {

/// Builds the spans hop by hop: each hop ends what went on before it and begins something else.
class SpanBuilder
{
public:
    void begin(TaskSpan::Kind kind, std::int64_t at, const QString &where)
    {
        end(at);
        m_open = true;
        m_spans.push_back({kind, m_attempt, at, at, false, where});
    }
    void end(std::int64_t at)
    {
        if (!std::exchange(m_open, false))
            return;
        TaskSpan &last = m_spans.back();
        last.to = std::max(at, last.from);
        if (last.kind == TaskSpan::Kind::Running)
            ++m_attempt;
        if (last.to == last.from && last.kind != TaskSpan::Kind::Running)
            m_spans.pop_back();
    }
    bool isOpen() const { return m_open; }
    bool isRunning() const { return m_open && m_spans.back().kind == TaskSpan::Kind::Running; }
    bool isWaiting() const { return m_open && m_spans.back().kind == TaskSpan::Kind::Waiting; }
    std::vector<TaskSpan> take(bool final, std::int64_t now)
    {
        if (m_open && !final) {
            m_spans.back().to = std::max(now, m_spans.back().from);
            m_spans.back().open = true;
        } else {
            end(now);
        }
        // Spans of one kind that follow each other are one.
        std::vector<TaskSpan> joined;
        for (TaskSpan &span : m_spans) {
            if (!joined.empty() && joined.back().kind == span.kind && span.kind == TaskSpan::Kind::Waiting) {
                joined.back().to = span.to;
                joined.back().open = span.open;
            } else {
                joined.push_back(std::move(span));
            }
        }
        return joined;
    }

private:
    std::vector<TaskSpan> m_spans;
    int m_attempt = 1;
    bool m_open = false;
};

} // namespace

std::vector<TaskSpan> timelineOf(const client::TaskRecord &record, std::int64_t now)
{
    using Kind = TaskSpan::Kind;
    SpanBuilder builder;
    if (record.trace.empty() && record.createdAt > 0)
        builder.begin(Kind::Waiting, record.createdAt, record.node);
    const auto lastStart = std::find_if(record.trace.rbegin(), record.trace.rend(),
                                        [](const client::TaskHop &hop) { return hop.stage == "started"_L1; });
    const auto starts = lastStart == record.trace.rend() ? record.trace.end() : std::prev(lastStart.base());
    for (auto hop = record.trace.begin(); hop != record.trace.end(); ++hop) {
        if (hop->stage == "started"_L1) {
            // It is claimed; its code begins a little later, which is told of the last attempt alone.
            if (!builder.isWaiting())
                builder.begin(Kind::Waiting, hop->at, hop->where);
            const bool known = hop == starts && record.startedAt >= hop->at;
            builder.begin(Kind::Running, known ? record.startedAt : hop->at, hop->where);
        } else if (hop->stage == "finished"_L1) {
            const bool ran = builder.isRunning();
            if (ran)
                builder.begin(Kind::Storing, hop->at, hop->where);
            else
                builder.end(hop->at);
        } else if (hop->stage == "stored"_L1 || hop->stage == "replied"_L1) {
            builder.end(hop->at);
        } else if (!builder.isWaiting()) { // received, queued
            builder.begin(Kind::Waiting, hop->at, hop->where);
        }
    }
    return builder.take(record.isFinal(), record.isFinal() ? record.finishedAt : now);
}

QString spanText(std::int64_t milliseconds)
{
    constexpr std::int64_t second = 1000;
    constexpr std::int64_t minute = 60 * second;
    constexpr std::int64_t hour = 60 * minute;
    constexpr std::int64_t day = 24 * hour;
    if (milliseconds < minute)
        return waitText(static_cast<double>(milliseconds));
    const auto number = [](std::int64_t value) { return integerText(value); };
    if (milliseconds < hour)
        return TaskTimeline::tr("%1 min %2 s")
            .arg(number(milliseconds / minute), number(milliseconds % minute / second));
    if (milliseconds < day)
        return TaskTimeline::tr("%1 h %2 min").arg(number(milliseconds / hour), number(milliseconds % hour / minute));
    return TaskTimeline::tr("%1 d %2 h").arg(number(milliseconds / day), number(milliseconds % day / hour));
}

TaskTimeline::TaskTimeline(QObject *parent)
    : QAbstractListModel(parent)
{}

void TaskTimeline::show(const client::TaskRecord &record, std::int64_t now)
{
    std::vector<TaskSpan> spans = timelineOf(record, now);
    m_dropped = record.traceDropped;
    if (spans.size() == m_spans.size()) { // the usual: the last one grows
        m_spans = std::move(spans);
        if (!m_spans.empty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    } else {
        beginResetModel();
        m_spans = std::move(spans);
        endResetModel();
    }
    Q_EMIT changed();
}

void TaskTimeline::retranslate()
{
    if (!m_spans.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    Q_EMIT changed();
}

int TaskTimeline::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_spans.size());
}

QHash<int, QByteArray> TaskTimeline::roleNames() const
{
    return {{Qt::DisplayRole, "spanText"},
            {KindRole, "kind"},
            {BeginRole, "begin"},
            {LengthRole, "length"},
            {AttemptRole, "attempt"},
            {OpenRole, "open"},
            {DurationTextRole, "durationText"}};
}

std::int64_t TaskTimeline::total() const
{
    return m_spans.empty() ? 0 : m_spans.back().to - m_spans.front().from;
}

QVariant TaskTimeline::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TaskSpan &span = m_spans.at(static_cast<std::size_t>(index.row()));
    const auto whole = static_cast<double>(std::max<std::int64_t>(total(), 1));
    switch (role) {
    case Qt::DisplayRole:
        return spanText(span);
    case KindRole:
        return static_cast<int>(span.kind);
    case BeginRole:
        return static_cast<double>(span.from - m_spans.front().from) / whole;
    case LengthRole:
        return static_cast<double>(span.duration()) / whole;
    case AttemptRole:
        return span.attempt;
    case OpenRole:
        return span.open;
    case DurationTextRole:
        return relevo::spanText(span.duration());
    default:
        return {};
    }
}

QString TaskTimeline::spanText(const TaskSpan &span) const
{
    const QString duration = relevo::spanText(span.duration());
    const QString attempt = integerText(span.attempt);
    switch (span.kind) {
    case TaskSpan::Kind::Waiting:
        return span.open ? tr("Waiting for %1").arg(duration) : tr("Waited %1").arg(duration);
    case TaskSpan::Kind::Running:
        return (span.open ? tr("Attempt %1 has been running for %2") : tr("Attempt %1 ran %2")).arg(attempt, duration);
    case TaskSpan::Kind::Storing:
        return tr("Stored in %1").arg(duration);
    }
    return {};
}

QString TaskTimeline::sumText(TaskSpan::Kind kind) const
{
    std::optional<std::int64_t> sum;
    for (const TaskSpan &span : m_spans) {
        if (span.kind == kind)
            sum = sum.value_or(0) + span.duration();
    }
    return sum ? relevo::spanText(*sum) : QString();
}

QString TaskTimeline::totalText() const
{
    return relevo::spanText(total());
}

QString TaskTimeline::text() const
{
    QStringList parts;
    if (m_dropped > 0)
        parts += tr("Earlier attempts are no longer known");
    for (const TaskSpan &span : m_spans)
        parts += spanText(span);
    return parts.join(u" · "_s);
}

} // namespace relevo
