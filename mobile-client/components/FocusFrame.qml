import QtQuick
import QtQuick.Templates as T
import Relevo

// What the keyboard has brought the focus to is framed.
Rectangle {
    id: frame

    required property T.Control control
    property int gap: 3

    anchors.fill: parent
    anchors.margins: -gap
    radius: Theme.radius + gap
    color: "transparent"
    border.width: 2
    border.color: Theme.accent
    visible: control.visualFocus
    z: 2
}
