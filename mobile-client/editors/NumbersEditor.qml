import QtQuick
import Relevo

AreaField {
    id: editor

    required property FormField field

    name: field.label
    value: field.value
    placeholder: field.defaultValue
    faulty: field.faulty
    readOnly: field.attachment !== ""
    hints: Qt.ImhPreferNumbers | Qt.ImhNoPredictiveText
    onEdited: text => field.form.setValue(field.index, text)

    FaultMarks {
        field: editor.document
        form: editor.field.form
        row: editor.field.index
        color: Theme.bad
    }
}
