pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Relevo

// The application's places: a bar at the bottom, or a rail at the side of a window that is wider than high.
Rectangle {
    id: bar

    property int current: 0
    property bool vertical: false
    property int pending: 0 ///< jobs under way, on the badge of Activity
    property bool online: true

    readonly property var places: [
        { "name": "tasks", "symbol": "tasks", "text": qsTr("Tasks") },
        { "name": "activity", "symbol": "activity", "text": qsTr("Activity") },
        { "name": "history", "symbol": "clock", "text": qsTr("History") },
        { "name": "server", "symbol": "server", "text": qsTr("Server") }
    ]

    signal chosen(int index)

    implicitWidth: vertical ? 84 : 360
    implicitHeight: vertical ? 320 : 64
    color: Theme.card
    Accessible.role: Accessible.PageTabList
    Accessible.name: qsTr("Places")

    Rectangle {
        width: bar.vertical ? 1 : parent.width
        height: bar.vertical ? parent.height : 1
        x: bar.vertical ? parent.width - 1 : 0
        color: Theme.line
    }

    Grid {
        anchors.fill: parent
        anchors.topMargin: bar.vertical ? Theme.small : 1
        columns: bar.vertical ? 1 : bar.places.length

        Repeater {
            model: bar.places.length

            T.AbstractButton {
                id: place

                required property int index
                readonly property bool here: index === bar.current

                objectName: bar.places[index].name
                text: bar.places[index].text
                width: bar.vertical ? bar.width - 1 : bar.width / bar.places.length
                height: bar.vertical ? 68 : bar.height - 1
                activeFocusOnTab: true
                focusPolicy: Qt.StrongFocus
                Accessible.role: Accessible.PageTab
                Accessible.name: text
                Accessible.selected: here
                Accessible.onPressAction: place.clicked()
                Keys.onReturnPressed: place.clicked()
                Keys.onEnterPressed: place.clicked()
                onClicked: bar.chosen(index)

                contentItem: Item {
                    Column {
                        anchors.centerIn: parent
                        spacing: 3

                        Rectangle {
                            anchors.horizontalCenter: parent.horizontalCenter
                            width: 56
                            height: 30
                            radius: 15
                            color: place.here ? Theme.accentTint : place.down ? Theme.calmTint : "transparent"

                            FocusFrame { control: place; radius: 16; gap: 1 }

                            Icon {
                                anchors.centerIn: parent
                                name: bar.places[place.index].symbol
                                color: place.here ? Theme.accentTintInk : Theme.faintText
                                size: 22
                            }
                            Badge {
                                x: 36
                                visible: place.index === 1 && bar.pending > 0 || place.index === 3 && !bar.online
                                text: place.index === 3 ? "!" : bar.pending > 99 ? "99+" : bar.pending
                                color: place.index === 3 ? Theme.bad : Theme.accent
                                ink: place.index === 3 ? Theme.badTint : Theme.accentInk
                            }
                        }
                        Text {
                            anchors.horizontalCenter: parent.horizontalCenter
                            text: place.text
                            color: place.here ? Theme.accentTintInk : Theme.faintText
                            textFormat: Text.PlainText
                            font.pixelSize: 12
                            font.weight: place.here ? Font.DemiBold : Font.Normal
                            Accessible.ignored: true
                        }
                    }
                }
            }
        }
    }
}
