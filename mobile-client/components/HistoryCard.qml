pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Relevo

// A task in the server's history.
T.AbstractButton {
    id: card

    required property int index
    required property int taskState
    required property string title
    required property string stateText
    required property string createdText
    required property string durationText
    property bool current: false

    text: title
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    leftPadding: Theme.large
    rightPadding: Theme.large
    topPadding: Theme.medium
    bottomPadding: Theme.medium
    activeFocusOnTab: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("%1, %2, %3", "a task for a screen reader: its name, state, time").arg(title).arg(stateText).arg(createdText)
    Accessible.onPressAction: card.clicked()
    Keys.onReturnPressed: card.clicked()
    Keys.onEnterPressed: card.clicked()

    background: Rectangle {
        radius: Theme.radius
        color: card.current ? Theme.accentTint : card.down ? Theme.calmTint : Theme.card
        border.color: card.current ? Theme.accent : Theme.line

        FocusFrame { control: card; gap: 1; radius: Theme.radius + 1 }
    }

    contentItem: ColumnLayout {
        spacing: Theme.tight

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.small

            Body {
                Layout.fillWidth: true
                text: card.title
                font.weight: Font.DemiBold
                wrapMode: Text.NoWrap
                elide: Text.ElideRight
                Accessible.ignored: true
            }
            StateChip {
                jobState: Theme.jobStateOf(card.taskState)
                text: card.stateText
            }
        }
        RowLayout {
            Layout.fillWidth: true

            Caption {
                Layout.fillWidth: true
                text: card.createdText
            }
            Caption {
                text: card.durationText
            }
        }
    }
}
