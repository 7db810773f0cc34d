pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Relevo

// What came of a job, as a card: its state, the result in a readable shape or what went wrong, and what can be done
// with it.
Card {
    id: view

    required property ResultModel result
    required property string title
    required property int jobState
    required property string stateText
    required property string durationText
    property bool pending: false
    property bool usable: false ///< as input

    signal cancelled()
    signal used()

    spacing: Theme.medium

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.small

        StateChip {
            objectName: "state"
            jobState: view.jobState
            text: view.stateText
        }
        Caption {
            Layout.fillWidth: true
            text: view.durationText
        }
        ActionButton {
            objectName: "cancel"
            visible: view.pending
            symbol: "close"
            text: qsTr("Cancel")
            onClicked: view.cancelled()
        }
    }

    Body {
        Layout.fillWidth: true
        objectName: "errorText"
        visible: view.result.state === ResultModel.Failed && text !== ""
        text: view.result.errorText
        color: Theme.bad
        font.weight: Font.DemiBold
        maximumLineCount: 12
        elide: Text.ElideRight
    }
    Body {
        Layout.fillWidth: true
        visible: view.result.state === ResultModel.Failed && text !== ""
        text: view.result.errorDetail
        maximumLineCount: 12
        elide: Text.ElideRight
    }
    Caption {
        visible: view.result.state === ResultModel.Preparing
        text: qsTr("Preparing the result…")
    }

    Repeater {
        model: view.result

        ResultRow {
            Layout.fillWidth: true
            onCopied: App.copyResult(view.result, index)
        }
    }

    Flow {
        Layout.fillWidth: true
        visible: view.result.state === ResultModel.Shown
        spacing: Theme.small

        ActionButton {
            objectName: "copyAll"
            symbol: "copy"
            text: qsTr("Copy")
            onClicked: App.copyResult(view.result, -1)
        }
        ActionButton {
            objectName: "share"
            symbol: "share"
            text: qsTr("Share")
            onClicked: App.share(view.result, view.title)
        }
        ActionButton {
            objectName: "use"
            visible: view.usable
            symbol: "use"
            text: qsTr("Use as input")
            onClicked: view.used()
        }
    }
}
