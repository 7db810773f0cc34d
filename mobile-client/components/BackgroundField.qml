import QtQuick
import QtQuick.Layouts
import Relevo

// A whole number of the options for a background task, under its label. `modelData`: `name`, `text`, `least`, `most`,
// `value`.
ColumnLayout {
    id: field

    required property var modelData
    property string value: modelData.value
    readonly property bool faulty: !/^[0-9]+$/.test(value) || parseInt(value) < modelData.least || parseInt(value) > modelData.most

    Layout.fillWidth: true
    spacing: Theme.tight

    Caption {
        Layout.fillWidth: true
        text: field.modelData.text
        color: field.faulty ? Theme.bad : Theme.faintText
    }
    LineField {
        objectName: field.modelData.name
        Layout.fillWidth: true
        name: field.modelData.text
        value: field.value
        faulty: field.faulty
        inputMethodHints: Qt.ImhDigitsOnly
        onEdited: text => field.value = text
    }
}
