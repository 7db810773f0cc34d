import QtQuick
import QtQuick.Templates as T
import Relevo

// One of several: a filter, a choice.
T.AbstractButton {
    id: chip

    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    leftPadding: Theme.medium
    rightPadding: Theme.medium
    implicitHeight: Theme.touch
    checkable: true
    autoExclusive: true
    activeFocusOnTab: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.RadioButton
    Accessible.name: text
    Accessible.checkable: true
    Accessible.checked: checked
    Accessible.onPressAction: chip.clicked()
    Keys.onReturnPressed: chip.clicked()
    Keys.onEnterPressed: chip.clicked()

    background: Item {
        Rectangle {
            anchors.fill: parent
            anchors.topMargin: 5
            anchors.bottomMargin: 5
            radius: height / 2
            color: chip.checked ? Theme.accentTint : chip.down ? Theme.calmTint : Theme.card
            border.color: chip.checked ? Theme.accent : Theme.line

            FocusFrame { control: chip; radius: height / 2; gap: 2 }
        }
    }
    contentItem: Text {
        text: chip.text
        color: chip.checked ? Theme.accentTintInk : Theme.text
        elide: Text.ElideRight
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        textFormat: Text.PlainText
        font.pixelSize: Theme.bodySize - 1
        font.weight: chip.checked ? Font.DemiBold : Font.Normal
        Accessible.ignored: true
    }
}
