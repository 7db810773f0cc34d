import QtQuick
import Relevo

// A small sign on an icon.
Rectangle {
    id: badge

    required property string text
    required property color ink

    implicitWidth: Math.max(16, label.implicitWidth + 8)
    implicitHeight: 16
    radius: 8

    Text {
        id: label

        anchors.centerIn: parent
        text: badge.text
        color: badge.ink
        textFormat: Text.PlainText
        font.pixelSize: 11
        font.weight: Font.Bold
        Accessible.ignored: true
    }
}
