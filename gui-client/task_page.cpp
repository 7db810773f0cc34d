#include "gui-client/task_page.h"

#include "gui-client/form_view.h"
#include "gui-client/icons.h"
#include "gui-client/info_bar.h"
#include "gui-client/labels.h"
#include "gui-client/lines_page.h"
#include "gui-client/result_view.h"
#include "gui-client/spacing.h"

#include <QAction>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

namespace relevo::desktop {

using namespace Qt::StringLiterals;

TaskPage::TaskPage(const Context &context, const TaskDescription &task, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_form(context.language)
    , m_result(context.language)
    , m_title(headingLabel(this))
    , m_summary(quietLabel(this))
    , m_tabs(new QTabBar(this))
    , m_stack(new QStackedWidget(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
{
    m_form.setTask(task);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(margin, margin, margin, section);
    layout->setSpacing(tight);
    enlarge(m_title, 1.5, QFont::DemiBold);
    m_title->setObjectName(u"taskTitle"_s);
    m_summary->setObjectName(u"taskSummary"_s);
    m_tabs->setObjectName(u"taskTabs"_s);
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(true);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab({});
    m_tabs->addTab({});
    layout->addWidget(m_title);
    layout->addWidget(m_summary);
    layout->addSpacing(gap);
    layout->addWidget(m_tabs);
    layout->addSpacing(gap);
    layout->addWidget(m_stack, 1);

    m_resultView = new ResultView(m_result, context.catalog, context.preferences, this);
    m_splitter->addWidget(makeFormPane());
    m_splitter->addWidget(m_resultView);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(margin);
    m_splitter->setSizes({1000, 1000});
    m_lines = new LinesPage(context.client, context.language, context.preferences, this);
    m_lines->setTask(task);
    m_stack->addWidget(m_splitter);
    m_stack->addWidget(m_lines);

    connect(m_tabs, &QTabBar::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
    connect(m_formView, &FormView::fileWanted, this, &TaskPage::chooseFile);
    connect(m_formView, &FormView::submitted, this, &TaskPage::send);
    connect(&m_form, &FormModel::readyChanged, this, [this] {
        m_busy->setVisible(m_form.isBusy());
        if (!m_form.isBusy() && std::exchange(m_sendWhenReady, false))
            send();
        if (!m_form.isBusy() && m_submitWhenReady)
            runInBackground(*std::exchange(m_submitWhenReady, std::nullopt));
    });
    connect(m_resultView, &ResultView::inputWanted, this, &TaskPage::inputWanted);
    connect(m_resultView, &ResultView::cancelWanted, this, [this] {
        m_sendWhenReady = false;
        m_context.jobs.cancel(m_job);
    });
    connect(&context.jobs, &JobModel::finished, this, &TaskPage::onFinished);
    connect(&context.jobs, &JobModel::dataChanged, this, &TaskPage::watchJob);
    connect(&context.preferences, &Preferences::monospaceChanged, this, &TaskPage::applyFont);
    applyFont();
    retranslate();
}

QWidget *TaskPage::makeFormPane()
{
    auto *pane = new QWidget(this);
    auto *layout = new QVBoxLayout(pane);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(gap);
    m_noInput = quietLabel(pane);
    m_formView = new FormView(m_form, pane);
    m_busy = quietLabel(pane);
    m_busy->hide();
    m_send = new PrimaryButton(pane);
    m_send->setObjectName(u"send"_s);
    m_clear = new QPushButton(pane);
    m_clear->setObjectName(u"clear"_s);
    m_clear->setAutoDefault(false);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(gap);
    buttons->addWidget(m_send);
    makeBackgroundButton();
    buttons->addWidget(m_background);
    buttons->addWidget(m_clear);
    buttons->addStretch(1);
    buttons->addWidget(m_busy);
    layout->addWidget(m_noInput);
    layout->addWidget(m_formView, 1);
    layout->addWidget(m_submitted);
    layout->addLayout(buttons);
    connect(m_send, &QPushButton::clicked, this, &TaskPage::send);
    connect(m_clear, &QPushButton::clicked, this, &TaskPage::clear);
    return pane;
}

void TaskPage::retranslate()
{
    m_title->setText(m_form.title());
    m_summary->setText(m_form.summary());
    m_tabs->setTabText(0, tr("One task"));
    m_tabs->setTabText(1, tr("A task per line"));
    m_tabs->setTabToolTip(1, tr("Run every line of a file through this task"));
    m_tabs->setAccessibleName(tr("What to run"));
    m_tabs->setTabEnabled(1, m_form.count() > 0);
    m_noInput->setText(tr("This task needs no input."));
    m_noInput->setVisible(m_form.count() == 0);
    m_busy->setText(tr("Reading…"));
    m_send->setText(tr("&Send"));
    m_send->setToolTip(tr("Send the task to the server (Ctrl+Enter)"));
    m_send->setAccessibleName(tr("Send"));
    m_send->setAccessibleDescription(m_send->toolTip());
    m_background->setText(tr("In &background"));
    m_background->setToolTip(tr("Let the server run the task by itself (Ctrl+Shift+Enter)"));
    m_background->setAccessibleName(tr("Run in background"));
    m_background->setAccessibleDescription(m_background->toolTip());
    m_backgroundOptions->setText(tr("&With options…"));
    m_showSubmitted->setText(tr("Show"));
    m_showSubmitted->setAccessibleName(tr("Show the task in the history"));
    m_clear->setText(tr("Cl&ear"));
    m_clear->setToolTip(tr("Empty the form"));
    m_clear->setAccessibleName(tr("Clear"));
    m_clear->setAccessibleDescription(m_clear->toolTip());
}

void TaskPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void TaskPage::setTask(const TaskDescription &task)
{
    m_form.setTask(task);
    m_lines->setTask(task);
    retranslate();
}

void TaskPage::send()
{
    if (m_form.isBusy()) {
        m_sendWhenReady = true;
        return;
    }
    if (const int row = m_form.showProblems(); row >= 0) {
        m_formView->focusField(row);
        return;
    }
    m_job = m_context.jobs.add(m_form.taskName(), m_form.params());
    m_resultView->showRunning(!m_context.client.isConnected());
}

void TaskPage::watchJob()
{
    const Job *job = m_job != 0 ? m_context.jobs.find(m_job) : nullptr;
    if (job && !job->isFinal())
        m_resultView->showRunning(job->state == Job::State::Waiting);
}

void TaskPage::onFinished(quint64 id)
{
    if (id != m_job)
        return;
    m_job = 0;
    const Job *job = m_context.jobs.find(id);
    if (!job)
        return;
    if (job->state == Job::State::Cancelled)
        m_resultView->showCancelled();
    else
        m_result.show(&m_form.task(), job->outcome);
}

void TaskPage::clear()
{
    m_form.clear();
    m_formView->focusFirst();
}

void TaskPage::chooseFile(int row)
{
    const int wanted = row >= 0 ? row : m_formView->rowForFiles();
    if (wanted < 0)
        return;
    auto *dialog = new QFileDialog(window(), tr("Open a file"), m_context.preferences.folder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this, wanted](const QString &path) { openFile(path, wanted); });
    dialog->open();
}

void TaskPage::openFile(const QString &path, int row)
{
    const int wanted = row >= 0 ? row : m_formView->rowForFiles();
    if (wanted < 0)
        return;
    m_context.preferences.setFolderOf(path);
    showForm();
    m_form.attachFile(wanted, QUrl::fromLocalFile(path));
}

void TaskPage::takeInput(const QString &name, const QByteArray &value)
{
    const int row = m_form.mainRow();
    if (row < 0)
        return;
    showForm();
    m_form.attachBytes(row, name, value);
    m_formView->focusField(row);
}

void TaskPage::takeParams(const QByteArray &params)
{
    showForm();
    m_form.setParams(params);
    m_formView->focusFirst();
}

void TaskPage::showForm()
{
    m_tabs->setCurrentIndex(0);
}

void TaskPage::showLines()
{
    if (m_tabs->isTabEnabled(1))
        m_tabs->setCurrentIndex(1);
}

bool TaskPage::showsLines() const
{
    return m_tabs->currentIndex() == 1;
}

void TaskPage::focusForm()
{
    if (showsLines())
        m_lines->setFocus();
    else
        m_formView->focusFirst();
}

void TaskPage::applyFont()
{
    m_formView->setMonospace(m_context.preferences.monospace());
    m_resultView->setMonospace(m_context.preferences.monospace());
}

} // namespace relevo::desktop
