import QtQuick
import Relevo

// A job's state, in its colour and in words.
Rectangle {
    id: chip

    required property int jobState
    required property string text

    implicitWidth: label.implicitWidth + 2 * Theme.small + 2
    implicitHeight: label.implicitHeight + 6
    radius: height / 2
    color: Theme.stateTint(jobState)

    Caption {
        id: label

        anchors.centerIn: parent
        text: chip.text
        color: Theme.stateColor(chip.jobState)
        font.weight: Font.DemiBold
        wrapMode: Text.NoWrap
    }
}
