pragma ComponentBehavior: Bound

import QtQuick
import Relevo

// Chips in as many rows as they need; one of them is chosen, by its value. `choices`: objects with `name`, `text` and
// `value`.
Flow {
    id: flow

    required property var choices
    property var current

    signal chosen(var value)

    spacing: Theme.small

    Repeater {
        model: flow.choices

        Chip {
            required property var modelData

            objectName: modelData.name
            text: modelData.text
            checked: flow.current === modelData.value
            width: Math.min(implicitWidth, flow.width)
            onClicked: flow.chosen(modelData.value)
        }
    }
}
