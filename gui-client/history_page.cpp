#include "gui-client/history_page.h"

#include "common/client/models/task_detail_model.h"
#include "gui-client/icons.h"
#include "gui-client/info_bar.h"
#include "gui-client/labels.h"
#include "gui-client/spacing.h"
#include "gui-client/table_look.h"
#include "gui-client/task_details.h"

#include <QComboBox>
#include <QEvent>
#include <QHeaderView>
#include <QLocale>
#include <QMenu>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedLayout>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace relevo::desktop {

using namespace Qt::StringLiterals;

namespace {

const auto columnsName = u"history"_s;
const auto splitterName = u"historyColumns"_s;

std::pair<Glyph, Tone> signOf(client::TaskState state)
{
    switch (state) {
    case client::TaskState::Queued:
        return {Glyph::Waiting, Tone::Neutral};
    case client::TaskState::Running:
        return {Glyph::Running, Tone::Neutral};
    case client::TaskState::Succeeded:
        return {Glyph::Done, Tone::Good};
    case client::TaskState::Failed:
        return {Glyph::Notice, Tone::Bad};
    case client::TaskState::Cancelled:
        break;
    }
    return {Glyph::Cancel, Tone::Warning};
}

/// A state as its sign and its word in a tone.
class StateDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->state.setFlag(QStyle::State_HasFocus, false);
        if (index.column() != TaskHistoryModel::StateColumn)
            return;
        const int state = index.data(TaskHistoryModel::StateRole).toInt();
        const auto [sign, tone] = signOf(static_cast<client::TaskState>(state));
        const bool selected = option->state.testFlag(QStyle::State_Selected);
        const QColor colour =
            selected ? option->palette.color(QPalette::HighlightedText) : toneColour(option->palette, tone);
        option->icon = QIcon(glyph(sign, colour, 16, option->widget ? option->widget->devicePixelRatioF() : 1));
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->decorationSize = {16, 16};
        option->palette.setColor(QPalette::Text, colour);
    }
};

} // namespace

HistoryPage::HistoryPage(TaskHistoryModel &history, TaskDetailModel &details, CatalogModel &catalog,
                         Preferences &preferences, QWidget *parent)
    : QWidget(parent)
    , m_history(history)
    , m_model(details)
    , m_catalog(catalog)
    , m_preferences(preferences)
    , m_title(headingLabel(this))
    , m_summary(quietLabel(this))
    , m_state(new QComboBox(this))
    , m_task(new QComboBox(this))
    , m_kind(new QComboBox(this))
    , m_refresh(new QToolButton(this))
    , m_bar(new InfoBar(this))
    , m_table(new QTableView(this))
    , m_empty(quietLabel(this))
    , m_stack(new QStackedLayout)
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_details(new TaskDetails(details, preferences, this))
    , m_menu(new QMenu(this))
{
    setObjectName(u"historyPage"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(margin, margin, margin, section);
    layout->setSpacing(gap);
    enlarge(m_title, 1.5, QFont::DemiBold);
    m_bar->setObjectName(u"historyBar"_s);
    m_again = m_bar->addButton(u"historyAgain"_s);
    m_empty->setObjectName(u"historyEmpty"_s);
    m_empty->setAlignment(Qt::AlignCenter);
    makeTable();
    auto *left = new QWidget(this);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    left->setLayout(m_stack);
    m_splitter->addWidget(left);
    m_splitter->addWidget(m_details);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(margin);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setSizes({600, 340});
    if (const QByteArray state = preferences.layout(splitterName); !state.isEmpty())
        m_splitter->restoreState(state);
    layout->addWidget(m_title);
    layout->addWidget(m_summary);
    layout->addLayout(makeFilters());
    layout->addWidget(m_bar);
    layout->addWidget(m_splitter, 1);

    connect(&history, &TaskHistoryModel::changed, this, &HistoryPage::follow);
    connect(&catalog, &CatalogModel::catalogChanged, this, &HistoryPage::fillTasks);
    connect(&details, &TaskDetailModel::repeated, this, &HistoryPage::showTask);
    connect(m_refresh, &QToolButton::clicked, &history, &TaskHistoryModel::refresh);
    connect(m_again, &QPushButton::clicked, &history, &TaskHistoryModel::refresh);
    fillTasks();
    retranslate();
}

QLayout *HistoryPage::makeFilters()
{
    auto *filters = new QHBoxLayout;
    filters->setSpacing(gap);
    m_state->setObjectName(u"historyState"_s);
    m_task->setObjectName(u"historyTask"_s);
    m_kind->setObjectName(u"historyKind"_s);
    m_state->addItem(QString(), QVariant(QString()));
    for (const std::string_view name : client::taskStateNames)
        m_state->addItem(QString(), QVariant(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()))));
    m_kind->addItem(QString(), QVariant(false));
    m_kind->addItem(QString(), QVariant(true));
    for (QComboBox *box : {m_state, m_task, m_kind}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        filters->addWidget(box);
        connect(box, &QComboBox::currentIndexChanged, this, &HistoryPage::applyFilters);
    }
    m_refresh->setObjectName(u"historyRefresh"_s);
    m_refresh->setFocusPolicy(Qt::StrongFocus);
    m_refresh->setAutoRaise(true);
    m_refresh->setIcon(icon(Glyph::Repeat));
    filters->addWidget(m_refresh);
    filters->addStretch(1);
    return filters;
}

void HistoryPage::makeTable()
{
    m_table->setObjectName(u"historyTable"_s);
    m_table->setModel(&m_history);
    m_table->setItemDelegate(new StateDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    const std::pair<int, int> widths[] = {{TaskHistoryModel::TaskColumn, 17},    {TaskHistoryModel::StateColumn, 16},
                                          {TaskHistoryModel::CreatedColumn, 11}, {TaskHistoryModel::DurationColumn, 9},
                                          {TaskHistoryModel::AttemptColumn, 10}, {TaskHistoryModel::PriorityColumn, 9}};
    setTableLook(*m_table, widths);
    if (const QByteArray state = m_preferences.layout(columnsName); !state.isEmpty())
        m_table->horizontalHeader()->restoreState(state);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_menu->addActions(m_details->actions());
    connect(m_table, &QTableView::customContextMenuRequested, this,
            [this](const QPoint &place) { m_menu->popup(m_table->viewport()->mapToGlobal(place)); });
    connect(m_table, &QTableView::activated, m_details, &TaskDetails::focusResult);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &HistoryPage::choose);
}

void HistoryPage::open()
{
    m_history.begin();
    m_focusWanted = true;
    follow();
}

void HistoryPage::showTask(const QString &id)
{
    m_history.begin();
    // It may be none of those that the filters let through.
    for (QComboBox *box : {m_state, m_task, m_kind})
        box->setCurrentIndex(0);
    m_wanted = id;
    m_model.show(id);
    follow();
}

void HistoryPage::choose()
{
    const QString id = m_history.idAt(m_table->currentIndex().row());
    if (!id.isEmpty() && id != m_model.id())
        m_model.show(id, m_history.find(id));
}

void HistoryPage::applyFilters()
{
    m_wanted.clear();
    m_history.setState(m_state->currentData().toString());
    m_history.setTask(m_task->currentData().toString());
    m_history.setDirect(m_kind->currentData().toBool());
}

void HistoryPage::follow()
{
    using Phase = TaskHistoryModel::Phase;
    const Phase phase = m_history.phase();
    const bool filtered = !m_history.state().isEmpty() || !m_history.task().isEmpty();
    m_stack->setCurrentIndex(m_history.count() > 0 ? 0 : 1);
    if (phase == Phase::Loading)
        m_empty->setText(tr("Loading…"));
    else if (phase == Phase::Shown)
        m_empty->setText(filtered ? tr("No task matches.")
                                  : tr("The server has no task yet. “In background” beside a task's form makes one."));
    else
        m_empty->clear();
    m_again->setVisible(phase == Phase::Failed);
    if (phase == Phase::Failed)
        m_bar->show(tr("The server cannot list its tasks: its storage may be out of reach. It says: %1")
                        .arg(m_history.errorText()),
                    Tone::Bad);
    else if (phase == Phase::Offline)
        m_bar->show(tr("There is no connection. What is shown may be out of date."), Tone::Warning);
    else if (m_history.isFull())
        m_bar->show(tr("Only the newest %1 are shown.").arg(QLocale().toString(TaskHistoryModel::mostHeld)),
                    Tone::Neutral);
    else if (m_history.isDirect())
        m_bar->show(tr("Direct calls are not told of as they happen: list them again to see new ones."), Tone::Neutral);
    else
        m_bar->clear();
    m_refresh->setEnabled(phase != Phase::Offline);
    if (m_history.count() > 0 && std::exchange(m_focusWanted, false)) {
        // A table that gets the focus takes a current row by itself, and does not show it as chosen.
        if (!m_table->currentIndex().isValid())
            m_table->setCurrentIndex(m_history.index(0, 0));
        m_table->setFocus(Qt::ShortcutFocusReason);
    }
    if (const int row = m_wanted.isEmpty() ? -1 : m_history.rowOf(m_wanted); row >= 0) {
        m_wanted.clear();
        m_table->setCurrentIndex(m_history.index(row, 0));
    }
}

void HistoryPage::fillTasks()
{
    const QSignalBlocker still(m_task);
    const QString chosen = m_history.task();
    m_task->clear();
    m_task->addItem(tr("All tasks"), QVariant(QString()));
    for (int row = 0; row < m_catalog.count(); ++row)
        m_task->addItem(m_catalog.titleOf(m_catalog.nameAt(row)), QVariant(m_catalog.nameAt(row)));
    if (!chosen.isEmpty() && m_task->findData(chosen) < 0)
        m_task->addItem(chosen, QVariant(chosen));
    m_task->setCurrentIndex(m_task->findData(chosen));
}

void HistoryPage::retranslate()
{
    m_title->setText(tr("History"));
    m_summary->setText(tr("The tasks of the server, as they happen"));
    m_state->setItemText(0, tr("All states"));
    for (int i = 1; i < m_state->count(); ++i)
        m_state->setItemText(i, stateLabel(static_cast<client::TaskState>(i - 1)));
    m_state->setAccessibleName(tr("Which states to show"));
    m_task->setAccessibleName(tr("Which tasks to show"));
    m_kind->setAccessibleName(tr("Background tasks or direct calls"));
    m_kind->setItemText(0, tr("Background tasks"));
    m_kind->setItemText(1, tr("Direct calls"));
    m_refresh->setToolTip(tr("List the tasks again"));
    m_refresh->setText(tr("List again"));
    m_refresh->setAccessibleName(m_refresh->text());
    m_again->setText(tr("Try again"));
    m_again->setAccessibleName(m_again->text());
    m_table->setAccessibleName(tr("Tasks of the server"));
    m_splitter->handle(1)->setAccessibleName(tr("Width of the history's list"));
    fillTasks();
    follow();
}

void HistoryPage::saveLayout() const
{
    m_preferences.setLayout(columnsName, m_table->horizontalHeader()->saveState());
    m_preferences.setLayout(splitterName, m_splitter->saveState());
}

void HistoryPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace relevo::desktop
