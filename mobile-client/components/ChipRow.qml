pragma ComponentBehavior: Bound

import QtQuick
import Relevo

// Chips in one row that is drawn sideways by a finger; one of them is chosen. `choices`: objects with `name`, `text` and
// `value`.
Flickable {
    id: row

    required property var choices
    property var current

    signal chosen(var value)

    implicitHeight: chips.height
    contentWidth: chips.width + 2 * Theme.large
    contentHeight: height
    flickableDirection: Flickable.HorizontalFlick
    clip: true

    Row {
        id: chips

        x: Theme.large
        spacing: Theme.small

        Repeater {
            model: row.choices

            Chip {
                id: chip

                required property var modelData

                objectName: modelData.name
                text: modelData.text
                checked: row.current === modelData.value
                onClicked: row.chosen(modelData.value)
                onActiveFocusChanged: {
                    if (activeFocus)
                        row.contentX = Math.max(0, Math.min(x, row.contentWidth - row.width));
                }
            }
        }
    }
}
