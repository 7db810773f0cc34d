import QtQuick
import QtQuick.Layouts
import Relevo

// A task: its form, the button that sends it within the thumb's reach, and what came of it.
Item {
    id: page

    property bool canGoBack: true
    readonly property Workbench workbench: App.workbench

    function send() {
        const row = workbench.send();
        if (row >= 0)
            form.focusRow(row);
        else if (row === -1)
            sentNow.restart();
    }

    function runInBackground() {
        const row = background.run();
        if (row >= 0)
            form.focusRow(row);
    }

    Shortcut {
        enabled: page.visible
        sequences: ["Ctrl+Return", "Ctrl+Enter"]
        onActivated: page.send()
    }

    // The result is brought into view once it has its size.
    Timer {
        id: sentNow

        interval: 60
        onTriggered: {
            if (card.visible)
                body.contentY = Math.max(0, Math.min(body.contentHeight - body.height, card.y));
        }
    }
    Timer {
        id: backgroundShown

        interval: 60
        onTriggered: body.contentY = Math.max(0, body.contentHeight - body.height)
    }
    Connections {
        target: App.background

        function onSubmittedChanged() {
            if (background.visible)
                backgroundShown.restart();
        }
    }
    Connections {
        target: page.workbench

        function onTaskChanged() {
            body.contentY = 0;
            background.visible = false;
            App.background.forget();
        }
        function onResultShown() { sentNow.restart(); }
    }

    PageHeader {
        id: header

        width: parent.width
        title: page.workbench.form.title
        canGoBack: page.canGoBack
        onBack: page.workbench.close()

        IconButton {
            objectName: "clear"
            symbol: "clear"
            text: qsTr("Clear the form")
            onClicked: page.workbench.form.clear()
        }
    }
    Page {
        id: body

        objectName: "taskBody"
        anchors.top: header.bottom
        anchors.bottom: bar.top
        width: parent.width
        padding: Theme.large

        Body {
            width: parent.width
            text: page.workbench.form.summary
            color: Theme.faintText
        }
        Card {
            width: parent.width

            TaskForm {
                id: form

                Layout.fillWidth: true
                objectName: "form"
                form: page.workbench.form
            }
        }
        ResultView {
            id: card

            objectName: "result"
            width: parent.width
            visible: page.workbench.sent
            result: page.workbench.result
            title: page.workbench.form.title
            jobState: page.workbench.jobState
            stateText: page.workbench.stateText
            durationText: page.workbench.durationText
            pending: page.workbench.pending
            usable: page.workbench.usable
            onCancelled: page.workbench.cancel()
            onUsed: {
                page.workbench.useAsInput();
                body.contentY = 0;
            }
        }
        BackgroundCard {
            id: background

            objectName: "backgroundCard"
            width: parent.width
            visible: false
            onWanted: page.runInBackground()
        }
    }
    Rectangle {
        id: bar

        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.touch + 2 * Theme.small
        color: Theme.page

        Rectangle {
            width: parent.width
            height: 1
            color: Theme.line
        }
        RowLayout {
            anchors.centerIn: parent
            width: Math.min(parent.width - 2 * Theme.large, 720)
            spacing: Theme.small

            ActionButton {
                objectName: "background"
                symbol: "clock"
                text: qsTr("In background")
                onClicked: {
                    background.visible = !background.visible;
                    if (background.visible)
                        backgroundShown.restart();
                }
            }
            ActionButton {
                objectName: "send"
                Layout.fillWidth: true
                strong: true
                symbol: "send"
                text: page.workbench.form.busy ? qsTr("Checking…") : qsTr("Send")
                enabled: !page.workbench.form.busy
                onClicked: page.send()
            }
        }
    }
}
