import QtQuick
import QtQuick.Templates as T
import Relevo

// A button that is an icon; `text` is its name for a screen reader.
T.AbstractButton {
    id: button

    required property string symbol
    property color ink: Theme.faintText

    implicitWidth: Theme.touch
    implicitHeight: Theme.touch
    activeFocusOnTab: true
    focusPolicy: Qt.StrongFocus
    opacity: enabled ? 1 : 0.45
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.onPressAction: button.clicked()
    Keys.onReturnPressed: button.clicked()
    Keys.onEnterPressed: button.clicked()

    background: Rectangle {
        radius: width / 2
        color: button.down ? Theme.accentTint : button.hovered ? Theme.calmTint : "transparent"

        FocusFrame { control: button; radius: width / 2; gap: 0 }
    }
    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            name: button.symbol
            color: button.ink
            size: 22
        }
    }
}
