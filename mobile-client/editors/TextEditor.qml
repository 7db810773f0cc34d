import Relevo

AreaField {
    id: editor

    required property FormField field

    name: field.label
    value: field.value
    placeholder: field.defaultValue
    faulty: field.faulty
    readOnly: field.attachment !== ""
    onEdited: text => field.form.setValue(field.index, text)
}
