#include "gui-client/about_dialog.h"

#include "gui-client/icons.h"
#include "gui-client/labels.h"
#include "gui-client/spacing.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>

namespace relevo::desktop {

using namespace Qt::StringLiterals;

QString programVersion()
{
    return QStringLiteral(RELEVO_VERSION);
}

QUrl documentation()
{
    const QString folder = QCoreApplication::applicationDirPath();
    for (const QString &place : {u"/../share/doc/Relevo/README.md"_s, u"/../../../README.md"_s}) {
        if (const QFileInfo file(folder + place); file.exists())
            return QUrl::fromLocalFile(file.canonicalFilePath());
    }
    return {};
}

AboutDialog::AboutDialog(QWidget *parent)
    : QDialog(parent)
    , m_name(headingLabel(this))
    , m_version(quietLabel(this))
    , m_text(new QLabel(this))
    , m_keysHeading(headingLabel(this))
    , m_keys(new QLabel(this))
    , m_docs(new QPushButton(this))
    , m_close(new QPushButton(this))
{
    setObjectName(u"aboutDialog"_s);
    auto *picture = new QLabel(this);
    picture->setPixmap(applicationIcon().pixmap(QSize(64, 64), devicePixelRatioF()));
    enlarge(m_name, 1.5, QFont::DemiBold);
    m_text->setWordWrap(true);
    m_keys->setTextFormat(Qt::RichText);
    m_docs->setObjectName(u"documentation"_s);
    m_docs->setAutoDefault(false);
    m_docs->setEnabled(documentation().isValid());
    m_close->setObjectName(u"close"_s);
    auto *words = new QVBoxLayout;
    words->setSpacing(tight);
    words->addWidget(m_name);
    words->addWidget(m_version);
    words->addSpacing(gap);
    words->addWidget(m_text);
    words->addSpacing(section);
    words->addWidget(m_keysHeading);
    words->addWidget(m_keys);
    auto *head = new QHBoxLayout;
    head->setSpacing(margin);
    head->addWidget(picture, 0, Qt::AlignTop);
    head->addLayout(words, 1);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_docs);
    buttons->addStretch(1);
    buttons->addWidget(m_close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(margin);
    layout->addLayout(head);
    layout->addStretch(1);
    layout->addLayout(buttons);
    setMinimumWidth(480);
    connect(m_docs, &QPushButton::clicked, this, [] { QDesktopServices::openUrl(documentation()); });
    connect(m_close, &QPushButton::clicked, this, &QDialog::accept);
    retranslate();
}

void AboutDialog::retranslate()
{
    setWindowTitle(tr("About Relevo"));
    m_name->setText(u"Relevo"_s);
    m_version->setText(tr("Version %1, with Qt %2").arg(programVersion(), QString::fromLatin1(qVersion())));
    m_text->setText(
        tr("A distributed task server and its clients. This is the desktop application: it sends tasks to a "
           "server, alone or by the file, and shows what becomes of them."));
    m_keysHeading->setText(tr("Keys"));
    const std::pair<QString, QString> keys[] = {{tr("Ctrl+Enter"), tr("send the task")},
                                                {tr("Ctrl+1 … Ctrl+9"), tr("go to a task")},
                                                {tr("Ctrl+O"), tr("take the content of a file")},
                                                {tr("Ctrl+L"), tr("a task per line of a file")},
                                                {tr("Ctrl+F"), tr("search the jobs")},
                                                {tr("Ctrl+K"), tr("connect to another server")},
                                                {tr("F5"), tr("try to connect again")}};
    QString table = u"<table cellspacing=\"0\" cellpadding=\"2\">"_s;
    for (const auto &[key, meaning] : keys)
        table += u"<tr><td>%1&nbsp;&nbsp;</td><td>%2</td></tr>"_s.arg(key.toHtmlEscaped(), meaning.toHtmlEscaped());
    m_keys->setText(table + u"</table>"_s);
    m_docs->setText(tr("&Documentation"));
    m_docs->setAccessibleName(tr("Documentation"));
    m_close->setText(tr("Close"));
    m_close->setAccessibleName(tr("Close"));
}

void AboutDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace relevo::desktop
