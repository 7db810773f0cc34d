pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Relevo

// The tasks that the server has.
Item {
    id: page

    property string current ///< the one that is open beside the list

    signal chosen(string name)

    PageHeader {
        id: header

        width: parent.width
        title: qsTr("Tasks")
        subtitle: App.catalog.sourceText

        IconButton {
            objectName: "refresh"
            symbol: "repeat"
            text: qsTr("Refresh")
            enabled: !App.refreshing
            onClicked: App.refresh()
        }
    }
    ListView {
        id: list

        objectName: "taskList"
        anchors.top: header.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        model: App.catalog
        leftMargin: Theme.large
        rightMargin: Theme.large
        topMargin: Theme.tight
        bottomMargin: Theme.large
        spacing: Theme.medium
        clip: true
        boundsBehavior: Flickable.DragAndOvershootBounds
        T.ScrollBar.vertical: ScrollThumb {}

        delegate: T.ItemDelegate {
            id: task

            required property int index
            required property string name
            required property string title
            required property string summary

            objectName: name
            text: title
            width: ListView.view.width - 2 * Theme.large
            implicitHeight: implicitContentHeight + 2 * Theme.large
            padding: Theme.large
            activeFocusOnTab: true
            focusPolicy: Qt.StrongFocus
            Accessible.role: Accessible.Button
            Accessible.name: title
            Accessible.description: summary
            Accessible.onPressAction: task.clicked()
            Keys.onReturnPressed: task.clicked()
            Keys.onEnterPressed: task.clicked()
            onClicked: page.chosen(name)
            onActiveFocusChanged: {
                if (activeFocus)
                    list.positionViewAtIndex(index, ListView.Contain);
            }

            background: Rectangle {
                radius: Theme.radius
                color: page.current === task.name ? Theme.accentTint : task.down ? Theme.calmTint : Theme.card
                border.color: page.current === task.name ? Theme.accent : Theme.line

                FocusFrame { control: task; gap: 1; radius: Theme.radius + 1 }
            }
            contentItem: RowLayout {
                spacing: Theme.medium

                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: Theme.tight

                    Heading {
                        Layout.fillWidth: true
                        text: task.title
                        Accessible.ignored: true
                    }
                    Caption {
                        Layout.fillWidth: true
                        text: task.summary
                        Accessible.ignored: true
                    }
                }
                Icon {
                    name: "next"
                    color: Theme.faintText
                    size: 20
                }
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
        anchors.centerIn: parent
        width: parent.width - 2 * Theme.wide
        visible: App.catalog.count === 0
        symbol: "tasks"
        title: qsTr("No tasks")
        hint: qsTr("This server has no tasks. Pull down to ask it again.")
    }
}
