import QtQuick
import QtQuick.Layouts
import Relevo

// A row of the form: the editor for its kind. The one place where the kinds are told apart.
FieldFrame {
    id: field

    required property FormModel form
    required help
    required bounds
    required summary
    required problem
    required property int index
    required property int kind
    required property var value
    required property string defaultValue
    required property list<string> choices
    required property bool valid
    required property string attachment

    readonly property bool faulty: problem !== ""

    labelled: kind !== FormModel.Switch

    onKindChanged: {
        if (loader.status === Loader.Ready)
            makeEditor();
    }

    function editorOf(kind: int): url {
        switch (kind) {
        case FormModel.Numbers: return "../editors/NumbersEditor.qml";
        case FormModel.Number: return "../editors/NumberEditor.qml";
        case FormModel.Integer: return "../editors/IntegerEditor.qml";
        case FormModel.Choice: return "../editors/ChoiceEditor.qml";
        case FormModel.Switch: return "../editors/SwitchEditor.qml";
        default: return "../editors/TextEditor.qml";
        }
    }
    function makeEditor() {
        loader.setSource(editorOf(kind), { "field": field });
    }
    function focusEditor() {
        (loader.item as Item)?.forceActiveFocus(Qt.OtherFocusReason);
    }

    RowLayout {
        Layout.fillWidth: true
        visible: field.attachment !== ""
        spacing: Theme.small

        Icon {
            name: "copy"
            color: Theme.accent
            size: 20
        }
        Body {
            Layout.fillWidth: true
            text: field.attachment
            elide: Text.ElideMiddle
            wrapMode: Text.NoWrap
        }
        IconButton {
            symbol: "close"
            text: qsTr("Remove %1").arg(field.attachment)
            onClicked: field.form.detach(field.index)
        }
    }
    Loader {
        id: loader

        Layout.fillWidth: true
        Component.onCompleted: field.makeEditor()
    }
}
