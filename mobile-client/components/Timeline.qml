pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Relevo

// A task's time: a thin empty line where it waited, a filled bar where it ran, and the sums below.
ColumnLayout {
    id: view

    required property TaskTimeline timeline

    spacing: Theme.small

    Item {
        id: bar

        Layout.fillWidth: true
        implicitHeight: 26
        Accessible.role: Accessible.Graphic
        Accessible.name: qsTr("Where the time went")
        Accessible.description: view.timeline.text

        Repeater {
            model: view.timeline

            Rectangle {
                required property int kind
                required property double begin
                required property double length

                readonly property bool waits: kind === TaskTimeline.Waiting

                x: Math.min(bar.width - width, begin * bar.width)
                width: Math.max(2, length * bar.width)
                height: waits ? 8 : bar.height
                anchors.verticalCenter: parent?.verticalCenter
                radius: waits ? 0 : Math.min(3, width / 2)
                color: waits ? "transparent" : kind === TaskTimeline.Running ? Theme.accent : Theme.warn
                border.width: waits ? 1 : 0
                border.color: Theme.fieldLine
            }
        }
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.medium

        Repeater {
            model: [
                { "text": qsTr("Waited %1"), "sum": view.timeline.waitingText, "color": "transparent", "waits": true },
                { "text": qsTr("Ran %1"), "sum": view.timeline.runningText, "color": Theme.accent, "waits": false },
                { "text": qsTr("Stored %1"), "sum": view.timeline.storingText, "color": Theme.warn, "waits": false },
                { "text": qsTr("In all %1"), "sum": view.timeline.count > 1 ? view.timeline.totalText : "",
                  "color": "", "waits": false }
            ]

            Row {
                id: entry

                required property var modelData

                visible: modelData.sum !== ""
                spacing: 6

                Rectangle {
                    visible: entry.modelData.color !== ""
                    anchors.verticalCenter: parent.verticalCenter
                    width: 14
                    height: entry.modelData.waits ? 6 : 14
                    radius: entry.modelData.waits ? 0 : 2
                    color: entry.modelData.color === "" ? "transparent" : entry.modelData.color
                    border.width: entry.modelData.waits ? 1 : 0
                    border.color: Theme.fieldLine
                }
                Caption {
                    text: entry.modelData.text.arg(entry.modelData.sum)
                }
            }
        }
    }
}
