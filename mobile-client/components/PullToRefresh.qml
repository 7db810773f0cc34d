import QtQuick
import Relevo

// Pulling a list down past its top asks for news. Goes above a Flickable, as its sibling.
Item {
    id: pull

    required property Flickable target
    property bool busy: false
    property int distance: 72

    readonly property real pulled: Math.max(0, target.originY - target.topMargin - target.contentY)
    property bool armed: false

    signal refresh()

    anchors.left: target.left
    anchors.right: target.right
    anchors.top: target.top
    height: busy ? distance * 0.7 : Math.min(pulled, distance)
    visible: height > 4
    clip: true

    onPulledChanged: {
        if (target.dragging)
            armed = pulled >= distance;
    }

    Connections {
        target: pull.target

        function onDraggingChanged() {
            if (pull.target.dragging || !pull.armed)
                return;
            pull.armed = false;
            pull.refresh();
        }
    }

    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 6
        width: 36
        height: 36
        radius: 18
        color: Theme.card
        border.color: pull.armed || pull.busy ? Theme.accent : Theme.line

        Icon {
            id: arrow

            anchors.centerIn: parent
            name: "repeat"
            size: 20
            color: pull.armed || pull.busy ? Theme.accent : Theme.faintText
            rotation: pull.busy ? 0 : pull.pulled * 2

            RotationAnimator on rotation {
                running: pull.busy && pull.visible
                from: 0
                to: 360
                duration: 900
                loops: Animation.Infinite
            }
        }
    }
}
