#include "common/client/models/result_model.h"

#include "common/client/byte_view.h"
#include "common/client/models/error_detail.h"
#include "common/client/models/quantity_text.h"
#include "common/client/models/result_parts.h"

#include <QCoreApplication>
#include <QPromise>
#include <QSaveFile>

#include <algorithm>

namespace relevo {

struct ResultModel::Parts
{
    std::vector<ResultPart> all;
};

namespace {

using Shape = ResultPart::Shape;

/// Of a result, in bytes.
constexpr qsizetype longestPreparedHere = 64 * 1024;

/// For people: all of it, or the part that is shown.
QString valueText(const ResultPart &part, bool whole)
{
    switch (part.shape) {
    case Shape::Null:
        return ResultModel::tr("none", "a value that there is not");
    case Shape::True:
        return ResultModel::tr("yes");
    case Shape::False:
        return ResultModel::tr("no");
    case Shape::Number:
        if (!part.truncated)
            return localNumber(viewOf(part.value));
        break;
    case Shape::Text:
    case Shape::Json:
        break;
    }
    return whole && part.truncated ? QString::fromUtf8(part.value) : part.shown;
}

QString labelText(const ResultPart &part, const TaskDescription *task, const Language &language)
{
    if (part.name.isEmpty() && part.member < 0)
        return ResultModel::tr("Result");
    if (!task || part.member < 0)
        return part.name;
    // The help up to its first semicolon: behind that stand explanations.
    const QString label = language.of(task->result[static_cast<std::size_t>(part.member)].help).section(u';', 0, 0);
    return label.isEmpty() ? part.name : label;
}

QString noMemoryText()
{
    return ResultModel::tr("There is not enough memory for this result.");
}

/// Empty, or why it failed.
QString writeFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    const bool ok = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
    return ok ? QString() : ResultModel::tr("“%1” cannot be written: %2").arg(path, file.errorString());
}

/// What `work` comes to in the thread pool; `otherwise` if memory runs out. Finished in this thread.
template <typename Work> QFuture<QString> textFromPool(PoolJobs &jobs, Work work, const QString &otherwise)
{
    const auto promise = std::make_shared<QPromise<QString>>();
    promise->start();
    jobs.run(std::move(work), [promise, otherwise](std::optional<QString> &&text) {
        promise->addResult(text.value_or(otherwise));
        promise->finish();
    });
    return promise->future();
}

} // namespace

ResultModel::ResultModel(const Language &language, QObject *parent)
    : QAbstractListModel(parent)
    , m_language(language)
{
    connect(&m_language, &Language::changed, this, &ResultModel::retranslate);
}

ResultModel::~ResultModel() = default;

void ResultModel::show(const TaskDescription *task, const CallOutcome &outcome)
{
    std::unique_ptr<TaskDescription> described = task ? std::make_unique<TaskDescription>(*task) : nullptr;
    const CallOutcome kept = outcome; // it may be our own
    reset(kept.isOk() ? State::Preparing : State::Failed);
    m_task = std::move(described);
    m_outcome = kept;
    if (m_state == State::Failed) {
        Q_EMIT changed();
        return;
    }
    if (kept.result.size() <= longestPreparedHere) {
        take({partsOfResult(kept.result, m_task.get())});
        return;
    }
    Q_EMIT changed();
    const auto known = m_task ? std::make_shared<const TaskDescription>(*m_task) : nullptr;
    m_jobs.run([result = kept.result, known] { return Parts{partsOfResult(result, known.get())}; },
               [this, generation = m_generation](std::optional<Parts> &&parts) {
                   if (generation != m_generation)
                       return;
                   if (parts)
                       take(std::move(*parts));
                   else
                       failForMemory();
               });
}

void ResultModel::clear()
{
    reset(State::Empty);
    Q_EMIT changed();
}

void ResultModel::reset(State state)
{
    ++m_generation;
    beginResetModel();
    if (m_outcome.result.size() > longestPreparedHere)
        PoolJobs::discard(std::pair(std::move(m_parts), std::move(m_outcome)));
    m_parts.reset();
    m_task.reset();
    m_outcome = {};
    m_noMemory = false;
    m_state = state;
    endResetModel();
}

void ResultModel::take(Parts &&parts)
{
    beginResetModel();
    m_parts = std::make_shared<const Parts>(std::move(parts));
    m_state = State::Shown;
    endResetModel();
    Q_EMIT changed();
}

void ResultModel::failForMemory()
{
    m_noMemory = true;
    m_state = State::Failed;
    Q_EMIT changed();
}

int ResultModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_parts ? 0 : static_cast<int>(m_parts->all.size());
}

QVariant ResultModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ResultPart &part = m_parts->all[static_cast<std::size_t>(index.row())];
    switch (role) {
    case NameRole:
        return part.name;
    case LabelRole:
        return labelText(part, m_task.get(), m_language);
    case KindRole:
        return QVariant::fromValue(part.kind);
    case Qt::DisplayRole:
    case TextRole:
        return valueText(part, false);
    case TruncatedRole:
        return part.truncated;
    case SizeRole:
        return static_cast<qint64>(part.value.size());
    case SizeTextRole:
        return part.shape == Shape::Text ? tr("%1, %2", "“1,234 characters, 2 KiB”")
                                               .arg(characterCountText(part.characters), sizeText(part.value.size()))
                                         : QString();
    case RightToLeftRole:
        return valueText(part, false).isRightToLeft();
    default:
        return {};
    }
}

QHash<int, QByteArray> ResultModel::roleNames() const
{
    return {{NameRole, "name"},           {LabelRole, "label"},
            {KindRole, "kind"},           {TextRole, "text"},
            {TruncatedRole, "truncated"}, {SizeRole, "size"},
            {SizeTextRole, "sizeText"},   {RightToLeftRole, "rightToLeft"}};
}

QString ResultModel::errorText() const
{
    if (m_noMemory)
        return noMemoryText();
    return m_state == State::Failed ? m_outcome.error.localMessage() : QString();
}

QString ResultModel::errorDetail() const
{
    return m_state == State::Failed ? errorDetailText(m_outcome.error, m_task.get(), m_language) : QString();
}

QByteArray ResultModel::valueOf(int row) const
{
    return row >= 0 && row < rowCount() ? m_parts->all[static_cast<std::size_t>(row)].value : QByteArray();
}

int ResultModel::mainRow() const
{
    int main = rowCount() > 0 ? 0 : -1;
    int texts = 0;
    for (int row = 0; row < rowCount(); ++row) {
        if (m_parts->all[static_cast<std::size_t>(row)].kind == Kind::Text && ++texts == 1)
            main = row;
    }
    return texts > 1 ? 0 : main;
}

QFuture<QString> ResultModel::textForClipboard(int row) const
{
    QStringList labels;
    for (int i = 0; i < rowCount(); ++i)
        labels += labelText(m_parts->all[static_cast<std::size_t>(i)], m_task.get(), m_language);
    return textFromPool(m_jobs,
                        [parts = m_parts, labels, row] {
                            QString text;
                            for (qsizetype i = 0; i < labels.size(); ++i) {
                                const ResultPart &part = parts->all[static_cast<std::size_t>(i)];
                                if (i == row || (row < 0 && labels.size() == 1))
                                    return valueText(part, true);
                                if (row < 0)
                                    text += labels[i] + QStringLiteral(": ") + valueText(part, true) + u'\n';
                            }
                            return text;
                        },
                        {});
}

QFuture<QString> ResultModel::save(const QString &path, int row) const
{
    const QByteArray bytes = row < 0 ? m_outcome.result : valueOf(row);
    return textFromPool(
        m_jobs, [path, bytes] { return writeFile(path, bytes); }, noMemoryText());
}

void ResultModel::retranslate()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    Q_EMIT changed();
}

} // namespace relevo
