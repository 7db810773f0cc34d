// The left side: the tasks that there are, and the server's load.
//
// Lives in the GUI's thread. The models must outlive it.
#pragma once

#include "common/client/models/catalog_model.h"
#include "common/client/models/load_model.h"

#include <QFrame>

class QLabel;
class QListView;
class QPushButton;

namespace relevo::desktop {

class SideBar : public QFrame
{
    Q_OBJECT

public:
    SideBar(CatalogModel &catalog, const LoadModel &load, QWidget *parent = nullptr);

    /// Empty as long as there is none.
    QString currentTask() const;
    void choose(const QString &task);
    /// The history is shown, and no task.
    void chooseHistory();

Q_SIGNALS:
    void chosen(const QString &task);
    void historyChosen();

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void retranslate();

    CatalogModel &m_catalog;
    QLabel *m_heading;
    QListView *m_tasks;
    QLabel *m_source;
    QPushButton *m_history;
};

} // namespace relevo::desktop
