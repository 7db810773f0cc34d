// The list of jobs: sorted, searched, filtered, repeated, removed, and all of one as a tree and as JSON.
#include "gui-client/info_bar.h"
#include "gui-client/job_details.h"
#include "gui-client/json_tree_model.h"
#include "tests/gui-client/desk.h"
#include "tests/gui-client/scripted_server.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTableView>
#include <QTreeView>

using namespace relevo;
using namespace Qt::StringLiterals;
using test::Desk;
using test::ScriptedPeer;
using test::ScriptedServer;
using test::waitFor;

namespace {

/// Says back what the params are; refuses those with "bad", and is silent to those with "slow".
void echo(QTcpSocket &socket, const QByteArray &line)
{
    const QByteArray id = ScriptedPeer::idOf(line);
    if (line.contains("bad"))
        socket.write(ScriptedPeer::error(id, -32602, "Invalid params", "{\"param\":\"text\"}"));
    else if (!line.contains("slow"))
        socket.write(ScriptedPeer::result(id, "{\"text\":\"answer to a call\",\"exact\":1.50}"));
}

QByteArray text(const QByteArray &words)
{
    return "{\"text\":\"" + words + "\"}";
}

} // namespace

class TestDesktopJobs : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<Desk> m_desk;

    JobModel &jobs() { return m_desk->session().jobs; }
    QTableView &table() { return m_desk->part<QTableView>(u"jobTable"_s); }
    int rows() { return table().model()->rowCount(); }
    QString cell(int row, int column) { return table().model()->index(row, column).data().toString(); }
    void select(int row)
    {
        QTest::mouseClick(table().viewport(), Qt::LeftButton, {},
                          table().visualRect(table().model()->index(row, 1)).center());
    }
    void trigger(const QString &name) { m_desk->window().findChild<QAction *>(name)->trigger(); }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<ScriptedServer>(KnownCatalog::builtIn(), echo);
        m_desk = std::make_unique<Desk>(m_server->port());
        QVERIFY(m_desk->connected());
        const QString task = m_desk->session().catalog.nameAt(0);
        jobs().add(task, text("first"));
        jobs().add(task, text("bad"));
        jobs().add(task, text("slow"));
        QVERIFY(waitFor([&] { return jobs().pending() == 1 && rows() == 3; }));
    }
    void cleanup()
    {
        m_desk.reset();
        m_server.reset();
    }

    void sortsByAColumn()
    {
        QCOMPARE(cell(0, JobModel::NumberColumn), u"3"_s); // the newest first
        auto &header = *table().horizontalHeader();
        const QPoint place(header.sectionViewportPosition(JobModel::NumberColumn) + 6, header.height() / 2);
        QTest::mouseClick(header.viewport(), Qt::LeftButton, {}, place);
        QCOMPARE(cell(0, JobModel::NumberColumn), u"1"_s);
    }

    void searchesAndFilters()
    {
        QTest::keyClick(&m_desk->window(), Qt::Key_F, Qt::ControlModifier);
        QTest::keyClicks(QApplication::focusWidget(), u"first"_s);
        QVERIFY(waitFor([&] { return rows() == 1; }));
        auto &search = m_desk->part<QLineEdit>(u"jobSearch"_s);
        search.clear();
        QTest::keyClicks(&search, u"no such words"_s);
        QVERIFY(waitFor([&] { return m_desk->part<QLabel>(u"jobsEmpty"_s).isVisible(); }));
        search.clear();
        auto &show = m_desk->part<QComboBox>(u"jobShow"_s);
        QTest::keyClick(&show, Qt::Key_End); // failed
        QVERIFY(waitFor([&] { return rows() == 1; }));
        QCOMPARE(cell(0, JobModel::NumberColumn), u"2"_s);
    }

    void repeatsCancelsAndRemoves()
    {
        select(2);
        m_desk->click(u"jobRepeatButton"_s);
        QVERIFY(waitFor([&] { return rows() == 4 && jobs().find(4)->state == Job::State::Done; }));
        select(1); // job 3, the slow one
        m_desk->click(u"jobCancelButton"_s);
        QVERIFY(waitFor([&] { return jobs().find(3)->state == Job::State::Cancelled; }));
        select(1);
        trigger(u"jobRemove"_s);
        QVERIFY(waitFor([&] { return rows() == 3; }));
        QVERIFY(!jobs().find(3));
        m_desk->click(u"jobClearButton"_s);
        QVERIFY(waitFor([&] { return jobs().count() == 0; }));
        QVERIFY(m_desk->part<QLabel>(u"jobsEmpty"_s).isVisible());
    }

    void copiesAResultAndPutsAnInputIntoTheFormAgain()
    {
        select(2);
        trigger(u"jobCopy"_s);
        QCOMPARE(QGuiApplication::clipboard()->text().trimmed(), u"{\"text\":\"answer to a call\",\"exact\":1.50}"_s);
        trigger(u"jobEdit"_s);
        QVERIFY(waitFor([&] { return m_desk->part<QPlainTextEdit>(u"editor_text"_s).toPlainText() == u"first"; }));
    }

    void showsAllOfAJob()
    {
        select(2);
        QTest::keyClick(&table(), Qt::Key_Return);
        auto *details = m_desk->window().findChild<desktop::JobDetails *>();
        QVERIFY(details && details->isVisible() && !details->isModal());
        auto *tree = details->findChild<QTreeView *>(u"detailsTree"_s);
        const QAbstractItemModel *model = tree->model();
        QVERIFY(waitFor([&] { return model->rowCount() == 2 && model->rowCount(model->index(1, 0)) == 2; }));
        QCOMPARE(model->index(1, 0, model->index(1, 0)).data().toString(), u"exact"_s);
        QCOMPARE(model->index(1, 1, model->index(1, 0)).data().toString(), u"1.50"_s); // as it was sent
        const QString raw = details->findChild<QPlainTextEdit *>(u"detailsRaw"_s)->toPlainText();
        QVERIFY(raw.contains(u"\"params\":{\"text\":\"first\"}"_s));
        QVERIFY(raw.contains(u"\"exact\":1.50"_s));

        details->showJob(2);
        QVERIFY(details->findChild<QPlainTextEdit *>(u"detailsRaw"_s)->toPlainText().contains(u"-32602"_s));
    }

    void showsALongJobWithoutReadingAllOfIt()
    {
        desktop::JsonTreeModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QByteArray numbers = "[0";
        for (int i = 1; i < 200'000; ++i)
            numbers += ',' + QByteArray::number(i);
        model.setRoots({{u"Result"_s, "{\"list\":" + numbers + "],\"text\":\"" + QByteArray(5'000'000, 'x') + "\"}"}});
        const QModelIndex root = model.index(0, 0);
        model.fetchMore(root);
        QVERIFY(waitFor([&] { return model.rowCount(root) == 2; }));
        QVERIFY(model.index(1, 1, root).data().toString().size() <= desktop::JsonTreeModel::longestValue + 1);
        const QModelIndex list = model.index(0, 0, root);
        model.fetchMore(list);
        QVERIFY(waitFor([&] { return model.rowCount(list) == desktop::JsonTreeModel::mostChildren + 1; }));
        QCOMPARE(model.index(999, 1, list).data().toString(), u"999"_s);
        QVERIFY(model.index(1000, 1, list).data().toString().contains(u"1,000"_s));
    }
};

RELEVO_DESKTOP_TEST(TestDesktopJobs)
#include "tst_desktop_jobs.moc"
