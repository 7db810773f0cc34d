import QtQuick
import QtQuick.Layouts
import Relevo

// The connection in words, and the way to test it.
Card {
    id: card

    readonly property ConnectionModel connection: App.connection

    spacing: Theme.medium

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.medium

        Rectangle {
            implicitWidth: 44
            implicitHeight: 44
            radius: 22
            color: card.connection.connected ? Theme.goodTint : Theme.warnTint

            Icon {
                anchors.centerIn: parent
                name: card.connection.connected ? "check" : "offline"
                color: card.connection.connected ? Theme.good : Theme.warn
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 2

            Heading {
                Layout.fillWidth: true
                objectName: "stateText"
                text: card.connection.stateText
            }
            Caption {
                Layout.fillWidth: true
                text: App.load.node === "" ? card.connection.address
                    : qsTr("%1, node %2", "the server's address, its node's name").arg(card.connection.address).arg(App.load.node)
            }
        }
    }
    Body {
        Layout.fillWidth: true
        text: card.connection.lastError
        color: Theme.warn
        visible: text !== ""
    }
    RowLayout {
        Layout.fillWidth: true
        visible: card.connection.latencyText !== "" && card.connection.connected

        Caption {
            Layout.fillWidth: true
            text: qsTr("Round trip")
        }
        Body {
            text: card.connection.latencyText
            font.weight: Font.DemiBold
        }
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.small

        ActionButton {
            objectName: "retryHere"
            visible: !card.connection.connected
            strong: true
            symbol: "repeat"
            text: qsTr("Retry")
            enabled: card.connection.state !== ConnectionModel.Connecting
            onClicked: card.connection.retry()
        }
        ActionButton {
            objectName: "test"
            symbol: "activity"
            text: App.probe.running ? qsTr("Testing…") : qsTr("Test")
            enabled: !App.probe.running
            onClicked: App.probe.test(card.connection.address)
        }
    }
    ProbeText { Layout.fillWidth: true }
}
