pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Relevo

// The server's load, and how it went in the last minutes.
Card {
    id: card

    readonly property LoadModel load: App.load

    spacing: Theme.medium

    Heading {
        Layout.fillWidth: true
        text: qsTr("Load")
    }
    Body {
        Layout.fillWidth: true
        visible: !card.load.known
        color: Theme.faintText
        text: qsTr("Shown as soon as the server is connected.")
    }
    Chart {
        Layout.fillWidth: true
        visible: card.load.known
        label: qsTr("Tasks per second")
        value: App.number(card.load.tasksPerSecond)
        history: card.load.rateHistory
        color: Theme.accent
    }
    Chart {
        Layout.fillWidth: true
        visible: card.load.known
        label: qsTr("Workers busy")
        value: qsTr("%1 of %2").arg(App.number(card.load.workersBusy)).arg(App.number(card.load.workers))
        history: card.load.busyHistory
        ceiling: card.load.workers
        color: Theme.good
    }
    Chart {
        Layout.fillWidth: true
        visible: card.load.known
        label: qsTr("Queue")
        value: App.queuedText
        history: card.load.queueHistory
        color: Theme.warn
    }
    RowLayout {
        Layout.fillWidth: true
        visible: card.load.known
        spacing: Theme.small

        Repeater {
            model: [
                { "label": qsTr("Done"), "value": App.doneText },
                { "label": qsTr("Failed"), "value": App.failedText },
                { "label": qsTr("Connections"), "value": App.number(card.load.connections) }
            ]

            ColumnLayout {
                id: figure

                required property var modelData

                Layout.fillWidth: true
                Layout.preferredWidth: 1
                spacing: 0

                Body {
                    Layout.fillWidth: true
                    text: figure.modelData.value
                    font.weight: Font.DemiBold
                }
                Caption {
                    Layout.fillWidth: true
                    text: figure.modelData.label
                }
            }
        }
    }
}
