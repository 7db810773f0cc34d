import QtQuick
import Relevo

Item {
    id: page

    signal edit(int row)

    PageHeader {
        id: header

        width: parent.width
        title: qsTr("Server")
        subtitle: App.connection.address
    }
    Page {
        id: body

        objectName: "serverBody"
        anchors.top: header.bottom
        anchors.bottom: parent.bottom
        width: parent.width

        // Two columns where there is room.
        Item {
            id: columns

            readonly property bool two: width >= 560
            readonly property real half: two ? (width - Theme.medium) / 2 : width

            width: parent.width
            height: two ? Math.max(left.height, right.height) : left.height + Theme.medium + right.height

            Column {
                id: left

                width: columns.half
                spacing: Theme.medium

                ConnectionCard { width: parent.width }
                LoadCard { width: parent.width }
            }
            Column {
                id: right

                x: columns.two ? columns.half + Theme.medium : 0
                y: columns.two ? 0 : left.height + Theme.medium
                width: columns.half
                spacing: Theme.medium

                ProfilesCard {
                    width: parent.width
                    onEdit: row => page.edit(row)
                }
                SettingsCard { width: parent.width }
                AboutCard { width: parent.width }
            }
        }
    }
}
