import QtQuick
import Relevo

// An icon, if there is one, and a text, in the middle.
Item {
    id: label

    required property string symbol
    required property string text
    required property color ink
    readonly property int iconSpace: symbol === "" ? 0 : 20 + Theme.small

    implicitWidth: words.implicitWidth + iconSpace
    implicitHeight: words.implicitHeight

    Icon {
        x: words.x - label.iconSpace
        anchors.verticalCenter: parent.verticalCenter
        visible: label.symbol !== ""
        name: label.symbol
        color: label.ink
        size: 20
    }
    Text {
        id: words

        x: (label.width - width + label.iconSpace) / 2
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, Math.max(0, label.width - label.iconSpace))
        text: label.text
        color: label.ink
        elide: Text.ElideRight
        textFormat: Text.PlainText
        font.pixelSize: Theme.bodySize
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }
}
