import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Relevo

// A line that passes by itself: what was just done, and the way to take it back.
Rectangle {
    id: toast

    property string text
    property bool undoable: false
    property int duration: 5000

    signal undo()

    function show(line: string, canUndo: bool) {
        text = line;
        undoable = canUndo;
        opacity = 1;
        passing.restart();
    }
    function hide() {
        passing.stop();
        opacity = 0;
    }

    implicitHeight: Theme.touch + Theme.small
    radius: Theme.radius
    color: Theme.toast
    opacity: 0
    visible: opacity > 0
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    Behavior on opacity { NumberAnimation { duration: 120 } }

    Timer {
        id: passing

        interval: toast.duration
        onTriggered: toast.hide()
    }

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.large
        anchors.rightMargin: Theme.small
        spacing: Theme.small

        Body {
            Layout.fillWidth: true
            text: toast.text
            color: Theme.toastInk
            maximumLineCount: 2
            elide: Text.ElideRight
        }
        T.AbstractButton {
            id: undoButton

            objectName: "undo"
            visible: toast.undoable
            text: qsTr("Undo")
            implicitWidth: implicitContentWidth + leftPadding + rightPadding
            leftPadding: Theme.medium
            rightPadding: Theme.medium
            implicitHeight: Theme.touch
            activeFocusOnTab: true
            focusPolicy: Qt.StrongFocus
            Accessible.role: Accessible.Button
            Accessible.name: text
            Accessible.onPressAction: undoButton.clicked()
            Keys.onReturnPressed: undoButton.clicked()
            Keys.onEnterPressed: undoButton.clicked()
            onClicked: {
                toast.undo();
                toast.hide();
            }

            background: Rectangle {
                radius: Theme.fieldRadius
                color: "transparent"
                border.width: undoButton.activeFocus ? 2 : 0
                border.color: Theme.toastAccent
            }
            contentItem: Text {
                text: undoButton.text
                color: Theme.toastAccent
                verticalAlignment: Text.AlignVCenter
                textFormat: Text.PlainText
                font.pixelSize: Theme.bodySize
                font.weight: Font.Bold
                Accessible.ignored: true
            }
        }
    }
}
