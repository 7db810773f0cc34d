// The application's icons, painted as strokes in the colour of the text around them: they follow the theme and any
// resolution, and no picture has to be found.
#pragma once

#include <QIcon>
#include <QPixmap>

class QPainter;

namespace relevo::desktop {

enum class Glyph {
    Send,
    Open,
    Save,
    Copy,
    Clear,
    Cancel,
    Repeat,
    Remove,
    Details,
    Lines,
    Connect,
    Notice,
    Done,
    Pause,
    Play,
    Input,
    Waiting,
    Running,
    Lost
};

/// Takes the palette's button text colour when it is painted.
QIcon icon(Glyph glyph);
/// `extent` in device-independent pixels.
QPixmap glyph(Glyph glyph, const QColor &colour, int extent, qreal ratio);
/// The program's own.
QIcon applicationIcon();

} // namespace relevo::desktop
