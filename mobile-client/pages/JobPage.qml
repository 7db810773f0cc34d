pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Relevo

// A job: what was sent, what came of it, and the JSON of both.
Item {
    id: page

    property bool canGoBack: true
    readonly property JobDetails job: App.details

    PageHeader {
        id: header

        width: parent.width
        title: page.job.title
        subtitle: qsTr("No. %1, %2", "a job's number, when it was sent").arg(page.job.number).arg(page.job.addedText)
        canGoBack: page.canGoBack
        onBack: page.job.close()

        IconButton {
            objectName: "delete"
            symbol: "delete"
            text: qsTr("Delete")
            onClicked: App.removeShownJob()
        }
    }
    Page {
        objectName: "jobBody"
        anchors.top: header.bottom
        anchors.bottom: parent.bottom
        width: parent.width

        Flow {
            width: parent.width
            spacing: Theme.small

            ActionButton {
                objectName: "repeat"
                visible: page.job.repeatable
                symbol: "repeat"
                text: qsTr("Repeat")
                onClicked: App.repeatShownJob()
            }
            ActionButton {
                objectName: "edit"
                visible: page.job.hasParams
                symbol: "edit"
                text: qsTr("Edit")
                onClicked: App.editShownJob()
            }
        }
        ResultView {
            width: parent.width
            objectName: "result"
            result: page.job.result
            title: page.job.title
            jobState: page.job.jobState
            stateText: page.job.stateText
            durationText: page.job.durationText
            pending: page.job.pending
            onCancelled: App.cancelShownJob()
        }
        Card {
            width: parent.width

            Heading {
                Layout.fillWidth: true
                text: qsTr("Sent")
            }
            Body {
                Layout.fillWidth: true
                visible: !page.job.hasParams
                text: page.job.inputText
                maximumLineCount: 8
                elide: Text.ElideRight
            }
            Repeater {
                model: page.job.hasParams ? page.job.params : null

                ColumnLayout {
                    id: param

                    required property string label
                    required property int kind
                    required property var value

                    Layout.fillWidth: true
                    spacing: 2

                    Caption {
                        Layout.fillWidth: true
                        text: param.label
                    }
                    Body {
                        Layout.fillWidth: true
                        text: param.kind === FormModel.Switch ? (param.value === true ? qsTr("Yes") : qsTr("No"))
                            : App.beginningOf(param.value, 1500)
                        maximumLineCount: 12
                        elide: Text.ElideRight
                    }
                }
            }
        }
        Card {
            width: parent.width

            Heading {
                Layout.fillWidth: true
                text: qsTr("JSON")
            }
            RawJson {
                Layout.fillWidth: true
                label: qsTr("Parameters")
                json: page.job.rawParams
            }
            RawJson {
                Layout.fillWidth: true
                visible: json !== ""
                label: page.job.jobState === JobModel.Done ? qsTr("Result") : qsTr("Error")
                json: page.job.rawResult
            }
        }
    }
}
