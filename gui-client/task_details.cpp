#include "gui-client/task_details.h"

#include "gui-client/icons.h"
#include "gui-client/info_bar.h"
#include "gui-client/labels.h"
#include "gui-client/spacing.h"
#include "gui-client/timeline_view.h"

#include <QAction>
#include <QEvent>
#include <QFileDialog>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace relevo::desktop {

using namespace Qt::StringLiterals;

namespace {

Tone toneOf(int state)
{
    switch (static_cast<client::TaskState>(state)) {
    case client::TaskState::Succeeded:
        return Tone::Good;
    case client::TaskState::Failed:
        return Tone::Bad;
    case client::TaskState::Cancelled:
        return Tone::Warning;
    default:
        return Tone::Neutral;
    }
}

/// The rows as lines, a single one alone.
QString textOf(const ResultModel &result)
{
    QStringList lines;
    for (int row = 0; row < result.count(); ++row) {
        const QModelIndex index = result.index(row, 0);
        const QString text = index.data(ResultModel::TextRole).toString();
        const QString label = index.data(ResultModel::LabelRole).toString();
        lines += result.count() == 1 || label.isEmpty() ? text : label + u": "_s + text;
    }
    return lines.join(u'\n');
}

bool isCut(const ResultModel &result)
{
    for (int row = 0; row < result.count(); ++row) {
        if (result.index(row, 0).data(ResultModel::TruncatedRole).toBool())
            return true;
    }
    return false;
}

} // namespace

TaskDetails::TaskDetails(TaskDetailModel &model, Preferences &preferences, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_preferences(preferences)
    , m_stack(new QStackedLayout(this))
    , m_none(quietLabel(this))
    , m_cancel(addTaskAction(u"taskCancel"_s, [this] { m_model.cancel(); }))
    , m_retry(addTaskAction(u"taskRetry"_s, [this] { m_model.retry(); }))
    , m_repeat(addTaskAction(u"taskRepeat"_s, [this] { m_model.repeat(); }))
    , m_open(addTaskAction(u"taskOpen"_s, [this] { focusResult(); }))
    , m_save(addTaskAction(u"taskSave"_s, [this] { saveAs(); }))
{
    setObjectName(u"taskDetails"_s);
    setMinimumWidth(270);
    m_none->setAlignment(Qt::AlignCenter);
    m_stack->addWidget(m_none);
    m_stack->addWidget(makeContent());
    connect(&model, &TaskDetailModel::changed, this, &TaskDetails::follow);
    connect(&model, &TaskDetailModel::savingChanged, this, &TaskDetails::follow);
    connect(&model, &TaskDetailModel::saved, this,
            [this](const QString &path) { m_cut->show(tr("Saved in %1").arg(path), Tone::Good); });
    retranslate();
}

QAction *TaskDetails::addTaskAction(const QString &name, std::function<void()> run)
{
    auto *action = new QAction(this);
    action->setObjectName(name);
    connect(action, &QAction::triggered, this, std::move(run));
    return action;
}

QWidget *TaskDetails::makeContent()
{
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(gap);
    auto *head = new QHBoxLayout;
    m_title = headingLabel(content);
    m_state = new ToneLabel(Tone::Neutral, content);
    m_state->setObjectName(u"taskState"_s);
    head->addWidget(m_title, 1);
    head->addWidget(m_state);
    m_facts = quietLabel(content);
    m_facts->setObjectName(u"taskFacts"_s);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_params = quietLabel(content);
    m_note = new InfoBar(content);
    m_problem = new InfoBar(content);
    m_problem->setObjectName(u"taskProblem"_s);
    m_error = new InfoBar(content);
    m_error->setObjectName(u"taskError"_s);
    m_timeline = new TimelineView(*m_model.timeline(), content);
    m_timeline->setObjectName(u"taskTimeline"_s);
    m_resultHeading = headingLabel(content);
    m_result = new QPlainTextEdit(content);
    m_result->setObjectName(u"taskResult"_s);
    m_result->setReadOnly(true);
    m_result->setTabChangesFocus(true);
    m_result->setMinimumHeight(48);
    m_cut = new InfoBar(content);
    m_cut->setObjectName(u"taskCut"_s);
    m_progress = new QProgressBar(content);
    m_progress->setRange(0, 1000);
    m_progress->hide();
    auto *tools = new QHBoxLayout;
    tools->setSpacing(tight);
    for (QAction *action : {m_cancel, m_retry, m_repeat, m_save}) {
        auto *button = new QToolButton(content);
        button->setDefaultAction(action);
        button->setToolButtonStyle(action == m_save ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextOnly);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setObjectName(action->objectName() + u"Button"_s);
        tools->addWidget(button);
        m_buttons += button;
    }
    tools->addStretch(1);
    layout->addLayout(head);
    layout->addWidget(m_facts);
    layout->addWidget(m_note);
    layout->addWidget(m_problem);
    layout->addWidget(m_timeline);
    layout->addWidget(m_params);
    layout->addWidget(m_resultHeading);
    layout->addWidget(m_error);
    layout->addWidget(m_result, 1);
    layout->addWidget(m_cut);
    layout->addWidget(m_progress);
    layout->addStretch(0);
    layout->addLayout(tools);
    return content;
}

QList<QAction *> TaskDetails::actions() const
{
    return {m_open, m_save, m_cancel, m_retry, m_repeat};
}

void TaskDetails::focusResult()
{
    if (m_result->isVisible())
        m_result->setFocus(Qt::ShortcutFocusReason);
}

void TaskDetails::follow()
{
    m_stack->setCurrentIndex(m_model.isShown() ? 1 : 0);
    if (m_shownId != m_model.id()) {
        m_shownId = m_model.id();
        m_cut->clear();
    }
    m_title->setText(m_model.title());
    m_title->setToolTip(m_model.id());
    m_state->setText(m_model.stateText());
    m_state->setTone(toneOf(m_model.state()));
    m_facts->setText(m_model.factsText());
    m_facts->setToolTip(m_model.id());
    m_note->show(m_model.noteText(), Tone::Warning);
    m_problem->show(m_model.problem(), Tone::Bad);
    const QString params = m_model.paramsText();
    m_params->setText(params.isEmpty() ? QString() : tr("Input: %1").arg(params));
    m_params->setVisible(!params.isEmpty());
    showResult();
    m_cancel->setEnabled(m_model.canCancel());
    m_retry->setEnabled(m_model.canRetry());
    m_repeat->setEnabled(m_model.canRepeat());
    m_open->setEnabled(m_model.canSave());
    m_save->setEnabled(m_model.canSave() && !m_model.isSaving());
    m_progress->setVisible(m_model.isSaving());
    m_progress->setValue(static_cast<int>(m_model.savedPart() * m_progress->maximum()));
}

void TaskDetails::showResult()
{
    const ResultModel &result = *m_model.result();
    const bool failed = result.state() == ResultModel::State::Failed;
    const bool shown = result.state() == ResultModel::State::Shown || m_model.isLarge();
    m_resultHeading->setVisible(shown || failed);
    m_result->setVisible(shown);
    QString error = failed ? result.errorText() : QString();
    if (failed && !result.errorDetail().isEmpty())
        error += u'\n' + result.errorDetail();
    m_error->show(error, Tone::Bad);
    if (!shown)
        return;
    const QString text = m_model.isLarge() ? m_model.beginning() : textOf(result);
    if (m_result->toPlainText() != text)
        m_result->setPlainText(text);
    if ((m_model.isLarge() || isCut(result)) && m_cut->text().isEmpty())
        m_cut->show(tr("Only the beginning is shown of %1. Save takes all of it.").arg(m_model.resultSizeText()),
                    Tone::Neutral);
}

void TaskDetails::saveAs()
{
    auto *dialog = new QFileDialog(window(), tr("Save the result"), m_preferences.folder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("JSON (*.json)"), tr("All files (*)")});
    dialog->setDefaultSuffix(u"json"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_preferences.setFolderOf(path);
        m_model.save(path);
    });
    dialog->open();
}

void TaskDetails::retranslate()
{
    m_none->setText(tr("Choose a task to see all of it."));
    m_resultHeading->setText(tr("Result"));
    m_result->setAccessibleName(tr("Result"));
    m_progress->setAccessibleName(tr("How much of the result is saved"));
    const std::tuple<QAction *, Glyph, QString, QString> words[] = {
        {m_open, Glyph::Details, tr("&Open the result"), tr("Go to the result")},
        {m_save, Glyph::Save, tr("&Save the result…"), tr("Save all of the result in a file")},
        {m_cancel, Glyph::Cancel, tr("&Cancel"), tr("Cancel the task on the server")},
        {m_retry, Glyph::Play, tr("Re&try"), tr("Queue this failed or cancelled task again")},
        {m_repeat, Glyph::Repeat, tr("&Repeat"), tr("Run the same once more, as a task of its own")}};
    for (const auto &[action, glyph, text, tip] : words) {
        action->setIcon(icon(glyph));
        action->setText(text);
        action->setToolTip(tip);
        action->setStatusTip(tip);
        for (QToolButton *button : m_buttons) {
            if (button->defaultAction() != action)
                continue;
            button->setText(QString(text).remove(u'&'));
            button->setAccessibleName(QString(text).remove(u'&').remove(u'…'));
            button->setAccessibleDescription(tip);
        }
    }
    follow();
}

void TaskDetails::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace relevo::desktop
