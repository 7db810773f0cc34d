pragma ComponentBehavior: Bound

import QtQuick
import Relevo

// Chips in as many rows as they need; one of them is chosen.
Flow {
    id: choices

    required property list<string> texts
    property int current: -1

    signal chosen(int index)

    spacing: Theme.small
    onActiveFocusChanged: {
        if (activeFocus)
            chips.itemAt(Math.max(0, current))?.forceActiveFocus(Qt.OtherFocusReason);
    }

    Repeater {
        id: chips

        model: choices.texts.length

        Chip {
            required property int index

            text: choices.texts[index]
            checked: index === choices.current
            onClicked: choices.chosen(index)
            width: Math.min(implicitWidth, choices.width)
        }
    }
}
