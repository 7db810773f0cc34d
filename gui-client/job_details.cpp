#include "gui-client/job_details.h"

#include "common/protocol/json_text.h"
#include "gui-client/icons.h"
#include "gui-client/info_bar.h"
#include "gui-client/labels.h"
#include "gui-client/spacing.h"

#include <QEvent>
#include <QFile>
#include <QFileDialog>
#include <QFontDatabase>
#include <QHeaderView>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QSaveFile>
#include <QTabWidget>
#include <QThreadPool>
#include <QTreeView>
#include <QVBoxLayout>

namespace relevo::desktop {

using namespace Qt::StringLiterals;

namespace {

QByteArray quoted(const QString &text)
{
    std::string json;
    appendQuoted(json, text.toStdString());
    return QByteArray::fromStdString(json);
}

QByteArray errorJson(const CallError &error)
{
    QByteArray json = "{\"code\":" + QByteArray::number(error.code) + ",\"message\":" + quoted(error.message);
    if (!error.data.isEmpty())
        json += ",\"data\":" + error.data;
    return json + '}';
}

QByteArray rawOf(const Job &job)
{
    QByteArray raw =
        "{\"method\":" + quoted(job.task) + ",\n\"params\":" + (job.params.isEmpty() ? "null" : job.params);
    if (job.isFinal())
        raw +=
            job.outcome.isOk() ? ",\n\"result\":" + job.outcome.result : ",\n\"error\":" + errorJson(job.outcome.error);
    return raw + "}\n";
}

} // namespace

JobDetails::JobDetails(JobModel &jobs, Preferences &preferences, QWidget *parent)
    : QDialog(parent)
    , m_jobs(jobs)
    , m_preferences(preferences)
    , m_title(headingLabel(this))
    , m_facts(quietLabel(this))
    , m_error(new InfoBar(this))
    , m_tabs(new QTabWidget(this))
    , m_treeView(new QTreeView(this))
    , m_raw(new QPlainTextEdit(this))
    , m_cut(new InfoBar(this))
    , m_save(new QPushButton(this))
    , m_repeat(new QPushButton(this))
    , m_edit(new QPushButton(this))
    , m_close(new QPushButton(this))
{
    setObjectName(u"jobDetails"_s);
    setModal(false);
    resize(720, 520);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(gap);
    enlarge(m_title, 1.3, QFont::DemiBold);
    m_treeView->setObjectName(u"detailsTree"_s);
    m_treeView->setModel(&m_tree);
    m_treeView->setUniformRowHeights(true);
    m_treeView->setAlternatingRowColors(true);
    m_treeView->header()->setSectionResizeMode(0, QHeaderView::Interactive);
    m_treeView->header()->resizeSection(0, 180);
    m_raw->setObjectName(u"detailsRaw"_s);
    m_raw->setReadOnly(true);
    m_raw->setTabChangesFocus(true);
    m_raw->setWordWrapMode(QTextOption::WrapAnywhere);
    m_raw->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_tabs->setObjectName(u"detailsTabs"_s);
    m_tabs->addTab(m_treeView, {});
    m_tabs->addTab(m_raw, {});
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(gap);
    for (QPushButton *button : {m_repeat, m_edit, m_save, m_close}) {
        button->setAutoDefault(false);
        if (button == m_close)
            buttons->addStretch(1);
        buttons->addWidget(button);
    }
    m_repeat->setIcon(icon(Glyph::Repeat));
    m_repeat->setObjectName(u"detailsRepeat"_s);
    m_edit->setIcon(icon(Glyph::Input));
    m_edit->setObjectName(u"detailsEdit"_s);
    m_save->setIcon(icon(Glyph::Save));
    m_save->setObjectName(u"detailsSave"_s);
    m_close->setObjectName(u"detailsClose"_s);
    layout->addWidget(m_title);
    layout->addWidget(m_facts);
    layout->addWidget(m_error);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(m_cut);
    layout->addLayout(buttons);

    connect(m_close, &QPushButton::clicked, this, &QDialog::close);
    connect(m_repeat, &QPushButton::clicked, this, [this] {
        if (const quint64 id = m_jobs.repeat(m_id); id != 0)
            showJob(id);
    });
    connect(m_edit, &QPushButton::clicked, this, [this] { Q_EMIT editWanted(m_id); });
    connect(m_save, &QPushButton::clicked, this, &JobDetails::saveAs);
    connect(&jobs, &JobModel::dataChanged, this, &JobDetails::onChanged);
    connect(&jobs, &JobModel::finished, this, [this](quint64 id) {
        if (id == m_id)
            fill();
    });
    if (const QByteArray state = preferences.layout(objectName()); !state.isEmpty())
        restoreGeometry(state);
    retranslate();
}

void JobDetails::showJob(quint64 id)
{
    m_id = id;
    fill();
    show();
    raise();
    activateWindow();
}

void JobDetails::onChanged()
{
    if (const Job *job = isVisible() ? m_jobs.find(m_id) : nullptr; job && job->state != m_shown)
        fill();
}

void JobDetails::fill()
{
    const Job *job = m_jobs.find(m_id);
    if (!job)
        return;
    m_shown = job->state;
    const int row = m_jobs.rowOf(m_id);
    const auto text = [&](JobModel::Column column) { return m_jobs.index(row, column).data().toString(); };
    m_title->setText(tr("Job %1: %2").arg(QLocale().toString(m_id), text(JobModel::TaskColumn)));
    QStringList facts{text(JobModel::StateColumn),
                      tr("sent %1", "a time").arg(QLocale().toString(job->added, QLocale::ShortFormat))};
    if (const QString duration = text(JobModel::DurationColumn); !duration.isEmpty())
        facts += tr("took %1", "a duration").arg(duration);
    m_facts->setText(facts.join(u" · "_s));
    const bool failed = job->isFinal() && !job->outcome.isOk();
    m_error->show(failed ? job->outcome.error.localMessage() : QString(), Tone::Bad);

    QList<JsonTreeModel::Root> roots{{tr("Sent"), job->params}};
    if (failed)
        roots.append({tr("Error"), errorJson(job->outcome.error)});
    else if (job->isFinal())
        roots.append({tr("Result"), job->outcome.result});
    m_tree.setRoots(roots);
    for (int i = 0; i < roots.size(); ++i)
        m_treeView->expand(m_tree.index(i, 0));
    showRaw(*job);
    m_repeat->setEnabled(job->isRepeatable());
    m_edit->setEnabled(!job->dropped);
    m_save->setEnabled(!job->dropped);
}

void JobDetails::showRaw(const Job &job)
{
    // Beginnings alone: a copy of 50 MB for the sake of its first page is time that the window would stand still.
    const qsizetype all = job.params.size() + job.outcome.result.size() + job.outcome.error.data.size();
    Job shown = job;
    const auto cut = [](QByteArray &json) {
        if (json.size() <= longestRaw / 2)
            return;
        qsizetype end = longestRaw / 2;
        while (end > 0 && (static_cast<unsigned char>(json.at(end)) & 0xC0U) == 0x80U)
            --end;
        json = json.left(end) + "…";
    };
    cut(shown.params);
    cut(shown.outcome.result);
    cut(shown.outcome.error.data);
    m_raw->setPlainText(job.dropped ? QString() : QString::fromUtf8(rawOf(shown)));
    if (job.dropped)
        m_cut->show(tr("This job is too old: what was sent and came back is no longer kept."), Tone::Neutral);
    else if (all > longestRaw / 2)
        m_cut->show(tr("Only beginnings are shown of %1. Save takes all of it.").arg(QLocale().formattedDataSize(all)),
                    Tone::Neutral);
    else
        m_cut->clear();
}

void JobDetails::saveAs()
{
    auto *dialog = new QFileDialog(this, tr("Save the job"), m_preferences.folder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("JSON (*.json)"), tr("All files (*)")});
    dialog->setDefaultSuffix(u"json"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        const Job *job = m_jobs.find(m_id);
        if (!job)
            return;
        m_preferences.setFolderOf(path);
        QThreadPool::globalInstance()->start([path, job = *job, window = QPointer(this)] {
            QSaveFile file(path);
            const bool written = file.open(QIODevice::WriteOnly) && file.write(rawOf(job)) >= 0 && file.commit();
            QMetaObject::invokeMethod(qApp, [window, written, why = file.errorString()] {
                if (JobDetails *details = window.data())
                    details->m_cut->show(written ? tr("Saved") : why, written ? Tone::Good : Tone::Bad);
            });
        });
    });
    dialog->open();
}

void JobDetails::retranslate()
{
    setWindowTitle(tr("Job details"));
    m_tabs->setTabText(0, tr("Tree"));
    m_tabs->setTabText(1, tr("JSON"));
    m_repeat->setText(tr("&Repeat"));
    m_edit->setText(tr("&Put into the form"));
    m_save->setText(tr("&Save as…"));
    m_close->setText(tr("Close"));
    for (QPushButton *button : {m_repeat, m_edit, m_save, m_close})
        button->setAccessibleName(QString(button->text()).remove(u'&'));
    m_treeView->setAccessibleName(tr("What was sent and came back, as a tree"));
    m_raw->setAccessibleName(tr("What was sent and came back, as JSON"));
    m_tabs->setAccessibleName(tr("Views of the job"));
    m_tree.retranslate();
}

void JobDetails::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        fill();
    }
}

void JobDetails::done(int result)
{
    m_preferences.setLayout(objectName(), saveGeometry());
    QDialog::done(result);
}

} // namespace relevo::desktop
