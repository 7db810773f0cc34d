import QtQuick
import QtQuick.Layouts
import Relevo

// A member of a result: a number beside its label, a text below it in its own direction.
ColumnLayout {
    id: row

    required property int index
    required property string label
    required property int kind
    required property string text
    required property bool truncated
    required property string sizeText
    required property bool rightToLeft

    readonly property bool isText: kind === ResultModel.Text || kind === ResultModel.Other
    /// What is too long to stand beside its label.
    readonly property bool boxed: isText || text.length > 18
    /// Of a text, so much is laid out; more when it is asked for.
    property int shown: 1500

    signal copied()

    spacing: Theme.tight

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.small

        Caption {
            Layout.fillWidth: true
            text: row.label
        }
        Body {
            visible: !row.boxed
            text: row.boxed ? "" : row.text
            wrapMode: Text.NoWrap
            font.pixelSize: Theme.headingSize
            font.weight: Font.DemiBold
        }
        IconButton {
            objectName: "copyRow"
            symbol: "copy"
            text: qsTr("Copy %1").arg(row.label)
            onClicked: row.copied()
        }
    }
    Rectangle {
        Layout.fillWidth: true
        implicitHeight: value.implicitHeight + 2 * Theme.medium
        visible: row.boxed
        radius: Theme.fieldRadius
        color: Theme.field
        border.color: Theme.line

        Body {
            id: value

            x: Theme.medium
            y: Theme.medium
            width: parent.width - 2 * Theme.medium
            objectName: "resultText"
            text: row.boxed ? App.beginningOf(row.text, row.shown) : ""
            font.pixelSize: Theme.headingSize
            horizontalAlignment: row.rightToLeft ? Text.AlignRight : Text.AlignLeft
            wrapMode: row.isText ? Text.Wrap : Text.WrapAnywhere
        }
    }
    RowLayout {
        Layout.fillWidth: true
        visible: row.isText

        Caption {
            Layout.fillWidth: true
            text: row.truncated && !more.visible ? qsTr("%1: the beginning is shown, copying takes all of it").arg(row.sizeText)
                : row.sizeText
        }
        ActionButton {
            id: more

            visible: row.isText && row.text.length > row.shown
            text: qsTr("Show more")
            onClicked: row.shown *= 4
        }
    }
}
