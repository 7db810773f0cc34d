pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Relevo

// A task of the server's: its state, where its time went, its result, and what can be done with it.
Item {
    id: page

    property bool canGoBack: true
    readonly property TaskDetailModel task: App.background.task

    PageHeader {
        id: header

        width: parent.width
        title: page.task.title
        subtitle: page.task.factsText
        canGoBack: page.canGoBack
        onBack: page.task.close()
    }
    Page {
        objectName: "historyTaskBody"
        anchors.top: header.bottom
        anchors.bottom: parent.bottom
        width: parent.width

        Flow {
            width: parent.width
            spacing: Theme.small

            ActionButton {
                objectName: "cancelTask"
                visible: page.task.canCancel
                symbol: "close"
                text: qsTr("Cancel")
                onClicked: page.task.cancel()
            }
            ActionButton {
                objectName: "retryTask"
                visible: page.task.canRetry
                symbol: "repeat"
                text: qsTr("Retry")
                onClicked: page.task.retry()
            }
            ActionButton {
                objectName: "repeatTask"
                visible: page.task.canRepeat
                symbol: "add"
                text: qsTr("Repeat")
                onClicked: page.task.repeat()
            }
        }
        Body {
            objectName: "taskProblem"
            width: parent.width
            visible: text !== ""
            text: page.task.problem
            color: Theme.bad
        }
        Card {
            width: parent.width
            spacing: Theme.medium

            StateChip {
                objectName: "taskState"
                visible: text !== ""
                jobState: Theme.jobStateOf(page.task.state)
                text: page.task.stateText
            }
            Body {
                Layout.fillWidth: true
                visible: text !== ""
                text: page.task.noteText
                color: Theme.warn
            }
            Timeline {
                objectName: "timeline"
                Layout.fillWidth: true
                timeline: page.task.timeline
            }
            Caption {
                Layout.fillWidth: true
                visible: page.task.timeline.count > 3 // else the sums say the same
                text: page.task.timeline.text
            }
        }
        Card {
            width: parent.width
            visible: page.task.paramsText !== ""

            Heading {
                Layout.fillWidth: true
                text: qsTr("Sent")
            }
            Body {
                Layout.fillWidth: true
                text: page.task.paramsText
                maximumLineCount: 6
                elide: Text.ElideRight
            }
        }
        Card {
            width: parent.width
            visible: page.task.canSave || page.task.result.state === ResultModel.Failed
            spacing: Theme.medium

            Heading {
                Layout.fillWidth: true
                text: qsTr("Result")
            }
            Body {
                Layout.fillWidth: true
                objectName: "taskError"
                visible: page.task.result.state === ResultModel.Failed
                text: page.task.result.errorText
                color: Theme.bad
                font.weight: Font.DemiBold
                maximumLineCount: 12
                elide: Text.ElideRight
            }
            Body {
                Layout.fillWidth: true
                visible: page.task.result.state === ResultModel.Failed && text !== ""
                text: page.task.result.errorDetail
                maximumLineCount: 12
                elide: Text.ElideRight
            }
            Repeater {
                model: page.task.result

                ResultRow {
                    Layout.fillWidth: true
                    onCopied: App.copyResult(page.task.result, index)
                }
            }
            Body {
                Layout.fillWidth: true
                visible: page.task.large
                text: App.beginningOf(page.task.beginning, 1500)
                maximumLineCount: 12
                elide: Text.ElideRight
            }
            Caption {
                Layout.fillWidth: true
                visible: page.task.large
                text: qsTr("Only the beginning is shown of %1.").arg(page.task.resultSizeText)
            }
            Rectangle {
                Layout.fillWidth: true
                visible: page.task.saving
                implicitHeight: 6
                radius: 3
                color: Theme.calmTint
                Accessible.role: Accessible.ProgressBar
                Accessible.name: qsTr("How much of the result is saved")

                Rectangle {
                    width: parent.width * page.task.savedPart
                    height: parent.height
                    radius: 3
                    color: Theme.accent
                }
            }
            ActionButton {
                objectName: "saveResult"
                visible: page.task.canSave
                symbol: page.task.saving ? "close" : "use"
                text: page.task.saving ? qsTr("Stop saving") : qsTr("Save")
                onClicked: page.task.saving ? page.task.stopSaving() : App.background.save()
            }
        }
    }
}
