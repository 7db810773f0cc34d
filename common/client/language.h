// The user's language: English, or Spanish where the system or `--language` says so. It can change while the program
// runs.
//
// Lives in the GUI's (the main) thread.
#pragma once

#include "common/protocol/task_description.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

class QTranslator;

namespace relevo {

class Language : public QObject
{
    Q_OBJECT
    /// `en` or `es`.
    Q_PROPERTY(QString code READ code WRITE setCode NOTIFY changed)

public:
    /// The system's: by LC_ALL, LC_MESSAGES, LANG, the first that is set.
    explicit Language(QObject *parent = nullptr);
    ~Language() override;

    const QString &code() const { return m_code; }
    bool isSpanish() const;
    /// `en` or `es`; false, and nothing happens, for anything else.
    bool choose(const QString &code);
    void setCode(const QString &code) { choose(code); }

    /// From now on tr() speaks it, by these catalogs: `relevo` for `:/i18n/relevo_es.qm`, and Qt's own of that name
    /// (`qtbase`) where the system has it. QLocale's default follows: numbers and dates of this language, the system's
    /// own where the system speaks it. The application must exist.
    void install(const QStringList &catalogs);

    /// A description's text in this language; in English where there is no other.
    QString of(const LocalText &text) const;

Q_SIGNALS:
    /// tr() speaks the new language already.
    void changed();

private:
    void load();

    QString m_code;
    QStringList m_catalogs;
    std::vector<std::unique_ptr<QTranslator>> m_translators;
    bool m_installed = false;
};

} // namespace relevo
