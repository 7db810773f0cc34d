#include "console-client/progress_bar.h"

#include "console-client/output.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace relevo::console {

namespace {

struct ProgressBarTexts
{
    Q_DECLARE_TR_FUNCTIONS(relevo::console::ProgressBar)
};

QString bar(double part)
{
    constexpr int width = 24;
    const int filled = std::clamp(static_cast<int>(std::lround(part * width)), 0, width);
    return u'[' + QString(filled, u'#') + QString(width - filled, u'.') +
           QStringLiteral("] %1 %  ").arg(static_cast<int>(part * 100), 3);
}

} // namespace

ProgressBar::ProgressBar(bool wanted)
    : m_shows(wanted && Output::stderrIsTerminal())
{}

void ProgressBar::show(const LineProgress &progress)
{
    if (!m_shows)
        return;
    const QLocale locale(QLocale::English);
    QString text;
    if (progress.bytesInAll > 0)
        text += bar(std::min(1.0, static_cast<double>(progress.bytesRead) / static_cast<double>(progress.bytesInAll)));
    text += ProgressBarTexts::tr("%1 lines, %2/s")
                .arg(locale.toString(static_cast<qulonglong>(progress.done)),
                     locale.toString(std::llround(progress.perSecond)));
    if (progress.failed > 0)
        text += ProgressBarTexts::tr(", %1 failed").arg(locale.toString(static_cast<qulonglong>(progress.failed)));
    Output::toStderr("\r\x1b[K" + text.toStdString());
    m_shown = true;
}

void ProgressBar::clear()
{
    if (m_shown)
        Output::toStderr("\r\x1b[K");
    m_shown = false;
}

} // namespace relevo::console
