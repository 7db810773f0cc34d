pragma Singleton

import QtQuick
import Relevo

// The design system: colours, type scale and spacing. All pairs of a text and what it stands on have at least WCAG AA's
// contrast in both themes (tests/mobile-client/tst_theme.qml).
QtObject {
    readonly property bool dark: App.settings.dark

    // Surfaces, from the back to the front.
    readonly property color page: dark ? "#0f1518" : "#f2f5f6"
    readonly property color card: dark ? "#182126" : "#ffffff"
    readonly property color field: dark ? "#10181c" : "#f7f9fa"
    readonly property color line: dark ? "#2b383f" : "#dbe2e6"
    readonly property color fieldLine: dark ? "#6b7f89" : "#7b8a94"

    readonly property color text: dark ? "#e9eff2" : "#16222a"
    readonly property color faintText: dark ? "#a3b3bc" : "#51616c"

    readonly property color accent: dark ? "#5fd0c3" : "#0a6c66"
    readonly property color accentPressed: dark ? "#86dfd5" : "#075450"
    readonly property color accentInk: dark ? "#05312e" : "#ffffff"
    readonly property color accentTint: dark ? "#173a38" : "#dcefed"
    readonly property color accentTintInk: dark ? "#a5e8df" : "#07514c"

    readonly property color good: dark ? "#7fd69a" : "#1d6b3a"
    readonly property color goodTint: dark ? "#18362a" : "#dff2e5"
    readonly property color bad: dark ? "#ff9c94" : "#b3261e"
    readonly property color badTint: dark ? "#45211f" : "#fce4e2"
    readonly property color warn: dark ? "#f2c26b" : "#7a4d00"
    readonly property color warnTint: dark ? "#3d3017" : "#fdeecd"
    readonly property color calm: dark ? "#a3b3bc" : "#51616c"
    readonly property color calmTint: dark ? "#26323a" : "#e8edf0"

    // A snack bar stands out against the page.
    readonly property color toast: dark ? "#e9eff2" : "#22303a"
    readonly property color toastInk: dark ? "#16222a" : "#ffffff"
    readonly property color toastAccent: dark ? "#0a6c66" : "#7fe0d4"

    readonly property int hugeSize: 30
    readonly property int titleSize: 24
    readonly property int headingSize: 17
    readonly property int bodySize: 15
    readonly property int captionSize: 13

    readonly property int tight: 4
    readonly property int small: 8
    readonly property int medium: 12
    readonly property int large: 16
    readonly property int wide: 24

    readonly property int radius: 14
    readonly property int fieldRadius: 10
    readonly property int touch: 48 ///< the least side of what a finger meets

    // From here on there is room for a list and its details side by side.
    readonly property int twoPanes: 700

    /// The job's state that a server's task (client::TaskState) looks like.
    function jobStateOf(taskState: int): int {
        switch (taskState) {
        case 0: return JobModel.Waiting;
        case 1: return JobModel.Running;
        case 2: return JobModel.Done;
        case 3: return JobModel.Failed;
        default: return JobModel.Cancelled;
        }
    }

    function stateColor(state: int): color {
        switch (state) {
        case JobModel.Done: return good;
        case JobModel.Failed: return bad;
        case JobModel.Lost: return warn;
        case JobModel.Running: return accentTintInk;
        default: return calm;
        }
    }

    function stateTint(state: int): color {
        switch (state) {
        case JobModel.Done: return goodTint;
        case JobModel.Failed: return badTint;
        case JobModel.Lost: return warnTint;
        case JobModel.Running: return accentTint;
        default: return calmTint;
        }
    }
}
