// One task: its form, its result beside it, and the run of a whole file through it. Kept while the program runs, so
// that going to another task and back loses nothing.
//
// Lives in the GUI's thread. What the constructor takes must outlive it; the description is copied.
#pragma once

#include "common/client/models/catalog_model.h"
#include "common/client/models/form_model.h"
#include "common/client/models/job_model.h"
#include "common/client/models/result_model.h"
#include "common/client/models/task_submission.h"
#include "gui-client/preferences.h"

#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTabBar;
class QToolButton;

namespace relevo::desktop {

class FormView;
class InfoBar;
class LinesPage;
class ResultView;

class TaskPage : public QWidget
{
    Q_OBJECT

public:
    struct Context
    {
        BackgroundClient &client;
        const CatalogModel &catalog;
        JobModel &jobs;
        const Language &language;
        Preferences &preferences;
        TaskSubmission &submission;
    };

    TaskPage(const Context &context, const TaskDescription &task, QWidget *parent = nullptr);

    QString taskName() const { return m_form.taskName(); }
    /// The server has told its catalog anew.
    void setTask(const TaskDescription &task);
    FormModel &form() { return m_form; }
    ResultView &resultView() { return *m_resultView; }
    LinesPage &lines() { return *m_lines; }

    /// Sends what stands in the form; shows what is wrong with it instead if something is. While a file is being read,
    /// as soon as it is.
    void send();
    /// Hands what stands in the form to the server, to be run in the background; as send() otherwise.
    void runInBackground(const client::SubmitOptions &options);
    /// The same, with options from a dialog.
    void chooseBackground();
    void clear();
    void chooseFile(int row = -1);
    void openFile(const QString &path, int row = -1);
    /// The value becomes that of the main field.
    void takeInput(const QString &name, const QByteArray &value);
    void takeParams(const QByteArray &params);
    void showForm();
    void showLines();
    bool showsLines() const;
    void focusForm();

Q_SIGNALS:
    void inputWanted(const QString &task, const QByteArray &value);
    void serverTaskWanted(const QString &id);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeFormPane();
    void makeBackgroundButton();
    void watchSubmission();
    void retranslate();
    void watchJob();
    void onFinished(quint64 id);
    void applyFont();

    Context m_context;
    FormModel m_form;
    ResultModel m_result;
    QLabel *m_title;
    QLabel *m_summary;
    QTabBar *m_tabs;
    QStackedWidget *m_stack;
    QSplitter *m_splitter;
    FormView *m_formView = nullptr;
    ResultView *m_resultView = nullptr;
    LinesPage *m_lines = nullptr;
    QLabel *m_inputHeading = nullptr;
    QLabel *m_noInput = nullptr;
    QLabel *m_busy = nullptr;
    QPushButton *m_send = nullptr;
    QPushButton *m_clear = nullptr;
    QToolButton *m_background = nullptr;
    QAction *m_backgroundOptions = nullptr;
    InfoBar *m_submitted = nullptr;
    QPushButton *m_showSubmitted = nullptr;
    quint64 m_job = 0; ///< whose result is to be shown; 0: none is waited for
    bool m_sendWhenReady = false;
    std::optional<client::SubmitOptions> m_submitWhenReady;
    quint64 m_submission = 0; ///< not answered yet; 0: none
    QString m_submittedId;
};

} // namespace relevo::desktop
