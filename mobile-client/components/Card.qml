import QtQuick
import QtQuick.Layouts
import Relevo

// A surface with its content in a column.
Rectangle {
    id: card

    default property alias content: column.data
    property int padding: Theme.large
    property alias spacing: column.spacing

    implicitWidth: column.implicitWidth + 2 * padding
    implicitHeight: column.implicitHeight + 2 * padding
    color: Theme.card
    radius: Theme.radius
    border.color: Theme.line

    ColumnLayout {
        id: column

        anchors.fill: parent
        anchors.margins: card.padding
        spacing: Theme.small
    }
}
