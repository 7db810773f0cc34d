import QtQuick
import QtQuick.Templates as T
import Relevo

T.ScrollBar {
    id: bar

    implicitWidth: 6
    implicitHeight: 6
    padding: 1
    minimumSize: 0.08
    visible: size < 1
    focusPolicy: Qt.NoFocus
    Accessible.ignored: true

    contentItem: Rectangle {
        implicitWidth: 4
        radius: 2
        color: Theme.fieldLine
        opacity: bar.active ? 0.7 : 0
        Behavior on opacity { NumberAnimation { duration: 200 } }
    }
}
