#include "gui-client/preferences_dialog.h"

#include "gui-client/labels.h"
#include "gui-client/spacing.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QPushButton>

namespace relevo::desktop {

using namespace Qt::StringLiterals;

PreferencesDialog::PreferencesDialog(Preferences &preferences, QWidget *parent)
    : QDialog(parent)
    , m_preferences(preferences)
    , m_languageLabel(new QLabel(this))
    , m_language(new QComboBox(this))
    , m_themeLabel(new QLabel(this))
    , m_theme(new QComboBox(this))
    , m_monospace(new QCheckBox(this))
    , m_note(quietLabel(this))
    , m_close(new QPushButton(this))
{
    setObjectName(u"preferencesDialog"_s);
    m_language->setObjectName(u"language"_s);
    m_theme->setObjectName(u"theme"_s);
    m_monospace->setObjectName(u"monospace"_s);
    m_close->setObjectName(u"close"_s);
    for (const QString &code : {QString(), u"en"_s, u"es"_s})
        m_language->addItem(QString(), QVariant(code));
    for (const ThemeChoice theme : {ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark})
        m_theme->addItem({}, static_cast<int>(theme));
    m_languageLabel->setBuddy(m_language);
    m_themeLabel->setBuddy(m_theme);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(margin, margin, margin, margin);
    grid->setHorizontalSpacing(margin);
    grid->setVerticalSpacing(section);
    grid->addWidget(m_languageLabel, 0, 0);
    grid->addWidget(m_language, 0, 1);
    grid->addWidget(m_themeLabel, 1, 0);
    grid->addWidget(m_theme, 1, 1);
    grid->addWidget(m_monospace, 2, 1);
    grid->addWidget(m_note, 3, 0, 1, 2);
    grid->addWidget(m_close, 4, 0, 1, 2, Qt::AlignRight | Qt::AlignBottom);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(4, 1);
    setMinimumWidth(400);

    connect(m_language, &QComboBox::activated, this,
            [this] { m_preferences.setLanguage(m_language->currentData().toString()); });
    connect(m_theme, &QComboBox::activated, this,
            [this] { m_preferences.setTheme(static_cast<ThemeChoice>(m_theme->currentData().toInt())); });
    connect(m_monospace, &QCheckBox::toggled, &preferences, &Preferences::setMonospace);
    connect(m_close, &QPushButton::clicked, this, &QDialog::accept);
    connect(&preferences, &Preferences::languageChanged, this, &PreferencesDialog::showChoices);
    connect(&preferences, &Preferences::themeChanged, this, &PreferencesDialog::showChoices);
    connect(&preferences, &Preferences::monospaceChanged, this, &PreferencesDialog::showChoices);
    retranslate();
    showChoices();
}

void PreferencesDialog::showChoices()
{
    m_language->setCurrentIndex(m_language->findData(m_preferences.language()));
    m_theme->setCurrentIndex(m_theme->findData(static_cast<int>(m_preferences.theme())));
    m_monospace->setChecked(m_preferences.monospace());
}

void PreferencesDialog::retranslate()
{
    setWindowTitle(tr("Preferences"));
    m_languageLabel->setText(tr("&Language"));
    m_language->setItemText(0, tr("As the system", "language"));
    m_language->setItemText(1, u"English"_s);
    m_language->setItemText(2, u"Español"_s);
    m_themeLabel->setText(tr("&Colours"));
    m_theme->setItemText(0, tr("As the system", "colours"));
    m_theme->setItemText(1, tr("Light"));
    m_theme->setItemText(2, tr("Dark"));
    m_monospace->setText(tr("&Fixed-width font for texts and numbers"));
    m_note->setText(tr("Everything takes effect at once."));
    m_close->setText(tr("Close"));
    m_language->setAccessibleName(tr("Language"));
    m_theme->setAccessibleName(tr("Colours"));
    m_monospace->setAccessibleName(tr("Fixed-width font for texts and numbers"));
    m_close->setAccessibleName(tr("Close"));
}

void PreferencesDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace relevo::desktop
