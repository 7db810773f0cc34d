import QtQuick
import QtQuick.Layouts
import Relevo

// JSON as it went over the line, its beginning.
ColumnLayout {
    id: raw

    required property string label
    required property string json

    spacing: Theme.tight

    RowLayout {
        Layout.fillWidth: true

        Caption {
            Layout.fillWidth: true
            text: raw.label
        }
        IconButton {
            symbol: "copy"
            text: qsTr("Copy %1").arg(raw.label)
            onClicked: App.copy(raw.json)
        }
    }
    Rectangle {
        Layout.fillWidth: true
        implicitHeight: code.implicitHeight + 2 * Theme.small
        radius: Theme.fieldRadius
        color: Theme.field
        border.color: Theme.line

        Body {
            id: code

            x: Theme.small
            y: Theme.small
            width: parent.width - 2 * Theme.small
            text: raw.json
            font.family: "monospace"
            font.pixelSize: Theme.captionSize
            wrapMode: Text.WrapAnywhere
            maximumLineCount: 60
            elide: Text.ElideRight
        }
    }
}
