pragma ComponentBehavior: Bound

import QtQuick
import Relevo

// The form of a task, from its description alone.
Column {
    id: taskForm

    required property FormModel form

    spacing: Theme.wide

    function focusRow(row: int) {
        const field = rows.itemAt(row) as FormField;
        if (field)
            field.focusEditor();
    }

    Repeater {
        id: rows

        model: taskForm.form

        FormField {
            required property bool required

            form: taskForm.form
            optional: !required
            width: taskForm.width
        }
    }
}
