import QtQuick
import QtQuick.Layouts
import Relevo

Card {
    Heading {
        Layout.fillWidth: true
        text: qsTr("About Relevo")
    }
    Body {
        Layout.fillWidth: true
        color: Theme.faintText
        text: qsTr("A client hands a task to the server, a worker takes it over, and the result comes back.")
    }
    Caption {
        Layout.fillWidth: true
        text: qsTr("Version %1").arg(App.version)
    }
}
