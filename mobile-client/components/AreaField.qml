import QtQuick
import QtQuick.Templates as T
import Relevo

// Several lines of text; it grows with them up to a point, and scrolls from there on. `value` is the model's; what the
// user types is told by `edited`.
FocusScope {
    id: field

    required property string name ///< for a screen reader
    property string value
    property string placeholder
    property bool faulty: false
    property bool readOnly: false
    property int hints: Qt.ImhNone
    property alias document: area.textDocument
    property alias text: area.text

    signal edited(string text)

    implicitHeight: Math.min(Math.max(area.contentHeight + 2 * Theme.medium, 112), 216)

    onValueChanged: {
        if (area.text !== value)
            area.text = value;
    }
    Component.onCompleted: area.text = value

    FieldBox {
        anchors.fill: parent
        control: area
        faulty: field.faulty
    }
    Flickable {
        anchors.fill: parent
        anchors.margins: 2
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        flickableDirection: Flickable.VerticalFlick

        T.ScrollBar.vertical: ScrollThumb {}
        T.TextArea.flickable: T.TextArea {
            id: area

            objectName: "area"
            focus: true
            padding: Theme.medium - 2
            wrapMode: TextEdit.Wrap
            textFormat: TextEdit.PlainText
            color: field.readOnly ? Theme.faintText : Theme.text
            selectionColor: Theme.accent
            selectedTextColor: Theme.accentInk
            selectByMouse: true
            readOnly: field.readOnly
            inputMethodHints: field.hints
            activeFocusOnTab: true
            font.pixelSize: Theme.bodySize + 1
            Accessible.role: Accessible.EditableText
            Accessible.name: field.name
            Accessible.multiLine: true
            // A form is walked through by Tab.
            Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
            Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
            onTextChanged: {
                if (text !== field.value)
                    field.edited(text);
            }

            Text {
                anchors.fill: parent
                padding: area.padding
                visible: area.length === 0 && area.preeditText === ""
                text: field.placeholder
                textFormat: Text.PlainText
                wrapMode: Text.Wrap
                color: Theme.faintText
                font: area.font
                Accessible.ignored: true
            }
        }
    }
}
