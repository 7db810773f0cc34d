import QtQuick
import QtQuick.Layouts
import Relevo

// What every field of a form has: its label, its help, what it makes of what was typed, and what is wrong with it.
ColumnLayout {
    id: frame

    required property string label
    property string help
    property string bounds
    property string summary
    property string problem
    property bool optional: false
    property bool labelled: true ///< false: the editor has the label itself
    default property alias editor: slot.data

    spacing: Theme.tight

    RowLayout {
        Layout.fillWidth: true
        visible: frame.labelled
        spacing: Theme.small

        Body {
            Layout.fillWidth: true
            text: frame.label
            font.weight: Font.DemiBold
        }
        Caption {
            text: qsTr("optional")
            visible: frame.optional
        }
    }
    Caption {
        Layout.fillWidth: true
        text: frame.bounds === "" ? frame.help : frame.help === "" ? frame.bounds
            : qsTr("%1 (%2)", "a field's help, and its bounds").arg(frame.help).arg(frame.bounds)
        visible: text !== ""
    }
    ColumnLayout {
        id: slot

        Layout.fillWidth: true
        spacing: Theme.tight
    }
    RowLayout {
        Layout.fillWidth: true
        visible: frame.problem !== ""
        spacing: Theme.tight

        Icon {
            Layout.alignment: Qt.AlignTop
            name: "warning"
            color: Theme.bad
            size: 18
        }
        Caption {
            Layout.fillWidth: true
            objectName: "problem"
            text: frame.problem
            color: Theme.bad
        }
    }
    Caption {
        Layout.fillWidth: true
        objectName: "summary"
        text: frame.summary
        visible: text !== ""
    }
}
