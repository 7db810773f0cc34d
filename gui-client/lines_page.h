// "A task per line": a whole file through one task, with progress, pause and cancel, and a look at what comes out and
// what fails.
//
// Lives in the GUI's thread. What the constructor takes must outlive it.
#pragma once

#include "common/client/models/background_client.h"
#include "common/client/models/batch_run.h"
#include "common/client/models/form_model.h"
#include "gui-client/preferences.h"

#include <QWidget>

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;

namespace relevo::desktop {

class FormView;
class InfoBar;

class LinesPage : public QWidget
{
    Q_OBJECT

public:
    LinesPage(const BackgroundClient &client, const Language &language, Preferences &preferences,
              QWidget *parent = nullptr);

    void setTask(const TaskDescription &task);
    void setInput(const QString &path);
    void setOutput(const QString &path);
    void setFormat(BatchOptions::Format format);
    /// From the paths and values that stand there; shows what is wrong with them instead if something is.
    void start();
    const BatchRun &run() const { return m_run; }

protected:
    void changeEvent(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void layOutPaths(QGridLayout &grid);
    QWidget *makeFindings();
    void retranslate();
    void chooseInput();
    void chooseOutput();
    void suggestOutput();
    QString problem() const;
    BatchOptions options() const;
    void onState();
    void showEnd();
    void showProgress();
    void onPrimary();

    const BackgroundClient &m_client;
    Preferences &m_preferences;
    TaskDescription m_task;
    FormModel m_rest; ///< the parameters beside the first
    BatchRun m_run;
    QLabel *m_lead;
    QLabel *m_inputLabel;
    QLineEdit *m_input;
    QPushButton *m_browseInput;
    QLabel *m_outputLabel;
    QLineEdit *m_output;
    QPushButton *m_browseOutput;
    QLabel *m_formatLabel;
    QComboBox *m_format;
    QLabel *m_overwrites;
    FormView *m_restView;
    QPushButton *m_start;
    QPushButton *m_cancel;
    InfoBar *m_message;
    QProgressBar *m_bar;
    QLabel *m_figures;
    QLabel *m_sampleLabel = nullptr;
    QPlainTextEdit *m_sample = nullptr;
    QLabel *m_failuresLabel = nullptr;
    QListWidget *m_failures = nullptr;
    QWidget *m_findings = nullptr;
    bool m_outputChosen = false; ///< by the user: it is not derived from the input any more
};

} // namespace relevo::desktop
