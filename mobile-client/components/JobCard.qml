pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Relevo

// A job in the list of activity. Swiped away it is deleted.
T.SwipeDelegate {
    id: card

    required property int index
    required property int jobState
    required property string title
    required property string stateText
    required property string addedText
    required property string durationText
    required property string input
    required property string outcome
    property bool current: false

    signal removed()

    text: title
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    leftPadding: Theme.large
    rightPadding: Theme.large
    topPadding: Theme.medium
    bottomPadding: Theme.medium
    activeFocusOnTab: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("%1, %2, %3", "a job for a screen reader: task, state, time").arg(title).arg(stateText).arg(addedText)
    Accessible.description: outcome
    Accessible.onPressAction: card.clicked()
    Keys.onReturnPressed: card.clicked()
    Keys.onEnterPressed: card.clicked()
    Keys.onDeletePressed: card.removed()
    ListView.onPooled: swipe.close()

    swipe.behind: Rectangle {
        width: card.width
        height: card.height
        radius: Theme.radius
        color: Theme.badTint

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            x: card.swipe.position > 0 ? Theme.wide : parent.width - width - Theme.wide
            name: "delete"
            color: Theme.bad
        }
    }
    swipe.transition: Transition { NumberAnimation { property: "position"; duration: 120 } }
    swipe.onCompleted: removed()

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
                jobState: card.jobState
                text: card.stateText
            }
        }
        Caption {
            Layout.fillWidth: true
            text: card.input
            visible: text !== ""
            wrapMode: Text.NoWrap
            elide: Text.ElideRight
            maximumLineCount: 1
        }
        Body {
            Layout.fillWidth: true
            text: card.outcome
            color: card.jobState === JobModel.Failed ? Theme.bad : Theme.text
            visible: text !== ""
            wrapMode: Text.NoWrap
            elide: Text.ElideRight
            maximumLineCount: 1
        }
        RowLayout {
            Layout.fillWidth: true

            Caption {
                Layout.fillWidth: true
                text: card.addedText
            }
            Caption {
                text: card.durationText
            }
        }
    }
}
