import QtQuick
import Relevo

// A list and what was chosen from it: one after the other, or side by side where there is room.
FocusScope {
    id: panes

    required property Component master
    required property Component detail
    /// Stands beside the list while nothing is chosen.
    property Component placeholder
    property bool open: false
    readonly property bool two: width >= Theme.twoPanes - 84
    readonly property int masterWidth: two ? Math.max(270, Math.min(380, width * 0.38)) : width

    Loader {
        id: masterLoader

        width: panes.masterWidth
        height: parent.height
        visible: panes.two || !panes.open
        sourceComponent: panes.master
    }
    Rectangle {
        x: panes.masterWidth
        width: 1
        height: parent.height
        visible: panes.two
        color: Theme.line
    }
    Loader {
        id: detailLoader

        x: panes.two ? panes.masterWidth + 1 : 0
        width: panes.width - x
        height: parent.height
        active: panes.open
        visible: panes.open
        sourceComponent: panes.detail
    }
    // Beside its list a page needs no way back.
    Binding {
        target: detailLoader.item
        property: "canGoBack"
        value: !panes.two
    }
    Loader {
        x: detailLoader.x
        width: detailLoader.width
        height: parent.height
        active: panes.two && !panes.open
        sourceComponent: panes.placeholder
    }
}
