// All of one job: what was sent, what came back or went wrong, as a tree and as the JSON that it is.
//
// A window of its own that holds nothing up. Lives in the GUI's thread; the model must outlive it. The job may leave
// the list while it is shown.
#pragma once

#include "common/client/models/job_model.h"
#include "gui-client/json_tree_model.h"
#include "gui-client/preferences.h"

#include <QDialog>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTabWidget;
class QTreeView;

namespace relevo::desktop {

class InfoBar;

class JobDetails : public QDialog
{
    Q_OBJECT

public:
    /// Bytes of JSON that are shown as text.
    static constexpr qsizetype longestRaw = 64 * 1024;

    JobDetails(JobModel &jobs, Preferences &preferences, QWidget *parent = nullptr);

    void showJob(quint64 id);
    quint64 job() const { return m_id; }

Q_SIGNALS:
    void editWanted(quint64 id);

protected:
    void changeEvent(QEvent *event) override;
    void done(int result) override;

private:
    void retranslate();
    void onChanged();
    void fill();
    void showRaw(const Job &job);
    void saveAs();

    JobModel &m_jobs;
    Preferences &m_preferences;
    JsonTreeModel m_tree;
    quint64 m_id = 0;
    Job::State m_shown = Job::State::Waiting;
    QLabel *m_title;
    QLabel *m_facts;
    InfoBar *m_error;
    QTabWidget *m_tabs;
    QTreeView *m_treeView;
    QPlainTextEdit *m_raw;
    InfoBar *m_cut;
    QPushButton *m_save;
    QPushButton *m_repeat;
    QPushButton *m_edit;
    QPushButton *m_close;
};

} // namespace relevo::desktop
