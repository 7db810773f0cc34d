// Light and dark: the system's, or one of the two by the user's choice; and the few colours that mean something, mixed
// from whatever palette is in use.
//
// Lives in the GUI's thread.
#pragma once

#include "gui-client/preferences.h"
#include "gui-client/system_scheme.h"

#include <QObject>
#include <QPalette>

namespace relevo::desktop {

enum class Tone { Neutral, Good, Warning, Bad };

/// The colour of a tone, legible on the palette's windows. Neutral is quietText().
QColor toneColour(const QPalette &palette, Tone tone);
/// The background for a message of this tone.
QColor toneBackground(const QPalette &palette, Tone tone);
/// A quiet line between two areas.
QColor lineColour(const QPalette &palette);
/// Text of the second rank.
QColor quietText(const QPalette &palette);
bool isDark(const QPalette &palette);

class Theme : public QObject
{
    Q_OBJECT

public:
    /// The application must exist. Follows the preferences, which must outlive it, from now on.
    explicit Theme(const Preferences &preferences, QObject *parent = nullptr);

private:
    void apply();
    bool wantsOwnPalette(bool &dark) const;

    const Preferences &m_preferences;
    SystemScheme m_scheme;
    QString m_systemStyle; ///< the name of the style that the system chose
    bool m_own = false;    ///< the palette in use is one of ours
};

} // namespace relevo::desktop
