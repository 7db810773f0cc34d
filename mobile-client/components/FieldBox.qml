import QtQuick
import Relevo

// The frame around what is typed.
Rectangle {
    required property Item control
    property bool faulty: false

    radius: Theme.fieldRadius
    color: Theme.field
    border.width: control.activeFocus ? 2 : 1
    border.color: faulty ? Theme.bad : control.activeFocus ? Theme.accent : Theme.fieldLine
}
