// The server's load at a glance: workers, queue and rate, each with its last two minutes.
//
// Lives in the GUI's thread. The model must outlive it.
#pragma once

#include "common/client/models/load_model.h"

#include <QWidget>

class QLabel;

namespace relevo::desktop {

class Sparkline;

class LoadCard : public QWidget
{
    Q_OBJECT

public:
    explicit LoadCard(const LoadModel &load, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Figure
    {
        QLabel *name;
        QLabel *value;
        Sparkline *chart;
    };

    Figure addFigure(const QString &objectName);
    void show();
    void showFigure(const Figure &figure, const QString &name, const QString &value, const QList<double> &history,
                    double ceiling);

    const LoadModel &m_load;
    QLabel *m_heading;
    QLabel *m_node;
    Figure m_busy;
    Figure m_queue;
    Figure m_rate;
};

} // namespace relevo::desktop
