// What the details of a task say, and what can be done with it in its state.
#include "common/client/byte_view.h"
#include "common/client/models/json_preview.h"
#include "common/client/models/quantity_text.h"
#include "common/client/models/task_detail_model.h"
#include "common/client/models/task_history_model.h"

#include <QDateTime>
#include <QLocale>

namespace relevo {

using namespace Qt::StringLiterals;

QString TaskDetailModel::title() const
{
    return m_record.task.isEmpty() ? m_record.id : m_catalog.titleOf(m_record.task);
}

QString TaskDetailModel::stateText() const
{
    return m_record.task.isEmpty() ? QString() : stateLabel(m_record.state);
}

QString TaskDetailModel::factsText() const
{
    if (m_record.task.isEmpty())
        return {};
    QStringList facts;
    if (m_record.direct)
        facts += tr("Direct call");
    else if (m_record.attempt == 0)
        facts += tr("Not begun yet");
    else
        facts += tr("Attempt %1 of %2").arg(integerText(m_record.attempt), integerText(m_record.maxAttempts));
    if (!m_record.direct)
        facts += tr("priority %1").arg(integerText(m_record.priority));
    if (!m_record.node.isEmpty())
        facts += tr("on %1", "a server's name").arg(m_record.node);
    if (!m_record.owner.isEmpty())
        facts += tr("by %1", "a user's name").arg(m_record.owner);
    return facts.join(u" · "_s);
}

QString TaskDetailModel::noteText() const
{
    if (m_record.stuck)
        return tr("It is past its time, and its code still runs.");
    if (m_record.cancelRequestedAt != 0 && !m_record.isFinal())
        return tr("Being cancelled: it ends once its code returns.");
    if (m_record.state == client::TaskState::Queued && m_record.notBefore > m_feed.now())
        return tr("Not before %1")
            .arg(QLocale().toString(QDateTime::fromMSecsSinceEpoch(m_record.notBefore), QLocale::ShortFormat));
    if (m_record.direct && m_record.params.isEmpty() && m_loaded)
        return tr("Of a direct call this long the params were not kept.");
    return {};
}

QString TaskDetailModel::paramsText() const
{
    if (!m_record.params.isEmpty())
        return jsonPreview(viewOf(m_record.params));
    return m_record.paramsBytes > 0 ? sizeText(m_record.paramsBytes) : QString();
}

bool TaskDetailModel::canCancel() const
{
    return isShown() && !m_record.task.isEmpty() && !m_record.direct && !m_record.isFinal() &&
           m_record.cancelRequestedAt == 0;
}

bool TaskDetailModel::canRetry() const
{
    return isShown() && !m_record.direct &&
           (m_record.state == client::TaskState::Failed || m_record.state == client::TaskState::Cancelled);
}

bool TaskDetailModel::canRepeat() const
{
    return isShown() && (!m_record.params.isEmpty() || !m_record.paramsBlob.isEmpty());
}

bool TaskDetailModel::canSave() const
{
    return m_large || m_result.state() == ResultModel::State::Shown;
}

QString TaskDetailModel::resultSizeText() const
{
    return sizeText(m_record.resultBytes);
}

double TaskDetailModel::savedPart() const
{
    return m_saver.size() > 0 ? static_cast<double>(m_saver.received()) / static_cast<double>(m_saver.size()) : 0;
}

void TaskDetailModel::retranslate()
{
    m_timeline.retranslate();
    Q_EMIT changed();
}

} // namespace relevo
