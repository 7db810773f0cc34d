pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Relevo

// How a task is to be run in the background, and what came of handing it over.
Card {
    id: card

    readonly property Background background: App.background

    signal wanted()

    function value(row: int): int {
        return parseInt((fields.itemAt(row) as BackgroundField).value);
    }
    function isSound(): bool {
        for (let row = 0; row < fields.count; ++row) {
            if ((fields.itemAt(row) as BackgroundField).faulty)
                return false;
        }
        return true;
    }
    /// As Background.run().
    function run(): int {
        return isSound() ? background.run(value(0), value(1), value(2), value(3)) : -2;
    }

    spacing: Theme.medium

    Heading {
        Layout.fillWidth: true
        text: qsTr("Run in the background")
    }
    Body {
        Layout.fillWidth: true
        text: qsTr("The server keeps the task, and runs it even if this application is closed.")
        color: Theme.faintText
    }
    Repeater {
        id: fields

        model: [
            { "name": "priority", "text": qsTr("Priority, 0 to 9 (9 runs first)"), "least": 0, "most": 9, "value": "4" },
            { "name": "delay", "text": qsTr("Wait before it runs, in seconds"), "least": 0, "most": 2592000, "value": "0" },
            { "name": "attempts", "text": qsTr("Attempts at most, 1 to 20"), "least": 1, "most": 20, "value": "3" },
            { "name": "attemptTime", "text": qsTr("Time for an attempt, in seconds"), "least": 1, "most": 2592000, "value": "600" }
        ]

        BackgroundField {}
    }
    ActionButton {
        objectName: "runInBackground"
        Layout.fillWidth: true
        symbol: "clock"
        text: card.background.waiting ? (App.connection.connected ? qsTr("Handing over…") : qsTr("Waiting for a connection…")) : qsTr("Run in background")
        enabled: !card.background.waiting
        onClicked: card.wanted()
    }
    Body {
        Layout.fillWidth: true
        objectName: "backgroundProblem"
        visible: text !== ""
        text: card.background.problem
        color: Theme.bad
    }
    ActionButton {
        objectName: "showSubmitted"
        Layout.fillWidth: true
        visible: card.background.submittedId !== ""
        symbol: "next"
        text: qsTr("Show in the history")
        onClicked: card.background.showSubmitted()
    }
}
