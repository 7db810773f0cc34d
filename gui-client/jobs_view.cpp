#include "gui-client/jobs_view.h"

#include "gui-client/icons.h"
#include "gui-client/job_delegate.h"
#include "gui-client/labels.h"
#include "gui-client/spacing.h"
#include "gui-client/table_look.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QStackedLayout>
#include <QTableView>
#include <QToolButton>

namespace relevo::desktop {

using namespace Qt::StringLiterals;

namespace {

const auto layoutName = u"jobs"_s;

} // namespace

JobsView::JobsView(JobModel &jobs, Preferences &preferences, QWidget *parent)
    : QWidget(parent)
    , m_jobs(jobs)
    , m_preferences(preferences)
    , m_filter(jobs)
    , m_heading(headingLabel(this))
    , m_counts(quietLabel(this))
    , m_search(new QLineEdit(this))
    , m_show(new QComboBox(this))
    , m_table(new QTableView(this))
    , m_empty(quietLabel(this))
    , m_stack(new QStackedLayout)
    , m_menu(new QMenu(this))
    , m_repeat(addJobAction(u"jobRepeat"_s, &JobsView::repeat))
    , m_cancel(addJobAction(u"jobCancel"_s, &JobsView::cancel))
    , m_details(addJobAction(u"jobDetails"_s, &JobsView::details))
    , m_edit(addJobAction(u"jobEdit"_s, &JobsView::edit))
    , m_copy(addJobAction(u"jobCopy"_s, &JobsView::copy))
    , m_remove(addJobAction(u"jobRemove"_s, &JobsView::remove))
    , m_clear(addJobAction(u"jobClear"_s, &JobsView::clearFinished))
{
    setObjectName(u"jobs"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(margin, gap, margin, gap);
    layout->setSpacing(gap);
    auto *head = new QHBoxLayout;
    head->setSpacing(gap);
    m_counts->setWordWrap(false);
    m_counts->setObjectName(u"jobCounts"_s);
    m_search->setObjectName(u"jobSearch"_s);
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(260);
    m_show->setObjectName(u"jobShow"_s);
    m_show->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (const auto show : {JobFilterModel::Show::All, JobFilterModel::Show::Pending, JobFilterModel::Show::Done,
                            JobFilterModel::Show::Failed})
        m_show->addItem({}, static_cast<int>(show));
    head->addWidget(m_heading);
    head->addWidget(m_counts);
    head->addStretch(1);
    head->addWidget(m_search, 1);
    head->addWidget(m_show);
    for (QAction *action : {m_repeat, m_cancel, m_details, m_clear}) {
        auto *button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setObjectName(action->objectName() + u"Button"_s);
        head->addWidget(button);
    }
    layout->addLayout(head);
    makeTable();
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setObjectName(u"jobsEmpty"_s);
    m_empty->setMinimumHeight(48);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    layout->addLayout(m_stack, 1);

    connect(m_search, &QLineEdit::textChanged, &m_filter, &JobFilterModel::setSearch);
    connect(m_show, &QComboBox::currentIndexChanged, this,
            [this] { m_filter.setShow(static_cast<JobFilterModel::Show>(m_show->currentData().toInt())); });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&m_filter, signal, this, &JobsView::updateState);
    connect(&m_filter, &QAbstractItemModel::modelReset, this, &JobsView::updateState);
    connect(&m_filter, &QAbstractItemModel::layoutChanged, this, &JobsView::updateState);
    connect(&jobs, &JobModel::countsChanged, this, &JobsView::updateState);
    connect(&jobs, &JobModel::dataChanged, this, &JobsView::updateState);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &JobsView::updateState);
    retranslate();
    updateState();
}

JobsView::~JobsView() = default;

QAction *JobsView::addJobAction(const QString &name, void (JobsView::*slot)())
{
    auto *action = new QAction(this);
    action->setObjectName(name);
    connect(action, &QAction::triggered, this, slot);
    return action;
}

void JobsView::makeTable()
{
    m_table->setObjectName(u"jobTable"_s);
    m_table->setModel(&m_filter);
    m_table->setItemDelegate(new JobDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setSortingEnabled(true);
    const std::pair<int, int> widths[] = {{JobModel::NumberColumn, 6},    {JobModel::TaskColumn, 18},
                                          {JobModel::StateColumn, 14},    {JobModel::AddedColumn, 12},
                                          {JobModel::DurationColumn, 11}, {JobModel::InputColumn, 28}};
    setTableLook(*m_table, widths);
    m_table->sortByColumn(JobModel::NumberColumn, Qt::DescendingOrder);
    if (const QByteArray state = m_preferences.layout(layoutName); !state.isEmpty())
        m_table->horizontalHeader()->restoreState(state);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_menu->addActions(actions());
    connect(m_table, &QTableView::customContextMenuRequested, this,
            [this](const QPoint &place) { m_menu->popup(m_table->viewport()->mapToGlobal(place)); });
    connect(m_table, &QTableView::activated, this, &JobsView::details);
}

QList<QAction *> JobsView::actions() const
{
    return {m_details, m_repeat, m_edit, m_copy, m_cancel, m_remove, m_clear};
}

void JobsView::retranslate()
{
    m_heading->setText(tr("Jobs"));
    m_search->setPlaceholderText(tr("Search jobs"));
    m_search->setAccessibleName(tr("Search jobs"));
    m_show->setAccessibleName(tr("Which jobs to show"));
    m_show->setItemText(0, tr("All", "jobs"));
    m_show->setItemText(1, tr("Not finished", "jobs"));
    m_show->setItemText(2, tr("Done", "jobs"));
    m_show->setItemText(3, tr("Failed", "jobs"));
    m_table->setAccessibleName(tr("Jobs"));
    m_table->setAccessibleDescription(tr("What was sent from here, and what became of it"));
    const std::tuple<QAction *, Glyph, QString, QString> words[] = {
        {m_details, Glyph::Details, tr("&Details…"), tr("Show all that was sent and came back")},
        {m_repeat, Glyph::Repeat, tr("&Repeat"), tr("Send the same once more")},
        {m_edit, Glyph::Input, tr("&Put into the form"), tr("Put what was sent into the form again")},
        {m_copy, Glyph::Copy, tr("Copy &result"), tr("Copy the results of the selected jobs as JSON")},
        {m_cancel, Glyph::Cancel, tr("&Cancel"), tr("Stop waiting for the selected jobs")},
        {m_remove, Glyph::Remove, tr("Re&move"), tr("Take the selected jobs off the list")},
        {m_clear, Glyph::Clear, tr("Clear &finished"), tr("Take all finished jobs off the list")}};
    for (const auto &[action, glyph, text, tip] : words) {
        action->setIcon(icon(glyph));
        action->setText(text);
        action->setToolTip(tip);
        action->setStatusTip(tip);
        if (auto *button = findChild<QToolButton *>(action->objectName() + u"Button"_s)) {
            button->setAccessibleName(QString(text).remove(u'&').remove(u'…'));
            button->setAccessibleDescription(tip);
        }
    }
    updateState();
}

void JobsView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void JobsView::updateState()
{
    const bool any = m_jobs.count() > 0;
    m_empty->setText(any ? tr("No job matches.")
                         : tr("No jobs yet. Everything that you send appears here, and can be repeated."));
    m_stack->setCurrentIndex(m_filter.rowCount() > 0 ? 0 : 1);
    const QLocale locale;
    QStringList counts;
    if (m_jobs.pending() > 0)
        counts += tr("%1 running").arg(locale.toString(m_jobs.pending()));
    if (m_jobs.failed() > 0)
        counts += tr("%1 failed", "jobs").arg(locale.toString(m_jobs.failed()));
    m_counts->setText(counts.join(u" · "_s));

    bool repeatable = false;
    bool pending = false;
    const QList<quint64> ids = selected();
    for (const quint64 id : ids) {
        const Job *job = m_jobs.find(id);
        repeatable = repeatable || (job && job->isRepeatable());
        pending = pending || (job && !job->isFinal());
    }
    m_repeat->setEnabled(repeatable);
    m_cancel->setEnabled(pending);
    m_details->setEnabled(!ids.isEmpty());
    m_edit->setEnabled(ids.size() == 1);
    m_copy->setEnabled(!ids.isEmpty());
    m_remove->setEnabled(!ids.isEmpty());
    m_clear->setEnabled(m_jobs.count() > m_jobs.pending());
}

QList<quint64> JobsView::selected() const
{
    QList<quint64> ids;
    if (!m_table->selectionModel())
        return ids;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        ids += index.data(JobModel::IdRole).toULongLong();
    return ids;
}

quint64 JobsView::current() const
{
    const QList<quint64> ids = selected();
    return ids.isEmpty() ? 0 : ids.first();
}

void JobsView::repeat()
{
    for (const quint64 id : selected())
        m_jobs.repeat(id);
}

void JobsView::cancel()
{
    for (const quint64 id : selected())
        m_jobs.cancel(id);
}

void JobsView::remove()
{
    for (const quint64 id : selected())
        m_jobs.remove(id);
}

void JobsView::clearFinished()
{
    m_jobs.clearFinished();
}

void JobsView::copy()
{
    QByteArray text;
    for (const quint64 id : selected()) {
        if (const Job *job = m_jobs.find(id); job && job->isFinal())
            text += (job->outcome.isOk() ? job->outcome.result : job->outcome.error.localMessage().toUtf8()) + '\n';
    }
    QGuiApplication::clipboard()->setText(QString::fromUtf8(text));
}

void JobsView::details()
{
    if (const quint64 id = current(); id != 0)
        Q_EMIT detailsWanted(id);
}

void JobsView::edit()
{
    if (const quint64 id = current(); id != 0)
        Q_EMIT editWanted(id);
}

void JobsView::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void JobsView::saveLayout() const
{
    m_preferences.setLayout(layoutName, m_table->horizontalHeader()->saveState());
}

} // namespace relevo::desktop
