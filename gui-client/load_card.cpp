#include "gui-client/load_card.h"

#include "gui-client/labels.h"
#include "gui-client/spacing.h"
#include "gui-client/sparkline.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

namespace relevo::desktop {

using namespace Qt::StringLiterals;

LoadCard::LoadCard(const LoadModel &load, QWidget *parent)
    : QWidget(parent)
    , m_load(load)
    , m_heading(headingLabel(this))
    , m_node(quietLabel(this))
{
    setObjectName(u"loadCard"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(tight);
    m_node->setWordWrap(true);
    layout->addWidget(m_heading);
    layout->addWidget(m_node);
    m_busy = addFigure(u"loadBusy"_s);
    m_queue = addFigure(u"loadQueue"_s);
    m_rate = addFigure(u"loadRate"_s);
    connect(&load, &LoadModel::changed, this, &LoadCard::show);
    connect(&load, &LoadModel::connectedChanged, this, &LoadCard::show);
    show();
}

LoadCard::Figure LoadCard::addFigure(const QString &objectName)
{
    auto *layout = static_cast<QVBoxLayout *>(this->layout());
    const Figure figure{quietLabel(this), new QLabel(this), new Sparkline(this)};
    figure.value->setTextFormat(Qt::PlainText);
    figure.value->setObjectName(objectName);
    figure.name->setWordWrap(false);
    auto *line = new QHBoxLayout;
    line->setSpacing(gap);
    line->addWidget(figure.name);
    line->addStretch(1);
    line->addWidget(figure.value);
    layout->addSpacing(tight);
    layout->addLayout(line);
    layout->addWidget(figure.chart);
    return figure;
}

void LoadCard::showFigure(const Figure &figure, const QString &name, const QString &value, const QList<double> &history,
                          double ceiling)
{
    figure.name->setText(name);
    figure.value->setText(m_load.isKnown() ? value : u"–"_s);
    figure.chart->setPoints(history, LoadModel::historyLength, ceiling);
    figure.chart->setAccessibleName(name + u": "_s + figure.value->text());
    figure.chart->setToolTip(tr("The last two minutes"));
}

void LoadCard::show()
{
    const QLocale locale;
    m_heading->setText(tr("Server"));
    m_node->setText(m_load.isKnown()       ? tr("Node %1").arg(m_load.node())
                    : m_load.isConnected() ? tr("No figures yet")
                                           : tr("No figures without a connection"));
    showFigure(m_busy, tr("Workers busy"),
               tr("%1 of %2").arg(locale.toString(m_load.workersBusy()), locale.toString(m_load.workers())),
               m_load.busyHistory(), m_load.workers());
    showFigure(m_queue, tr("Queue"), locale.toString(m_load.queued()), m_load.queueHistory(), 10);
    showFigure(m_rate, tr("Tasks per second"),
               locale.toString(m_load.tasksPerSecond(), 'f', m_load.tasksPerSecond() < 10 ? 1 : 0),
               m_load.rateHistory(), 10);
}

void LoadCard::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        show();
}

} // namespace relevo::desktop
