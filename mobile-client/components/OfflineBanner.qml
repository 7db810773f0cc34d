import QtQuick
import QtQuick.Layouts
import Relevo

// No connection: said on top of every page, with why, and the way to try again at once.
Rectangle {
    id: banner

    required property ConnectionModel connection
    /// A connection that is made within this time is not worth a banner.
    property int grace: 700
    readonly property bool offline: !connection.connected
    property bool shown: false

    implicitHeight: shown ? Math.max(Theme.touch + Theme.small, texts.implicitHeight + Theme.large) : 0
    visible: implicitHeight > 0
    clip: true
    color: Theme.warnTint
    Accessible.role: Accessible.AlertMessage
    Accessible.name: connection.stateText

    onOfflineChanged: {
        if (!offline)
            shown = false;
    }

    Timer {
        running: banner.offline && !banner.shown
        interval: banner.grace
        onTriggered: banner.shown = true
    }

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.medium
        anchors.rightMargin: Theme.small
        spacing: Theme.small

        Icon {
            name: "offline"
            color: Theme.warn
        }
        ColumnLayout {
            id: texts

            Layout.fillWidth: true
            spacing: 0

            Body {
                Layout.fillWidth: true
                text: banner.connection.stateText
                color: Theme.warn
                font.weight: Font.DemiBold
                maximumLineCount: 2
                elide: Text.ElideRight
            }
            Caption {
                Layout.fillWidth: true
                text: banner.connection.lastError
                color: Theme.warn
                visible: text !== ""
                maximumLineCount: 4
                elide: Text.ElideRight
            }
        }
        ActionButton {
            objectName: "retry"
            leftPadding: Theme.medium
            rightPadding: Theme.medium
            symbol: "repeat"
            text: qsTr("Retry")
            enabled: banner.connection.state !== ConnectionModel.Connecting
            onClicked: banner.connection.retry()
        }
    }
}
