import QtQuick
import Relevo

// A line icon in a colour of the theme, on a grid of 24.
Item {
    id: icon

    required property string name
    property color color: Theme.text
    property int size: 24

    readonly property var paths: ({
        "tasks": "M4 6h2M4 12h2M4 18h2M10 6h10M10 12h10M10 18h10",
        "activity": "M3 12h4l3-8 4 16 3-8h4",
        "server": "M5 4h14a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1h-14a1 1 0 0 1-1-1v-5a1 1 0 0 1 1-1zM5 13h14a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1h-14a1 1 0 0 1-1-1v-5a1 1 0 0 1 1-1zM8 7.5h0.01M8 16.5h0.01M12 7.5h4M12 16.5h4",
        "back": "M19 12h-14M11 6l-6 6 6 6",
        "next": "M9 5l7 7-7 7",
        "send": "M4 12l16-8-6 17-3-7zM11 14l9-10",
        "copy": "M9 8h10a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1h-10a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1zM5 16h-1v-12a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v1",
        "share": "M12 15v-12M8 7l4-4 4 4M6 11h-1v9h14v-9h-1",
        "use": "M20 5v6a4 4 0 0 1-4 4h-11M9 11l-4 4 4 4",
        "repeat": "M4 11a8 8 0 0 1 14-4l2 2M20 4v5h-5M20 13a8 8 0 0 1-14 4l-2-2M4 20v-5h5",
        "edit": "M4 20h4l11-11-4-4-11 11zM13 7l4 4",
        "delete": "M4 7h16M9 7v-3h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
        "close": "M6 6l12 12M18 6l-12 12",
        "check": "M5 12.5l5 5 9-11",
        "add": "M12 5v14M5 12h14",
        "offline": "M3 3l18 18M8.5 8.7a10 10 0 0 0-5.5 2.8M12 8a13 13 0 0 1 9 3.5M6.5 15a7 7 0 0 1 4-2M14 13.2a7 7 0 0 1 3.5 1.8M12 19h0.01",
        "warning": "M12 4l9 16h-18zM12 10v4M12 17h0.01",
        "clock": "M12 3a9 9 0 1 1-0.01 0zM12 7v5l3 3",
        "filter": "M4 5h16l-6 8v5l-4 2v-7z",
        "minus": "M5 12h14",
        "clear": "M4 7h10M4 12h7M4 17h5M15 13l5 5M20 13l-5 5"
    })

    implicitWidth: size
    implicitHeight: size

    LineIcon {
        anchors.fill: parent
        path: icon.paths[icon.name] ?? ""
        ink: icon.color
    }
}
