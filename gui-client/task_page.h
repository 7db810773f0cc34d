// One task: its form, its result beside it, and the run of a whole file through it. Kept while the program runs, so
// that going to another task and back loses nothing.
//
// Lives in the GUI's thread. What the constructor takes must outlive it; the description is copied.
#pragma once

#include "common/client/models/catalog_model.h"
#include "common/client/models/form_model.h"
#include "common/client/models/job_model.h"
#include "common/client/models/result_model.h"
#include "gui-client/preferences.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTabBar;

namespace relevo::desktop {

class FormView;
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

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeFormPane();
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
    quint64 m_job = 0; ///< whose result is to be shown; 0: none is waited for
    bool m_sendWhenReady = false;
};

} // namespace relevo::desktop
