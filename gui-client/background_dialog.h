// How a task is to be run in the background: its priority, when, how often it is tried, how long it may take.
//
// Lives in the GUI's thread.
#pragma once

#include "common/client/task_calls.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QSpinBox;

namespace relevo::desktop {

class BackgroundDialog : public QDialog
{
    Q_OBJECT

public:
    explicit BackgroundDialog(QWidget *parent = nullptr);

    client::SubmitOptions options() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    QLabel *m_text;
    QLabel *m_labels[4];
    QSpinBox *m_priority;
    QSpinBox *m_delay; ///< seconds
    QSpinBox *m_attempts;
    QSpinBox *m_time; ///< seconds
    QPushButton *m_cancel;
    QPushButton *m_run;
};

} // namespace relevo::desktop
