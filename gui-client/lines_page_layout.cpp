// How a LinesPage is laid out, and its words.
#include "gui-client/form_view.h"
#include "gui-client/icons.h"
#include "gui-client/info_bar.h"
#include "gui-client/labels.h"
#include "gui-client/lines_page.h"
#include "gui-client/spacing.h"

#include <QComboBox>
#include <QEvent>
#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace relevo::desktop {

using namespace Qt::StringLiterals;

LinesPage::LinesPage(const BackgroundClient &client, const Language &language, Preferences &preferences,
                     QWidget *parent)
    : QWidget(parent)
    , m_client(client)
    , m_preferences(preferences)
    , m_rest(language)
    , m_lead(quietLabel(this))
    , m_inputLabel(new QLabel(this))
    , m_input(new QLineEdit(this))
    , m_browseInput(new QPushButton(this))
    , m_outputLabel(new QLabel(this))
    , m_output(new QLineEdit(this))
    , m_browseOutput(new QPushButton(this))
    , m_formatLabel(new QLabel(this))
    , m_format(new QComboBox(this))
    , m_overwrites(quietLabel(this))
    , m_restView(new FormView(m_rest, this))
    , m_start(new PrimaryButton(this))
    , m_cancel(new QPushButton(this))
    , m_message(new InfoBar(this))
    , m_bar(new QProgressBar(this))
    , m_figures(new QLabel(this))
{
    setAcceptDrops(true);
    setFocusProxy(m_input);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(section);
    layout->addWidget(m_lead);
    auto *grid = new QGridLayout;
    layOutPaths(*grid);
    layout->addLayout(grid);
    m_restView->setMaximumHeight(160);
    layout->addWidget(m_restView);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(gap);
    buttons->addWidget(m_start);
    buttons->addWidget(m_cancel);
    buttons->addSpacing(gap);
    m_figures->setTextFormat(Qt::PlainText);
    buttons->addWidget(m_figures, 1);
    buttons->addStretch(0); // what takes the rest while there are no figures
    layout->addLayout(buttons);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(gap);
    layout->addWidget(m_bar);
    layout->addWidget(m_message);
    layout->addWidget(makeFindings(), 1);
    layout->addStretch(0);

    connect(m_browseInput, &QPushButton::clicked, this, &LinesPage::chooseInput);
    connect(m_browseOutput, &QPushButton::clicked, this, &LinesPage::chooseOutput);
    connect(m_input, &QLineEdit::textEdited, this, &LinesPage::suggestOutput);
    connect(m_output, &QLineEdit::textEdited, this, [this](const QString &text) { m_outputChosen = !text.isEmpty(); });
    connect(m_output, &QLineEdit::textChanged, this,
            [this](const QString &path) { m_overwrites->setVisible(QFileInfo::exists(path)); });
    connect(m_format, &QComboBox::currentIndexChanged, this, &LinesPage::suggestOutput);
    connect(m_start, &QPushButton::clicked, this, &LinesPage::onPrimary);
    connect(m_cancel, &QPushButton::clicked, &m_run, &BatchRun::cancel);
    connect(&m_run, &BatchRun::stateChanged, this, &LinesPage::onState);
    connect(&m_run, &BatchRun::progressChanged, this, &LinesPage::showProgress);
    const std::pair<QWidget *, QString> names[] = {
        {m_input, u"linesInput"_s},   {m_browseInput, u"linesBrowseInput"_s},
        {m_output, u"linesOutput"_s}, {m_browseOutput, u"linesBrowseOutput"_s},
        {m_format, u"linesFormat"_s}, {m_start, u"linesStart"_s},
        {m_cancel, u"linesCancel"_s}, {m_message, u"linesMessage"_s},
        {m_bar, u"linesBar"_s},       {m_figures, u"linesFigures"_s}};
    for (const auto &[widget, name] : names)
        widget->setObjectName(name);
    onState();
}

void LinesPage::layOutPaths(QGridLayout &grid)
{
    grid.setHorizontalSpacing(section);
    grid.setVerticalSpacing(gap);
    grid.setColumnStretch(1, 1);
    for (const auto format : {BatchOptions::Format::Text, BatchOptions::Format::Csv, BatchOptions::Format::JsonLines})
        m_format->addItem({}, static_cast<int>(format));
    m_format->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_inputLabel->setBuddy(m_input);
    m_outputLabel->setBuddy(m_output);
    m_formatLabel->setBuddy(m_format);
    for (QPushButton *button : {m_browseInput, m_browseOutput}) {
        button->setIcon(icon(Glyph::Open));
        button->setAutoDefault(false);
    }
    m_cancel->setAutoDefault(false);
    grid.addWidget(m_inputLabel, 0, 0);
    grid.addWidget(m_input, 0, 1);
    grid.addWidget(m_browseInput, 0, 2);
    grid.addWidget(m_formatLabel, 1, 0);
    auto *formatLine = new QHBoxLayout;
    formatLine->addWidget(m_format);
    formatLine->addStretch(1);
    grid.addLayout(formatLine, 1, 1, 1, 2);
    grid.addWidget(m_outputLabel, 2, 0);
    grid.addWidget(m_output, 2, 1);
    grid.addWidget(m_browseOutput, 2, 2);
    grid.addWidget(m_overwrites, 3, 1, 1, 2);
    m_overwrites->hide();
}

QWidget *LinesPage::makeFindings()
{
    m_findings = new QWidget(this);
    auto *grid = new QGridLayout(m_findings);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(margin);
    grid->setVerticalSpacing(tight);
    m_sampleLabel = headingLabel(m_findings);
    m_sample = new QPlainTextEdit(m_findings);
    m_sample->setObjectName(u"linesSample"_s);
    m_sample->setReadOnly(true);
    m_sample->setTabChangesFocus(true);
    m_sample->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_failuresLabel = headingLabel(m_findings);
    m_failures = new QListWidget(m_findings);
    m_failures->setObjectName(u"linesFailures"_s);
    m_failures->setTextElideMode(Qt::ElideRight);
    m_failures->setUniformItemSizes(true);
    m_sampleLabel->setBuddy(m_sample);
    m_failuresLabel->setBuddy(m_failures);
    grid->addWidget(m_sampleLabel, 0, 0);
    grid->addWidget(m_failuresLabel, 0, 1);
    grid->addWidget(m_sample, 1, 0);
    grid->addWidget(m_failures, 1, 1);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(1, 1);
    return m_findings;
}

void LinesPage::retranslate()
{
    m_lead->setText(
        tr("Each line of a text file is sent as one task; the results go to another file, in the same order."));
    m_inputLabel->setText(tr("&Lines from"));
    m_input->setPlaceholderText(tr("Choose a file, or drop one here"));
    m_outputLabel->setText(tr("&Results to"));
    m_formatLabel->setText(tr("&As"));
    m_browseInput->setText(tr("Choose…"));
    m_browseOutput->setText(tr("Choose…"));
    m_format->setItemText(0, tr("Text: a line per result"));
    m_format->setItemText(1, tr("CSV: a table for spreadsheets"));
    m_format->setItemText(2, tr("JSON Lines: an object per line"));
    m_overwrites->setText(tr("This file exists. It will be overwritten."));
    m_cancel->setText(tr("Cancel"));
    m_sampleLabel->setText(tr("First results"));
    m_failuresLabel->setText(tr("What failed"));
    switch (m_run.state()) {
    case BatchRun::State::Running:
        m_start->setText(tr("Pause"));
        break;
    case BatchRun::State::Paused:
        m_start->setText(tr("Resume"));
        break;
    default:
        m_start->setText(tr("Start"));
    }
    m_input->setAccessibleName(tr("File with the lines"));
    m_browseInput->setAccessibleName(tr("Choose the file with the lines"));
    m_output->setAccessibleName(tr("File for the results"));
    m_browseOutput->setAccessibleName(tr("Choose the file for the results"));
    m_format->setAccessibleName(tr("Format of the results"));
    m_bar->setAccessibleName(tr("Progress"));
    m_sample->setAccessibleName(m_sampleLabel->text());
    m_failures->setAccessibleName(m_failuresLabel->text());
    for (QPushButton *button : {m_start, m_cancel})
        button->setAccessibleName(button->text());
}

void LinesPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::LanguageChange)
        return;
    retranslate();
    showEnd();
    showProgress();
}

} // namespace relevo::desktop
