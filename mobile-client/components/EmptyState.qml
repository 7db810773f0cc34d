import QtQuick
import QtQuick.Layouts
import Relevo

// What stands where there is nothing yet, and says what would be.
ColumnLayout {
    id: empty

    required property string symbol
    required property string title
    property string hint

    spacing: Theme.small

    Rectangle {
        Layout.alignment: Qt.AlignHCenter
        Layout.bottomMargin: Theme.small
        implicitWidth: 72
        implicitHeight: 72
        radius: 36
        color: Theme.accentTint

        Icon {
            anchors.centerIn: parent
            name: empty.symbol
            color: Theme.accentTintInk
            size: 32
        }
    }
    Heading {
        Layout.fillWidth: true
        horizontalAlignment: Text.AlignHCenter
        text: empty.title
    }
    Body {
        Layout.fillWidth: true
        horizontalAlignment: Text.AlignHCenter
        color: Theme.faintText
        text: empty.hint
        visible: text !== ""
    }
}
