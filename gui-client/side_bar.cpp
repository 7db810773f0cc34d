#include "gui-client/side_bar.h"

#include "gui-client/icons.h"
#include "gui-client/labels.h"
#include "gui-client/load_card.h"
#include "gui-client/spacing.h"
#include "gui-client/theme.h"

#include <QEvent>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace relevo::desktop {

using namespace Qt::StringLiterals;

namespace {

// Room around a title; a long one is wrapped by no line and so elided, with the whole of it in the tool tip.
class TaskDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QSize size = QStyledItemDelegate::sizeHint(option, index);
        size.setHeight(option.fontMetrics.height() + 2 * gap);
        return size;
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->state.setFlag(QStyle::State_HasFocus, false);
        option->text.prepend(u"  "_s);
    }
};

} // namespace

SideBar::SideBar(CatalogModel &catalog, const LoadModel &load, QWidget *parent)
    : QFrame(parent)
    , m_catalog(catalog)
    , m_heading(headingLabel(this))
    , m_tasks(new QListView(this))
    , m_source(quietLabel(this))
    , m_history(new QPushButton(this))
{
    setObjectName(u"sideBar"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(section, margin, section, section);
    layout->setSpacing(gap);
    m_tasks->setObjectName(u"taskList"_s);
    m_tasks->setModel(&catalog);
    m_tasks->setItemDelegate(new TaskDelegate(m_tasks));
    m_tasks->setFrameShape(QFrame::NoFrame);
    m_tasks->setTabKeyNavigation(false);
    m_tasks->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tasks->setTextElideMode(Qt::ElideRight);
    m_tasks->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tasks->viewport()->setAutoFillBackground(false);
    m_source->setObjectName(u"catalogSource"_s);
    m_history->setObjectName(u"history"_s);
    m_history->setIcon(icon(Glyph::Waiting));
    m_history->setFlat(true);
    m_history->setCheckable(true);
    m_history->setAutoDefault(false);
    layout->addWidget(m_heading);
    layout->addWidget(m_tasks, 1);
    layout->addWidget(m_source);
    layout->addWidget(m_history);
    layout->addSpacing(gap);
    layout->addWidget(new LoadCard(load, this));
    connect(m_tasks->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        if (index.isValid())
            Q_EMIT chosen(m_catalog.nameAt(index.row()));
    });
    connect(m_history, &QPushButton::clicked, this, &SideBar::historyChosen);
    connect(&catalog, &CatalogModel::catalogChanged, this, &SideBar::retranslate);
    retranslate();
}

QString SideBar::currentTask() const
{
    return m_tasks->currentIndex().isValid() ? m_catalog.nameAt(m_tasks->currentIndex().row()) : QString();
}

void SideBar::choose(const QString &task)
{
    m_history->setChecked(false);
    if (const int row = m_catalog.rowOf(task); row >= 0)
        m_tasks->setCurrentIndex(m_catalog.index(row));
}

void SideBar::chooseHistory()
{
    m_tasks->setCurrentIndex({});
    m_history->setChecked(true);
}

void SideBar::retranslate()
{
    m_heading->setText(tr("Tasks"));
    m_tasks->setAccessibleName(tr("Tasks"));
    m_tasks->setAccessibleDescription(tr("What the server can do"));
    m_source->setText(m_catalog.sourceText());
    m_history->setText(tr("H&istory"));
    m_history->setAccessibleName(tr("History"));
    m_history->setToolTip(tr("The tasks of the server, as they happen"));
}

// A shade apart from the work beside it.
void SideBar::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    QColor shade = palette().color(QPalette::WindowText);
    shade.setAlphaF(0.035F);
    painter.fillRect(rect(), shade);
    painter.setPen(lineColour(palette()));
    painter.drawLine(rect().topRight(), rect().bottomRight());
}

void SideBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace relevo::desktop
