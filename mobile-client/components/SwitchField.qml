import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Relevo

// On or off, with its label.
T.AbstractButton {
    id: control

    function change() {
        toggle();
        toggled();
    }

    implicitHeight: Math.max(Theme.touch, implicitContentHeight + Theme.small)
    checkable: true
    activeFocusOnTab: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.CheckBox
    Accessible.name: text
    Accessible.checkable: true
    Accessible.checked: checked
    Accessible.onPressAction: control.change()
    Keys.onReturnPressed: control.change()
    Keys.onEnterPressed: control.change()

    background: Item {
        FocusFrame { control: control; radius: Theme.fieldRadius; gap: 2 }
    }
    contentItem: RowLayout {
        spacing: Theme.medium

        Body {
            Layout.fillWidth: true
            text: control.text
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
        Rectangle {
            implicitWidth: 52
            implicitHeight: 30
            radius: 15
            color: control.checked ? Theme.accent : Theme.field
            border.color: control.checked ? Theme.accent : Theme.fieldLine

            Rectangle {
                x: control.checked ? 26 : 4
                y: 4
                width: 22
                height: 22
                radius: 11
                color: control.checked ? Theme.accentInk : Theme.fieldLine

                Behavior on x { NumberAnimation { duration: 90 } }
            }
        }
    }
}
