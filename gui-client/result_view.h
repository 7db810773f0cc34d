// What a task came to, in a readable shape: the gist large, the rest as labelled rows, what went wrong in its place.
//
// Lives in the GUI's thread. Models and preferences must outlive it.
#pragma once

#include "common/client/models/catalog_model.h"
#include "common/client/models/result_model.h"
#include "gui-client/preferences.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

class QGridLayout;
class QLabel;
class QMenu;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QToolButton;
class QVBoxLayout;

namespace relevo::desktop {

class InfoBar;

class ResultView : public QWidget
{
    Q_OBJECT

public:
    ResultView(ResultModel &result, const CatalogModel &catalog, Preferences &preferences, QWidget *parent = nullptr);

    /// Until the model has something to show. `waiting`: it has not been sent yet.
    void showRunning(bool waiting);
    void showCancelled();
    void setMonospace(bool on);

    /// To the clipboard, save with a dialog, save to a file (all of it; a single value as the text it is).
    void copy();
    void saveAs();
    void saveTo(const QString &path);
    bool hasResult() const { return m_result.state() == ResultModel::State::Shown; }

Q_SIGNALS:
    /// The gist is to become the input of that task.
    void inputWanted(const QString &task, const QByteArray &value);
    void cancelWanted();
    void hasResultChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeEmptyPage();
    QWidget *makeRunningPage();
    QWidget *makeResultPage();
    void retranslate();
    void onChanged();
    void showRows();
    void showGist(const QModelIndex &index);
    void addRow(const QModelIndex &index);
    void clearRows();
    void showElapsed();
    void fillUseMenu();
    void say(const QString &text);

    ResultModel &m_result;
    const CatalogModel &m_catalog;
    Preferences &m_preferences;
    QLabel *m_heading;
    QStackedWidget *m_stack;
    QLabel *m_empty = nullptr;
    QLabel *m_running = nullptr;
    QPushButton *m_cancel = nullptr;
    InfoBar *m_error = nullptr;
    QLabel *m_detail = nullptr;
    QLabel *m_gistLabel = nullptr;
    QLabel *m_gistSize = nullptr;
    QLabel *m_gistNumber = nullptr;
    QPlainTextEdit *m_gistText = nullptr;
    InfoBar *m_truncated = nullptr;
    QGridLayout *m_rows = nullptr;
    QList<QWidget *> m_rowWidgets;
    QToolButton *m_copy = nullptr;
    QToolButton *m_save = nullptr;
    QToolButton *m_use = nullptr;
    QMenu *m_useMenu = nullptr;
    QPushButton *m_saveAll = nullptr;
    QLabel *m_said = nullptr;
    QTimer m_saidTimer;
    QTimer m_tick;
    QElapsedTimer m_since;
    bool m_waiting = false;
    bool m_cancelled = false;
    bool m_monospace = false;
};

} // namespace relevo::desktop
