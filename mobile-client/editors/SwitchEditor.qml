import Relevo

SwitchField {
    id: editor

    required property FormField field

    text: field.label
    checked: field.value === true
    onToggled: field.form.setValue(field.index, checked)
}
