#include "gui-client/result_view.h"

#include "gui-client/icons.h"
#include "gui-client/info_bar.h"
#include "gui-client/labels.h"
#include "gui-client/spacing.h"

#include <QClipboard>
#include <QEvent>
#include <QFileDialog>
#include <QFontDatabase>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace relevo::desktop {

using namespace Qt::StringLiterals;

namespace {

enum Page { EmptyPage, RunningPage, ResultPage, ErrorPage };

constexpr int saidForMs = 4'000;

QToolButton *toolButton(Glyph glyph, const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(icon(glyph));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setObjectName(name);
    return button;
}

} // namespace

ResultView::ResultView(ResultModel &result, const CatalogModel &catalog, Preferences &preferences, QWidget *parent)
    : QWidget(parent)
    , m_result(result)
    , m_catalog(catalog)
    , m_preferences(preferences)
    , m_heading(headingLabel(this))
    , m_stack(new QStackedWidget(this))
    , m_copy(toolButton(Glyph::Copy, u"resultCopy"_s, this))
    , m_save(toolButton(Glyph::Save, u"resultSave"_s, this))
    , m_use(toolButton(Glyph::Input, u"resultUse"_s, this))
    , m_useMenu(new QMenu(this))
    , m_said(quietLabel(this))
{
    setObjectName(u"result"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(gap);
    auto *head = new QHBoxLayout;
    m_said->setWordWrap(false);
    m_said->setObjectName(u"resultSaid"_s);
    m_heading->setMinimumHeight(fontMetrics().height() + gap); // beside the form's first label
    head->addWidget(m_heading);
    head->addStretch(1);
    head->addWidget(m_said);
    layout->addLayout(head);
    m_stack->addWidget(makeEmptyPage());
    m_stack->addWidget(makeRunningPage());
    m_stack->addWidget(makeResultPage());
    auto *errorPage = new QWidget(this);
    auto *errorLayout = new QVBoxLayout(errorPage);
    errorLayout->setContentsMargins(0, 0, 0, 0);
    errorLayout->setSpacing(gap);
    m_error = new InfoBar(errorPage);
    m_error->setObjectName(u"resultError"_s);
    m_detail = quietLabel(errorPage);
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_detail->setObjectName(u"resultDetail"_s);
    errorLayout->addWidget(m_error);
    errorLayout->addWidget(m_detail);
    errorLayout->addStretch(1);
    m_stack->addWidget(errorPage);
    layout->addWidget(m_stack, 1);

    auto *tools = new QHBoxLayout;
    tools->setSpacing(tight);
    m_use->setMenu(m_useMenu);
    m_use->setPopupMode(QToolButton::InstantPopup);
    for (QToolButton *button : {m_copy, m_save, m_use})
        tools->addWidget(button);
    tools->addStretch(1);
    layout->addLayout(tools);

    connect(m_copy, &QToolButton::clicked, this, &ResultView::copy);
    connect(m_save, &QToolButton::clicked, this, &ResultView::saveAs);
    connect(m_useMenu, &QMenu::aboutToShow, this, &ResultView::fillUseMenu);
    connect(&result, &ResultModel::changed, this, &ResultView::onChanged);
    m_saidTimer.setSingleShot(true);
    m_saidTimer.setInterval(saidForMs);
    connect(&m_saidTimer, &QTimer::timeout, m_said, &QLabel::clear);
    m_tick.setInterval(500);
    connect(&m_tick, &QTimer::timeout, this, &ResultView::showElapsed);
    retranslate();
    onChanged();
}

void ResultView::retranslate()
{
    m_heading->setText(tr("Result"));
    m_empty->setText(
        tr("Nothing sent yet. Fill in the form and press Send, or Ctrl+Enter: the result will stand here."));
    m_cancel->setText(tr("Cancel"));
    m_cancel->setAccessibleDescription(tr("Stops waiting for the result"));
    m_copy->setText(tr("Copy"));
    m_copy->setToolTip(tr("Copy the result"));
    m_save->setText(tr("Save as…"));
    m_save->setToolTip(tr("Save all of the result in a file"));
    m_use->setText(tr("Use as input"));
    m_use->setToolTip(tr("Put the result into the form of a task"));
    m_saveAll->setText(tr("Save all of it…"));
    m_gistText->setAccessibleName(tr("Result"));
    for (QToolButton *button : {m_copy, m_save, m_use}) {
        button->setAccessibleName(button->text());
        button->setAccessibleDescription(button->toolTip());
    }
    showElapsed();
}

void ResultView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        if (m_stack->currentIndex() != RunningPage)
            onChanged();
    }
}

void ResultView::showRunning(bool waiting)
{
    if (m_stack->currentIndex() != RunningPage)
        m_since.start();
    m_waiting = waiting;
    m_cancelled = false;
    m_tick.start();
    m_stack->setCurrentIndex(RunningPage);
    for (QToolButton *button : {m_copy, m_save, m_use})
        button->setEnabled(false);
    showElapsed();
    Q_EMIT hasResultChanged();
}

void ResultView::showElapsed()
{
    const qint64 seconds = m_since.isValid() ? m_since.elapsed() / 1000 : 0;
    QString text = m_waiting ? tr("Waiting for a connection…") : tr("Running…");
    if (seconds > 0)
        text += u' ' + tr("%1 s", "seconds").arg(QLocale().toString(seconds));
    m_running->setText(text);
}

void ResultView::showCancelled()
{
    m_cancelled = true;
    onChanged();
}

void ResultView::onChanged()
{
    m_tick.stop();
    m_since.invalidate();
    const ResultModel::State state = m_cancelled ? ResultModel::State::Failed : m_result.state();
    switch (state) {
    case ResultModel::State::Empty:
        m_stack->setCurrentIndex(EmptyPage);
        break;
    case ResultModel::State::Preparing:
        m_waiting = false;
        showElapsed();
        m_stack->setCurrentIndex(RunningPage);
        break;
    case ResultModel::State::Shown:
        showRows();
        m_stack->setCurrentIndex(ResultPage);
        break;
    case ResultModel::State::Failed:
        m_error->show(m_cancelled ? tr("Cancelled: nobody waits for this result any more.") : m_result.errorText(),
                      m_cancelled ? Tone::Neutral : Tone::Bad);
        m_detail->setText(m_cancelled ? QString() : m_result.errorDetail());
        m_detail->setVisible(!m_detail->text().isEmpty());
        m_stack->setCurrentIndex(ErrorPage);
        break;
    }
    for (QToolButton *button : {m_copy, m_save, m_use})
        button->setEnabled(state == ResultModel::State::Shown);
    Q_EMIT hasResultChanged();
}

void ResultView::clearRows()
{
    qDeleteAll(m_rowWidgets);
    m_rowWidgets.clear();
}

void ResultView::showRows()
{
    clearRows();
    const int main = m_result.mainRow();
    for (QWidget *part : {static_cast<QWidget *>(m_gistLabel), static_cast<QWidget *>(m_gistSize),
                          static_cast<QWidget *>(m_gistNumber), static_cast<QWidget *>(m_gistText)})
        part->setVisible(false);
    m_truncated->clear();
    if (main >= 0)
        showGist(m_result.index(main));
    for (int row = 0; row < m_result.count(); ++row) {
        if (row != main)
            addRow(m_result.index(row));
    }
    if (QWidget *scroll = findChild<QWidget *>(u"resultRows"_s))
        scroll->setVisible(!m_rowWidgets.isEmpty() || m_gistText->isHidden());
}

void ResultView::showGist(const QModelIndex &index)
{
    const QString text = index.data(ResultModel::TextRole).toString();
    const bool isText =
        static_cast<ResultModel::Kind>(index.data(ResultModel::KindRole).toInt()) == ResultModel::Kind::Text;
    m_gistLabel->setText(index.data(ResultModel::LabelRole).toString());
    m_gistLabel->setVisible(true);
    m_gistSize->setText(index.data(ResultModel::SizeTextRole).toString());
    m_gistSize->setVisible(isText);
    m_gistText->setVisible(isText);
    m_gistNumber->setVisible(!isText);
    if (isText)
        m_gistText->setPlainText(text);
    else
        m_gistNumber->setText(text);
    if (index.data(ResultModel::TruncatedRole).toBool())
        m_truncated->show(tr("Only the beginning is shown here. Copy and Save take all of it."), Tone::Neutral);
}

void ResultView::addRow(const QModelIndex &index)
{
    const int line = m_rows->rowCount();
    auto *name = quietLabel(m_stack);
    name->setText(index.data(ResultModel::LabelRole).toString());
    auto *value = new QLabel(m_stack);
    value->setTextFormat(Qt::PlainText);
    value->setWordWrap(true);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    value->setText(index.data(ResultModel::TextRole).toString());
    value->setObjectName(u"value_"_s + index.data(ResultModel::NameRole).toString());
    value->setAccessibleName(name->text() + u": "_s + value->text());
    m_rows->addWidget(name, line, 0, Qt::AlignTop);
    m_rows->addWidget(value, line, 1, Qt::AlignTop);
    m_rowWidgets << name << value;
}

void ResultView::copy()
{
    m_result.textForClipboard().then(this, [this](const QString &text) {
        QGuiApplication::clipboard()->setText(text);
        say(tr("Copied"));
    });
}

void ResultView::saveAs()
{
    auto *dialog = new QFileDialog(window(), tr("Save the result"), m_preferences.folder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Texts (*.txt)"), tr("JSON (*.json)"), tr("All files (*)")});
    dialog->setDefaultSuffix(m_result.count() > 1 ? u"json"_s : u"txt"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &ResultView::saveTo);
    dialog->open();
}

void ResultView::saveTo(const QString &path)
{
    m_preferences.setFolderOf(path);
    const int row = m_result.count() == 1 ? 0 : -1;
    m_result.save(path, row).then(
        this, [this, path](const QString &problem) { say(problem.isEmpty() ? tr("Saved") : problem); });
}

void ResultView::say(const QString &text)
{
    m_said->setText(text);
    m_saidTimer.start();
}

void ResultView::fillUseMenu()
{
    m_useMenu->clear();
    for (int row = 0; row < m_catalog.count(); ++row) {
        const QString task = m_catalog.nameAt(row);
        m_useMenu->addAction(m_catalog.titleOf(task).replace(u'&', u"&&"_s), this, [this, task] {
            if (const int main = m_result.mainRow(); main >= 0)
                Q_EMIT inputWanted(task, m_result.valueOf(main));
        });
    }
}

void ResultView::setMonospace(bool on)
{
    m_monospace = on;
    QFont font = on ? QFontDatabase::systemFont(QFontDatabase::FixedFont) : this->font();
    font.setPointSizeF(this->font().pointSizeF() * 1.2);
    m_gistText->setFont(font);
}

} // namespace relevo::desktop
