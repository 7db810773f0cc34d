#include "gui-client/background_dialog.h"

#include "gui-client/labels.h"
#include "gui-client/spacing.h"

#include <QEvent>
#include <QFormLayout>
#include <QSpinBox>
#include <QVBoxLayout>

namespace relevo::desktop {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestSeconds = 30 * 24 * 3600;

QSpinBox *spinBox(const QString &name, int least, int most, int value, QWidget *parent)
{
    auto *box = new QSpinBox(parent);
    box->setObjectName(name);
    box->setRange(least, most);
    box->setValue(value);
    box->setGroupSeparatorShown(true);
    return box;
}

} // namespace

BackgroundDialog::BackgroundDialog(QWidget *parent)
    : QDialog(parent)
    , m_text(quietLabel(this))
    , m_labels{new QLabel(this), new QLabel(this), new QLabel(this), new QLabel(this)}
    , m_priority(spinBox(u"backgroundPriority"_s, 0, 9, 4, this))
    , m_delay(spinBox(u"backgroundDelay"_s, 0, longestSeconds, 0, this))
    , m_attempts(spinBox(u"backgroundAttempts"_s, 1, 20, 3, this))
    , m_time(spinBox(u"backgroundTime"_s, 1, longestSeconds, 600, this))
    , m_cancel(new QPushButton(this))
    , m_run(new PrimaryButton(this))
{
    setObjectName(u"backgroundDialog"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(section);
    auto *form = new QFormLayout;
    form->setSpacing(gap);
    QSpinBox *const boxes[] = {m_priority, m_delay, m_attempts, m_time};
    for (int i = 0; i < 4; ++i) {
        m_labels[i]->setBuddy(boxes[i]);
        form->addRow(m_labels[i], boxes[i]);
    }
    m_cancel->setObjectName(u"backgroundCancel"_s);
    m_cancel->setAutoDefault(false);
    m_run->setObjectName(u"backgroundRun"_s);
    m_run->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(gap);
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_run);
    layout->addWidget(m_text);
    layout->addLayout(form);
    layout->addLayout(buttons);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_run, &QPushButton::clicked, this, &QDialog::accept);
    retranslate();
}

client::SubmitOptions BackgroundDialog::options() const
{
    client::SubmitOptions options;
    options.priority = m_priority->value();
    options.maxAttempts = m_attempts->value();
    options.timeout = std::chrono::seconds(m_time->value());
    if (m_delay->value() > 0)
        options.delay = std::chrono::seconds(m_delay->value());
    return options;
}

void BackgroundDialog::retranslate()
{
    setWindowTitle(tr("Run in the background"));
    m_text->setText(tr("The server keeps the task, and runs it even if this window is closed."));
    m_labels[0]->setText(tr("&Priority (9 runs first):"));
    m_labels[1]->setText(tr("&Wait before it runs:"));
    m_labels[2]->setText(tr("&Attempts at most:"));
    m_labels[3]->setText(tr("&Time for an attempt:"));
    QSpinBox *const boxes[] = {m_priority, m_delay, m_attempts, m_time};
    for (int i = 0; i < 4; ++i)
        boxes[i]->setAccessibleName(QString(m_labels[i]->text()).remove(u'&').remove(u':'));
    m_delay->setSuffix(tr(" s", "seconds"));
    m_time->setSuffix(tr(" s", "seconds"));
    m_delay->setSpecialValueText(tr("none", "no wait"));
    m_cancel->setText(tr("Cancel"));
    m_run->setText(tr("&Run"));
    for (QPushButton *button : {m_cancel, m_run})
        button->setAccessibleName(QString(button->text()).remove(u'&'));
}

void BackgroundDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace relevo::desktop
