// A task's form handed to the server, to be run in the background.
#include "gui-client/background_dialog.h"
#include "gui-client/form_view.h"
#include "gui-client/info_bar.h"
#include "gui-client/task_page.h"

#include <QAction>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

namespace relevo::desktop {

using namespace Qt::StringLiterals;

void TaskPage::makeBackgroundButton()
{
    m_background = new QToolButton(this);
    m_background->setObjectName(u"background"_s);
    m_background->setFocusPolicy(Qt::StrongFocus);
    m_background->setPopupMode(QToolButton::MenuButtonPopup);
    auto *menu = new QMenu(m_background);
    m_backgroundOptions = menu->addAction({}, this, &TaskPage::chooseBackground);
    m_background->setMenu(menu);
    m_submitted = new InfoBar(this);
    m_submitted->setObjectName(u"submitted"_s);
    m_showSubmitted = m_submitted->addButton(u"showSubmitted"_s);
    m_submitted->hide();
    connect(m_background, &QToolButton::clicked, this, [this] { runInBackground({}); });
    connect(m_showSubmitted, &QPushButton::clicked, this, [this] { Q_EMIT serverTaskWanted(m_submittedId); });
    watchSubmission();
}

void TaskPage::watchSubmission()
{
    connect(&m_context.submission, &TaskSubmission::accepted, this, [this](quint64 number, const QString &id) {
        if (number != m_submission)
            return;
        m_submission = 0;
        m_submittedId = id;
        m_showSubmitted->show();
        m_submitted->show(tr("The server has the task, and runs it in the background."), Tone::Good);
    });
    connect(&m_context.submission, &TaskSubmission::refused, this, [this](quint64 number, const QString &why) {
        if (number != m_submission)
            return;
        m_submission = 0;
        m_submitted->show(why, Tone::Bad);
    });
}

void TaskPage::runInBackground(const client::SubmitOptions &options)
{
    showForm();
    if (m_form.isBusy()) {
        m_submitWhenReady = options;
        return;
    }
    if (const int row = m_form.showProblems(); row >= 0) {
        m_formView->focusField(row);
        return;
    }
    m_showSubmitted->hide();
    m_submitted->clear();
    if (!m_context.client.isConnected())
        m_submitted->show(tr("The task is handed over as soon as there is a connection."), Tone::Warning);
    m_submission = m_context.submission.submit(m_form, options);
}

void TaskPage::chooseBackground()
{
    auto *dialog = new BackgroundDialog(window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { runInBackground(dialog->options()); });
    dialog->open();
}

} // namespace relevo::desktop
