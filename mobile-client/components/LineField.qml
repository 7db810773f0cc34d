import QtQuick
import QtQuick.Templates as T
import Relevo

// One line of text. `value` is the model's; what the user types is told by `edited`.
T.TextField {
    id: line

    required property string name ///< for a screen reader
    property string value
    property bool faulty: false

    signal edited(string text)

    onValueChanged: {
        if (text !== value)
            text = value;
    }
    Component.onCompleted: text = value
    onTextEdited: edited(text)

    implicitHeight: Theme.touch
    leftPadding: Theme.medium
    rightPadding: Theme.medium
    verticalAlignment: TextInput.AlignVCenter
    color: Theme.text
    placeholderTextColor: Theme.faintText
    selectionColor: Theme.accent
    selectedTextColor: Theme.accentInk
    selectByMouse: true
    activeFocusOnTab: true
    font.pixelSize: Theme.bodySize + 1
    Accessible.role: Accessible.EditableText
    Accessible.name: name

    background: FieldBox { control: line; faulty: line.faulty }

    Text {
        anchors.fill: parent
        leftPadding: line.leftPadding
        rightPadding: line.rightPadding
        verticalAlignment: Text.AlignVCenter
        visible: line.text === "" && line.preeditText === ""
        text: line.placeholderText
        textFormat: Text.PlainText
        elide: Text.ElideRight
        color: line.placeholderTextColor
        font: line.font
        Accessible.ignored: true
    }
}
