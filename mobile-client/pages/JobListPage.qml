pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Relevo

// What was sent from here, the newest first.
Item {
    id: page

    property int current: 0 ///< the number of the job that is open beside the list

    signal chosen(int row)

    PageHeader {
        id: header

        width: parent.width
        title: qsTr("Activity")

        IconButton {
            objectName: "refresh"
            symbol: "repeat"
            text: qsTr("Refresh")
            enabled: !App.refreshing
            onClicked: App.refresh()
        }
        IconButton {
            objectName: "clearFinished"
            symbol: "delete"
            text: qsTr("Delete what is finished")
            enabled: App.jobs.count > App.jobs.pending
            onClicked: App.removeFinishedJobs()
        }
    }
    Flickable {
        id: filters

        anchors.top: header.bottom
        width: parent.width
        height: chips.height
        contentWidth: chips.width + 2 * Theme.large
        contentHeight: height
        flickableDirection: Flickable.HorizontalFlick
        clip: true

        Row {
            id: chips

            x: Theme.large
            spacing: Theme.small

            Repeater {
                model: [
                    { "name": "all", "show": JobFilterModel.All, "text": qsTr("All") },
                    { "name": "pending", "show": JobFilterModel.Pending, "text": qsTr("Under way") },
                    { "name": "done", "show": JobFilterModel.Done, "text": qsTr("Done") },
                    { "name": "failed", "show": JobFilterModel.Failed, "text": qsTr("Failed") }
                ]

                Chip {
                    id: chip

                    required property var modelData

                    objectName: modelData.name
                    text: modelData.text
                    checked: App.activity.show === modelData.show
                    onClicked: App.activity.show = modelData.show
                    onActiveFocusChanged: {
                        if (activeFocus)
                            filters.contentX = Math.max(0, Math.min(x, filters.contentWidth - filters.width));
                    }
                }
            }
        }
    }
    ListView {
        id: list

        objectName: "jobList"
        anchors.top: filters.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        model: App.activity
        leftMargin: Theme.large
        rightMargin: Theme.large
        topMargin: Theme.small
        bottomMargin: Theme.large
        spacing: Theme.small
        clip: true
        boundsBehavior: Flickable.DragAndOvershootBounds
        T.ScrollBar.vertical: ScrollThumb {}

        delegate: JobCard {
            required property int number

            width: ListView.view.width - 2 * Theme.large
            current: number === page.current
            onClicked: page.chosen(index)
            onRemoved: App.removeJob(index)
            onActiveFocusChanged: {
                if (activeFocus)
                    list.positionViewAtIndex(index, ListView.Contain);
            }
        }
    }
    PullToRefresh {
        objectName: "pull"
        target: list
        busy: App.refreshing
        onRefresh: App.refresh()
    }
    EmptyState {
        anchors.centerIn: list
        width: parent.width - 2 * Theme.wide
        visible: App.activity.count === 0
        symbol: "activity"
        title: App.jobs.count === 0 ? qsTr("Nothing sent yet") : qsTr("Nothing here")
        hint: App.jobs.count === 0 ? qsTr("What you send from Tasks is kept here, with its result.")
            : qsTr("No task matches this filter.")
    }
}
