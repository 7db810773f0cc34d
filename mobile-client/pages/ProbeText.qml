import QtQuick
import QtQuick.Layouts
import Relevo

// What the test of a connection came to.
RowLayout {
    visible: App.probe.text !== "" && !App.probe.running
    spacing: Theme.small

    Icon {
        Layout.alignment: Qt.AlignTop
        name: App.probe.ok ? "check" : "warning"
        color: App.probe.ok ? Theme.good : Theme.bad
        size: 20
    }
    Body {
        Layout.fillWidth: true
        objectName: "probeText"
        text: App.probe.text
        color: App.probe.ok ? Theme.good : Theme.bad
    }
}
