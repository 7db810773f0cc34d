#include "gui-client/lines_page.h"

#include "gui-client/form_view.h"
#include "gui-client/info_bar.h"
#include "gui-client/lines_text.h"

#include <QComboBox>
#include <QDragEnterEvent>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>

namespace relevo::desktop {

using namespace Qt::StringLiterals;

void LinesPage::setTask(const TaskDescription &task)
{
    m_task = task;
    TaskDescription rest = task;
    if (!rest.params.empty())
        rest.params.erase(rest.params.begin());
    m_rest.setTask(rest);
    m_restView->setVisible(!rest.params.empty());
}

void LinesPage::setInput(const QString &path)
{
    m_input->setText(path);
    suggestOutput();
}

void LinesPage::setOutput(const QString &path)
{
    m_output->setText(path);
    m_outputChosen = !path.isEmpty();
}

void LinesPage::setFormat(BatchOptions::Format format)
{
    m_format->setCurrentIndex(m_format->findData(static_cast<int>(format)));
}

void LinesPage::chooseInput()
{
    auto *dialog = new QFileDialog(window(), tr("File with a task per line"), m_preferences.folder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_preferences.setFolderOf(path);
        setInput(path);
    });
    dialog->open();
}

void LinesPage::chooseOutput()
{
    auto *dialog = new QFileDialog(window(), tr("File for the results"), m_preferences.folder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    connect(dialog, &QFileDialog::fileSelected, this, &LinesPage::setOutput);
    dialog->open();
}

// Beside the input, with the format's extension, until the user names another.
void LinesPage::suggestOutput()
{
    const auto format = static_cast<BatchOptions::Format>(m_format->currentData().toInt());
    const QString path = (m_outputChosen ? m_output : m_input)->text();
    if (path.isEmpty())
        return;
    const QFileInfo file(path);
    const QString stem = file.path() + u'/' + file.completeBaseName();
    const QString extension = BatchRun::extensionOf(format);
    if (m_outputChosen)
        m_output->setText(stem + u'.' + extension);
    else
        m_output->setText(stem + u'.' + tr("results", "part of a file's name") + u'.' + extension);
}

QString LinesPage::problem() const
{
    const QString input = m_input->text();
    const QString output = m_output->text();
    if (input.isEmpty())
        return tr("Choose the file whose lines are the tasks.");
    if (!QFileInfo(input).isFile())
        return tr("There is no such file: %1").arg(input);
    if (output.isEmpty())
        return tr("Choose the file for the results.");
    const QString before = QFileInfo(input).canonicalFilePath();
    if (before == QFileInfo(output).canonicalFilePath())
        return tr("The results would overwrite the file that they are made from.");
    return {};
}

BatchOptions LinesPage::options() const
{
    BatchOptions options;
    options.address = m_client.status().address;
    options.task = m_task;
    options.fixed = membersOf(m_rest.count() > 0 ? m_rest.params() : QByteArray());
    options.input = m_input->text();
    options.output = m_output->text();
    options.format = static_cast<BatchOptions::Format>(m_format->currentData().toInt());
    return options;
}

void LinesPage::start()
{
    if (m_run.isActive())
        return;
    if (const QString wrong = problem(); !wrong.isEmpty()) {
        m_message->show(wrong, Tone::Warning);
        (m_input->text().isEmpty() || !QFileInfo(m_input->text()).isFile() ? m_input : m_output)->setFocus();
        return;
    }
    if (m_rest.count() > 0) {
        if (const int row = m_rest.showProblems(); row >= 0) {
            m_restView->focusField(row);
            return;
        }
    }
    m_message->clear();
    m_run.start(options());
}

void LinesPage::onPrimary()
{
    if (m_run.state() == BatchRun::State::Running)
        m_run.pause();
    else if (m_run.state() == BatchRun::State::Paused)
        m_run.resume();
    else
        start();
}

void LinesPage::onState()
{
    const bool active = m_run.isActive();
    for (QWidget *part :
         {static_cast<QWidget *>(m_input), static_cast<QWidget *>(m_browseInput), static_cast<QWidget *>(m_output),
          static_cast<QWidget *>(m_browseOutput), static_cast<QWidget *>(m_format), static_cast<QWidget *>(m_restView)})
        part->setEnabled(!active);
    m_cancel->setVisible(active);
    const bool everRan = m_run.state() != BatchRun::State::Idle;
    m_bar->setVisible(everRan);
    m_figures->setVisible(everRan);
    m_findings->setVisible(everRan);
    showEnd();
    showProgress();
    retranslate();
}

void LinesPage::showEnd()
{
    const QString output = QFileInfo(m_run.options().output).fileName();
    const QString lines = tr("%Ln line(s)", nullptr, static_cast<int>(m_run.done()));
    switch (m_run.state()) {
    case BatchRun::State::Done:
        m_message->show(m_run.failed() > 0 ? tr("Done: %1, %2 of them failed. The results are in %3.")
                                                 .arg(lines, QLocale().toString(m_run.failed()), output)
                                           : tr("Done: %1. The results are in %2.").arg(lines, output),
                        m_run.failed() > 0 ? Tone::Warning : Tone::Good);
        break;
    case BatchRun::State::Cancelled:
        m_message->show(tr("Cancelled after %1. What came until then is in %2.").arg(lines, output), Tone::Neutral);
        break;
    case BatchRun::State::Failed:
        m_message->show(m_run.errorText(), Tone::Bad);
        break;
    default:
        m_message->clear();
    }
}

void LinesPage::showProgress()
{
    const double fraction = m_run.fraction();
    m_bar->setRange(0, fraction < 0 ? 0 : 1000);
    m_bar->setValue(static_cast<int>(fraction * 1000));
    m_figures->setText(figuresText(m_run));
    const QString sample = m_run.sample().join(u'\n');
    if (sample != m_sample->toPlainText())
        m_sample->setPlainText(sample);
    const QStringList &failures = m_run.failures();
    if (failures.size() < m_failures->count())
        m_failures->clear();
    for (qsizetype i = m_failures->count(); i < failures.size(); ++i)
        m_failures->addItem(failures[i]);
}

void LinesPage::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (!urls.isEmpty() && urls.first().isLocalFile() && !m_run.isActive())
        event->acceptProposedAction();
}

void LinesPage::dropEvent(QDropEvent *event)
{
    setInput(event->mimeData()->urls().value(0).toLocalFile());
    event->acceptProposedAction();
}

} // namespace relevo::desktop
