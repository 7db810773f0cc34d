import QtQuick
import QtQuick.Layouts
import Relevo

// A page's title, with the way back before it and its actions behind it.
Item {
    id: header

    required property string title
    property string subtitle
    property bool canGoBack: false
    default property alias actions: actionRow.data

    signal back()

    implicitHeight: Math.max(60, texts.implicitHeight + 2 * Theme.small)

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: header.canGoBack ? Theme.tight : Theme.large
        anchors.rightMargin: Theme.tight
        spacing: Theme.tight

        IconButton {
            objectName: "back"
            visible: header.canGoBack
            symbol: "back"
            text: qsTr("Back")
            ink: Theme.text
            onClicked: header.back()
        }
        ColumnLayout {
            id: texts

            Layout.fillWidth: true
            spacing: 0

            Heading {
                Layout.fillWidth: true
                objectName: "pageTitle"
                text: header.title
                font.pixelSize: header.canGoBack ? 19 : Theme.titleSize
                elide: Text.ElideRight
                wrapMode: Text.NoWrap
            }
            Caption {
                Layout.fillWidth: true
                text: header.subtitle
                visible: text !== ""
                elide: Text.ElideRight
                wrapMode: Text.NoWrap
            }
        }
        Row {
            id: actionRow
        }
    }
}
