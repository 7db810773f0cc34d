import QtQuick
import QtQuick.Templates as T
import Relevo

// A button with a text, and an icon before it if it has one. `strong`: the page's main action.
T.AbstractButton {
    id: button

    property string symbol
    property bool strong: false
    property bool harmful: false
    readonly property color ink: !enabled ? Theme.faintText
        : strong ? Theme.accentInk : harmful ? Theme.bad : Theme.accent

    implicitWidth: Math.max(Theme.touch, implicitContentWidth + leftPadding + rightPadding)
    leftPadding: Theme.large
    rightPadding: Theme.large
    implicitHeight: Theme.touch
    activeFocusOnTab: true
    focusPolicy: Qt.StrongFocus
    opacity: enabled ? 1 : 0.55
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.onPressAction: button.clicked()
    Keys.onReturnPressed: button.clicked()
    Keys.onEnterPressed: button.clicked()

    background: Rectangle {
        radius: Theme.radius
        color: button.strong ? (!button.enabled ? Theme.calmTint : button.down ? Theme.accentPressed : Theme.accent)
            : button.down ? Theme.accentTint : "transparent"
        border.width: button.strong ? 0 : 1
        border.color: Theme.line

        FocusFrame { control: button; radius: Theme.radius + 3 }
    }

    contentItem: ButtonLabel {
        symbol: button.symbol
        text: button.text
        ink: button.ink
    }
}
