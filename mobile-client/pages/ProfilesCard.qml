pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Relevo

// The servers that have a name; a tap connects.
Card {
    id: card

    signal edit(int row)

    RowLayout {
        Layout.fillWidth: true

        Heading {
            Layout.fillWidth: true
            text: qsTr("Servers")
        }
        IconButton {
            objectName: "addProfile"
            symbol: "add"
            text: qsTr("Add a server")
            ink: Theme.accent
            onClicked: card.edit(-1)
        }
    }
    Body {
        Layout.fillWidth: true
        visible: App.profiles.count === 0
        color: Theme.faintText
        text: qsTr("Give the servers that you use a name, and change between them by a tap.")
    }
    Repeater {
        model: App.profiles

        RowLayout {
            id: row

            required property int index
            required property string name
            required property string address
            readonly property bool here: index === App.profiles.current

            Layout.fillWidth: true
            spacing: Theme.tight

            T.AbstractButton {
                id: choose

                objectName: "profile"
                Layout.fillWidth: true
                text: row.name
                implicitHeight: Math.max(Theme.touch, implicitContentHeight + 2 * Theme.small)
                topPadding: Theme.small
                bottomPadding: Theme.small
                leftPadding: Theme.medium
                rightPadding: Theme.medium
                activeFocusOnTab: true
                focusPolicy: Qt.StrongFocus
                Accessible.role: Accessible.RadioButton
                Accessible.name: row.name
                Accessible.description: row.address
                Accessible.checkable: true
                Accessible.checked: row.here
                Accessible.onPressAction: choose.clicked()
                Keys.onReturnPressed: choose.clicked()
                Keys.onEnterPressed: choose.clicked()
                onClicked: App.useServer(row.address)

                background: Rectangle {
                    radius: Theme.fieldRadius
                    color: row.here ? Theme.accentTint : choose.down ? Theme.calmTint : "transparent"
                    border.color: row.here ? Theme.accent : Theme.line

                    FocusFrame { control: choose; gap: 1; radius: Theme.fieldRadius + 1 }
                }
                contentItem: ColumnLayout {
                    spacing: 0

                    Body {
                        Layout.fillWidth: true
                        text: row.name
                        font.weight: Font.DemiBold
                        elide: Text.ElideRight
                        wrapMode: Text.NoWrap
                        Accessible.ignored: true
                    }
                    Caption {
                        Layout.fillWidth: true
                        text: row.address
                        elide: Text.ElideMiddle
                        wrapMode: Text.NoWrap
                        Accessible.ignored: true
                    }
                }
            }
            IconButton {
                objectName: "editProfile"
                symbol: "edit"
                text: qsTr("Edit %1").arg(row.name)
                onClicked: card.edit(row.index)
            }
        }
    }
}
