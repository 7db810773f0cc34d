import QtQuick
import Relevo

LineField {
    id: editor

    required property FormField field

    name: field.label
    value: field.value
    placeholderText: field.defaultValue
    faulty: field.faulty
    inputMethodHints: Qt.ImhPreferNumbers | Qt.ImhNoPredictiveText
    onEdited: text => field.form.setValue(field.index, text)
}
