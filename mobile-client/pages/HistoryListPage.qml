pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Relevo

// The server's tasks as they happen, the newest first.
Item {
    id: page

    readonly property TaskHistoryModel history: App.background.history

    readonly property var states: [
        { "name": "anyState", "text": qsTr("All"), "value": "" },
        { "name": "queued", "text": qsTr("Queued"), "value": "queued" },
        { "name": "running", "text": qsTr("Running"), "value": "running" },
        { "name": "succeeded", "text": qsTr("Succeeded"), "value": "succeeded" },
        { "name": "failedTasks", "text": qsTr("Failed"), "value": "failed" },
        { "name": "cancelled", "text": qsTr("Cancelled"), "value": "cancelled" }
    ]
    property var tasks: []
    property bool filtering: false

    signal chosen(int row)

    function fillTasks() {
        const choices = [{ "name": "anyTask", "text": qsTr("All tasks"), "value": "" }];
        for (let row = 0; row < App.catalog.count; ++row) {
            const name = App.catalog.nameAt(row);
            choices.push({ "name": "only " + name, "text": App.catalog.titleOf(name), "value": name });
        }
        tasks = choices;
    }
    /// What the filters let through, in words.
    function filterText(): string {
        const state = states.find(one => one.value === history.state)?.text ?? "";
        return [history.direct ? qsTr("Direct calls") : "", history.state === "" ? "" : state,
            history.task === "" ? "" : App.catalog.titleOf(history.task)].filter(part => part !== "").join(" · ");
    }

    Component.onCompleted: {
        history.begin();
        fillTasks();
    }
    Connections {
        target: App.catalog

        function onCatalogChanged() { page.fillTasks(); }
    }

    PageHeader {
        id: header

        width: parent.width
        title: qsTr("History")
        subtitle: page.filterText()

        IconButton {
            objectName: "filter"
            symbol: "filter"
            text: page.filtering ? qsTr("Hide the filters") : qsTr("Show the filters")
            ink: page.filtering ? Theme.accent : Theme.faintText
            onClicked: page.filtering = !page.filtering
        }
        IconButton {
            objectName: "listAgain"
            symbol: "repeat"
            text: qsTr("List again")
            enabled: page.history.phase !== TaskHistoryModel.Offline
            onClicked: page.history.refresh()
        }
    }
    Page {
        id: filters

        objectName: "filters"
        anchors.top: header.bottom
        width: parent.width
        height: page.filtering ? Math.min(contentHeight, page.height * 0.6) : 0
        visible: page.filtering

        ChipFlow {
            width: parent.width
            choices: page.states
            current: page.history.state
            onChosen: value => page.history.state = value
        }
        ChipFlow {
            width: parent.width
            choices: page.tasks
            current: page.history.task
            onChosen: value => page.history.task = value
        }
        ChipFlow {
            width: parent.width
            choices: [
                { "name": "backgroundTasks", "text": qsTr("Background tasks"), "value": false },
                { "name": "directCalls", "text": qsTr("Direct calls"), "value": true }
            ]
            current: page.history.direct
            onChosen: value => page.history.direct = value
        }
    }
    ListView {
        id: list

        objectName: "historyList"
        anchors.top: filters.bottom
        anchors.bottom: note.top
        width: parent.width
        model: page.history
        leftMargin: Theme.large
        rightMargin: Theme.large
        topMargin: Theme.small
        bottomMargin: Theme.large
        spacing: Theme.small
        clip: true
        T.ScrollBar.vertical: ScrollThumb {}

        delegate: HistoryCard {
            required property string taskId

            width: ListView.view.width - 2 * Theme.large
            current: taskId === App.background.task.id
            onClicked: page.chosen(index)
            onActiveFocusChanged: {
                if (activeFocus)
                    list.positionViewAtIndex(index, ListView.Contain);
            }
        }
    }
    Caption {
        id: note

        anchors.bottom: parent.bottom
        width: parent.width
        height: visible ? implicitHeight + 2 * Theme.small : 0
        verticalAlignment: Text.AlignVCenter
        horizontalAlignment: Text.AlignHCenter
        visible: text !== ""
        text: page.history.full ? qsTr("Older tasks are not shown.")
            : page.history.direct && page.history.count > 0 ? qsTr("Direct calls appear when they are listed again.") : ""
    }
    EmptyState {
        id: empty

        readonly property bool failed: page.history.phase === TaskHistoryModel.Failed

        objectName: "historyEmpty"
        anchors.horizontalCenter: list.horizontalCenter
        anchors.top: list.top
        anchors.topMargin: Theme.wide
        width: parent.width - 2 * Theme.wide
        visible: page.history.count === 0
        symbol: failed ? "warning" : page.history.phase === TaskHistoryModel.Offline ? "offline" : "clock"
        title: failed ? qsTr("The server cannot list its tasks")
            : page.history.phase === TaskHistoryModel.Offline ? qsTr("No connection")
            : page.history.phase === TaskHistoryModel.Loading ? qsTr("Loading…")
            : page.history.state !== "" || page.history.task !== "" ? qsTr("Nothing here") : qsTr("No tasks yet")
        hint: failed ? qsTr("Its storage may be out of reach. It says: %1").arg(page.history.errorText)
            : page.history.phase !== TaskHistoryModel.Shown ? ""
            : page.history.state !== "" || page.history.task !== "" ? qsTr("No task matches these filters.")
            : qsTr("What anybody runs in the background appears here.")

        ActionButton {
            objectName: "tryAgain"
            Layout.alignment: Qt.AlignHCenter
            Layout.topMargin: Theme.small
            visible: empty.failed
            symbol: "repeat"
            text: qsTr("Try again")
            onClicked: page.history.refresh()
        }
    }
}
