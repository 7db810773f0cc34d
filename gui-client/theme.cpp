#include "gui-client/theme.h"

#include <QApplication>
#include <QStyle>
#include <QStyleFactory>

namespace relevo::desktop {

using namespace Qt::StringLiterals;

namespace {

QColor mixed(const QColor &one, const QColor &other, double share)
{
    const auto mix = [share](float a, float b) { return static_cast<float>(a + (b - a) * share); };
    return QColor::fromRgbF(mix(one.redF(), other.redF()), mix(one.greenF(), other.greenF()),
                            mix(one.blueF(), other.blueF()));
}

QColor hueOf(Tone tone, bool dark)
{
    const float lightness = dark ? 0.70F : 0.32F;
    switch (tone) {
    case Tone::Good:
        return QColor::fromHslF(0.40F, 0.55F, dark ? 0.60F : 0.28F);
    case Tone::Warning:
        return QColor::fromHslF(0.10F, 0.85F, dark ? 0.65F : 0.30F);
    case Tone::Bad:
        return QColor::fromHslF(0.00F, 0.70F, dark ? 0.74F : 0.42F);
    case Tone::Neutral:
        break;
    }
    return QColor::fromHslF(0.0F, 0.0F, lightness);
}

QColor shade(int lightness, int saturation = 14)
{
    return QColor::fromHsl(220, saturation, lightness);
}

// All roles from a few shades, so that no corner of the other theme shines through.
QPalette paletteOf(bool dark)
{
    const QColor window = shade(dark ? 34 : 246);
    const QColor base = shade(dark ? 26 : 255);
    const QColor button = shade(dark ? 50 : 238);
    const QColor text = shade(dark ? 228 : 28);
    const QColor quiet = shade(dark ? 150 : 112);
    const QColor disabled = shade(dark ? 110 : 160);
    const QColor accent = QColor::fromHsl(212, 190, dark ? 120 : 100);
    QPalette palette(text, button, shade(dark ? 78 : 255), shade(dark ? 16 : 170), shade(dark ? 40 : 200), text, base);
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::AlternateBase, shade(dark ? 31 : 249));
    palette.setColor(QPalette::ToolTipBase, shade(dark ? 56 : 255));
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::PlaceholderText, quiet);
    palette.setColor(QPalette::Button, button);
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::BrightText, QColor::fromHsl(0, 200, dark ? 180 : 110));
    palette.setColor(QPalette::Highlight, accent);
    palette.setColor(QPalette::HighlightedText, shade(255));
    palette.setColor(QPalette::Link, QColor::fromHsl(212, 200, dark ? 170 : 100));
    palette.setColor(QPalette::LinkVisited, QColor::fromHsl(270, 120, dark ? 180 : 110));
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, disabled);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, shade(dark ? 70 : 200));
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, disabled);
    return palette;
}

} // namespace

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightnessF() < palette.color(QPalette::WindowText).lightnessF();
}

QColor quietText(const QPalette &palette)
{
    return mixed(palette.color(QPalette::WindowText), palette.color(QPalette::Window), 0.35);
}

QColor lineColour(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Window), palette.color(QPalette::WindowText), 0.14);
}

QColor toneColour(const QPalette &palette, Tone tone)
{
    return tone == Tone::Neutral ? quietText(palette) : hueOf(tone, isDark(palette));
}

QColor toneBackground(const QPalette &palette, Tone tone)
{
    return mixed(palette.color(QPalette::Window), toneColour(palette, tone), tone == Tone::Neutral ? 0.08 : 0.14);
}

Theme::Theme(const Preferences &preferences, QObject *parent)
    : QObject(parent)
    , m_preferences(preferences)
    , m_systemStyle(QApplication::style()->objectName())
{
    connect(&preferences, &Preferences::themeChanged, this, &Theme::apply);
    connect(&m_scheme, &SystemScheme::changed, this, &Theme::apply);
    apply();
}

bool Theme::wantsOwnPalette(bool &dark) const
{
    switch (m_preferences.theme()) {
    case ThemeChoice::Light:
        dark = false;
        return true;
    case ThemeChoice::Dark:
        dark = true;
        return true;
    case ThemeChoice::System:
        break;
    }
    // A platform theme that brings its own colours is left alone; a desktop that only says "dark" gets ours.
    dark = m_scheme.isDark();
    return dark != isDark(QApplication::style()->standardPalette()) || !m_scheme.hasPalette();
}

void Theme::apply()
{
    bool dark = false;
    const bool own = wantsOwnPalette(dark);
    const QString style = own ? u"fusion"_s : m_systemStyle;
    if (QApplication::style()->objectName().compare(style, Qt::CaseInsensitive) != 0)
        QApplication::setStyle(QStyleFactory::create(style));
    if (own)
        QApplication::setPalette(paletteOf(dark));
    else if (m_own)
        QApplication::setPalette(QPalette());
    m_own = own;
}

} // namespace relevo::desktop
