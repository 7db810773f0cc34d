import QtQuick
import Relevo

// Beside a list, while nothing of it is open.
Item {
    id: placeholder

    required property string symbol
    required property string title
    required property string hint

    EmptyState {
        anchors.centerIn: parent
        width: Math.min(320, parent.width - 2 * Theme.wide)
        symbol: placeholder.symbol
        title: placeholder.title
        hint: placeholder.hint
    }
}
