// The pages that a ResultView is made of.
#include "gui-client/icons.h"
#include "gui-client/info_bar.h"
#include "gui-client/labels.h"
#include "gui-client/result_view.h"
#include "gui-client/spacing.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace relevo::desktop {

using namespace Qt::StringLiterals;

QWidget *ResultView::makeEmptyPage()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(margin, margin, margin, margin);
    m_empty = quietLabel(page);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setObjectName(u"resultEmpty"_s);
    layout->addStretch(2);
    layout->addWidget(m_empty);
    layout->addStretch(3);
    return page;
}

QWidget *ResultView::makeRunningPage()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(section);
    m_running = quietLabel(page);
    m_running->setAlignment(Qt::AlignCenter);
    m_running->setObjectName(u"resultRunning"_s);
    auto *bar = new QProgressBar(page);
    bar->setRange(0, 0);
    bar->setTextVisible(false);
    bar->setFixedHeight(6);
    bar->setMaximumWidth(240);
    m_cancel = new QPushButton(page);
    m_cancel->setObjectName(u"resultCancel"_s);
    m_cancel->setIcon(icon(Glyph::Cancel));
    connect(m_cancel, &QPushButton::clicked, this, &ResultView::cancelWanted);
    auto *barLine = new QHBoxLayout;
    barLine->addStretch(1);
    barLine->addWidget(bar, 4);
    barLine->addStretch(1);
    layout->addStretch(2);
    layout->addWidget(m_running);
    layout->addLayout(barLine);
    layout->addWidget(m_cancel, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    return page;
}

QWidget *ResultView::makeResultPage()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(tight);

    auto *gistHead = new QHBoxLayout;
    m_gistLabel = new QLabel(page);
    m_gistLabel->setTextFormat(Qt::PlainText);
    m_gistLabel->setWordWrap(true);
    m_gistSize = quietLabel(page);
    m_gistSize->setWordWrap(false);
    gistHead->addWidget(m_gistLabel, 1);
    gistHead->addWidget(m_gistSize);
    layout->addLayout(gistHead);

    m_gistNumber = new QLabel(page);
    m_gistNumber->setObjectName(u"gistNumber"_s);
    m_gistNumber->setTextFormat(Qt::PlainText);
    m_gistNumber->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_gistNumber->setWordWrap(true);
    enlarge(m_gistNumber, 2.2, QFont::DemiBold);
    layout->addWidget(m_gistNumber);

    m_gistText = new QPlainTextEdit(page);
    m_gistText->setObjectName(u"gistText"_s);
    m_gistText->setReadOnly(true);
    m_gistText->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_gistText->setTabChangesFocus(true);
    m_gistText->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_gistText->setUndoRedoEnabled(false);
    layout->addWidget(m_gistText, 1);

    m_truncated = new InfoBar(page);
    m_saveAll = m_truncated->addButton(u"saveAll"_s);
    connect(m_saveAll, &QPushButton::clicked, this, &ResultView::saveAs);
    layout->addWidget(m_truncated);

    auto *scroll = new QScrollArea(page);
    scroll->setObjectName(u"resultRows"_s);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *rows = new QWidget(scroll);
    auto *rowsLayout = new QVBoxLayout(rows);
    rowsLayout->setContentsMargins(0, gap, 0, 0);
    m_rows = new QGridLayout;
    m_rows->setHorizontalSpacing(margin);
    m_rows->setVerticalSpacing(gap);
    m_rows->setColumnStretch(1, 1);
    rowsLayout->addLayout(m_rows);
    rowsLayout->addStretch(1);
    scroll->setWidget(rows);
    scroll->viewport()->setAutoFillBackground(false);
    rows->setAutoFillBackground(false);
    layout->addWidget(scroll, 1);
    return page;
}

} // namespace relevo::desktop
