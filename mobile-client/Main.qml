import QtQuick
import Relevo

Window {
    id: window

    property int place: 0
    readonly property bool rail: width > height || width >= Theme.twoPanes
    readonly property rect keyboard: App.keyboard.rectangle
    /// What the on-screen keyboard covers of the window, from below.
    readonly property real covered: keyboard.height > 0 ? Math.max(0, height - keyboard.y) : 0

    function go(to: int) {
        place = to;
    }
    function tabGoesBack(): bool {
        if (place === 0)
            return (tasks.item as TasksTab)?.goBack() ?? false;
        if (place === 1)
            return (activity.item as ActivityTab)?.goBack() ?? false;
        if (place === 2)
            return (history.item as HistoryTab)?.goBack() ?? false;
        return (server.item as ServerTab)?.goBack() ?? false;
    }
    function goBack() {
        if (!tabGoesBack())
            place = 0;
    }

    width: 360
    height: 640
    minimumWidth: 320
    minimumHeight: 320
    visible: true
    title: "Relevo"
    color: Theme.page

    Shortcut {
        sequences: ["Escape", "Back", "Alt+Left"]
        // At the very front, Back is the system's: it leaves the application.
        enabled: window.place !== 0 || App.workbench.task !== ""
        onActivated: window.goBack()
    }
    Shortcut { sequence: "Ctrl+1"; onActivated: window.go(0) }
    Shortcut { sequence: "Ctrl+2"; onActivated: window.go(1) }
    Shortcut { sequence: "Ctrl+3"; onActivated: window.go(2) }
    Shortcut { sequence: "Ctrl+4"; onActivated: window.go(3) }
    Shortcut { sequence: "F5"; onActivated: App.refresh() }

    Binding {
        target: App.load
        property: "active"
        value: window.visibility !== Window.Hidden && window.visibility !== Window.Minimized
    }
    Connections {
        target: App

        function onTaskOpened() { window.go(0); }
        function onServerTaskOpened() { window.go(2); }
        function onNotice(text: string, undoable: bool) { toast.show(text, undoable); }
    }

    Item {
        id: content

        anchors.fill: parent
        anchors.leftMargin: window.rail ? navigation.width : 0
        anchors.bottomMargin: window.covered > 0 ? window.covered : window.rail ? 0 : navigation.height

        OfflineBanner {
            id: banner

            objectName: "offlineBanner"
            width: parent.width
            connection: App.connection
        }
        Item {
            anchors.top: banner.bottom
            anchors.bottom: parent.bottom
            width: parent.width

            // Each is made when it is first gone to, and kept.
            Loader {
                id: tasks

                anchors.fill: parent
                active: window.place === 0 || item
                visible: window.place === 0
                sourceComponent: TasksTab { focus: true }
            }
            Loader {
                id: activity

                anchors.fill: parent
                active: window.place === 1 || item
                visible: window.place === 1
                sourceComponent: ActivityTab { focus: true }
            }
            Loader {
                id: history

                anchors.fill: parent
                active: window.place === 2 || item
                visible: window.place === 2
                sourceComponent: HistoryTab { focus: true }
            }
            Loader {
                id: server

                anchors.fill: parent
                active: window.place === 3 || item
                visible: window.place === 3
                sourceComponent: ServerTab { focus: true }
            }
        }
        Toast {
            id: toast

            objectName: "toast"
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.medium
            width: Math.min(parent.width - 2 * Theme.large, 480)
            onUndo: App.activity.undo()
        }
    }
    NavigationBar {
        id: navigation

        objectName: "navigation"
        vertical: window.rail
        width: window.rail ? implicitWidth : window.width
        height: window.rail ? window.height : implicitHeight
        y: window.rail ? 0 : window.height - height
        visible: window.rail || window.covered === 0
        current: window.place
        pending: App.jobs.pending
        online: App.connection.connected
        onChosen: index => {
            if (index === window.place)
                window.tabGoesBack();
            window.go(index);
        }
    }
}
