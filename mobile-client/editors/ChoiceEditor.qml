import Relevo

Choices {
    id: editor

    required property FormField field

    texts: field.choices
    current: field.choices.indexOf(field.value)
    onChosen: index => field.form.setValue(field.index, field.choices[index])
}
