import QtQuick
import QtQuick.Layouts
import Relevo

// A server's name and address: a new one, or one that is changed.
Item {
    id: page

    property int row: -1 ///< -1: a new one
    readonly property string problem: App.profiles.problemOf(name.text, address.text, row)
    property bool tried: false ///< from then on it says what is wrong

    signal back()

    function begin(profile: int) {
        row = profile;
        tried = false;
        name.text = row < 0 ? "" : App.profiles.nameAt(row);
        address.text = row < 0 ? "" : App.profiles.addressAt(row);
        name.forceActiveFocus(Qt.OtherFocusReason);
    }
    function save() {
        tried = true;
        const done = row < 0 ? App.profiles.add(name.text, address.text) >= 0
                             : App.profiles.edit(row, name.text, address.text);
        if (done)
            back();
    }

    PageHeader {
        id: header

        width: parent.width
        title: page.row < 0 ? qsTr("New server") : qsTr("Edit server")
        canGoBack: true
        onBack: page.back()

        IconButton {
            objectName: "removeProfile"
            visible: page.row >= 0
            symbol: "delete"
            text: qsTr("Delete this server")
            onClicked: {
                App.profiles.remove(page.row);
                page.back();
            }
        }
    }
    Page {
        anchors.top: header.bottom
        anchors.bottom: bar.top
        width: parent.width

        Card {
            width: parent.width
            spacing: Theme.large

            FieldFrame {
                Layout.fillWidth: true
                label: qsTr("Name")

                LineField {
                    id: name

                    objectName: "profileName"
                    Layout.fillWidth: true
                    name: qsTr("Name")
                    placeholderText: qsTr("The office's server")
                }
            }
            FieldFrame {
                Layout.fillWidth: true
                label: qsTr("Address")
                help: qsTr("As HOST:PORT")
                problem: page.tried ? page.problem : ""

                LineField {
                    id: address

                    objectName: "profileAddress"
                    Layout.fillWidth: true
                    name: qsTr("Address")
                    placeholderText: "192.168.1.20:5000"
                    inputMethodHints: Qt.ImhUrlCharactersOnly | Qt.ImhNoAutoUppercase | Qt.ImhNoPredictiveText
                    onAccepted: page.save()
                    onTextEdited: App.probe.reset()
                }
            }
            ActionButton {
                objectName: "testProfile"
                symbol: "activity"
                text: App.probe.running ? qsTr("Testing…") : qsTr("Test")
                enabled: !App.probe.running && address.text !== ""
                onClicked: App.probe.test(address.text)
            }
            ProbeText { Layout.fillWidth: true }
        }
    }
    Rectangle {
        id: bar

        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.touch + 2 * Theme.small
        color: Theme.page

        ActionButton {
            objectName: "saveProfile"
            anchors.centerIn: parent
            width: Math.min(parent.width - 2 * Theme.large, 720)
            strong: true
            symbol: "check"
            text: qsTr("Save")
            onClicked: page.save()
        }
    }
}
