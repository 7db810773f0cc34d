import QtQuick
import QtTest
import Relevo

Item {
    width: 360
    height: 900

    Page {
        id: page

        anchors.fill: parent

        TaskForm {
            id: taskForm

            width: parent.width
            form: App.workbench.form
        }
    }

    TestCase {
        id: test

        name: "Form"
        when: windowShown

        function find(item, wanted) {
            if (wanted(item))
                return item;
            for (let i = 0; i < item.children.length; ++i) {
                const found = find(item.children[i], wanted);
                if (found)
                    return found;
            }
            return null;
        }
        function field(label) { return find(taskForm, item => String(item).startsWith("FormField") && item.label === label); }
        function editor(label) { return find(field(label), item => /^\w+Editor_/.test(String(item))); }
        function button(label, text) { return find(field(label), item => item.text === text && item.clicked !== undefined); }

        function init() {
            bench.showSixKinds();
            App.workbench.form.clear();
            page.contentY = 0;
            wait(0);
        }
        function test_aFieldOfEveryKind() {
            for (const label of ["Text", "Numbers", "Number", "Whole", "Choice", "Flag"])
                verify(field(label), label);
            const kinds = { Text: "Text", Numbers: "Numbers", Number: "Number", Whole: "Integer", Choice: "Choice", Flag: "Switch" };
            for (const label in kinds)
                verify(String(editor(label)).startsWith(kinds[label] + "Editor"), label);
        }
        function type(item, text) {
            item.forceActiveFocus();
            for (const c of text)
                keyClick(c);
        }
        function test_whatIsTypedBecomesTheParams() {
            type(editor("Text"), "hello");
            type(editor("Numbers"), "1 2.5");
            type(editor("Number"), "7.5");
            type(editor("Whole"), "4");
            mouseClick(button("Choice", "blue"));
            mouseClick(editor("Flag"));
            tryVerify(() => App.workbench.form.ready);
            const params = JSON.parse(bench.params());
            compare(params, { text: "hello", numbers: [1, 2.5], number: 7.5, integer: 4, choice: "blue", flag: true });
        }
        function test_theModelsValueIsShown() {
            App.workbench.form.setValue(0, "given");
            App.workbench.form.setValue(5, true);
            tryCompare(editor("Text"), "text", "given");
            tryCompare(editor("Flag"), "checked", true);
            App.workbench.form.clear();
            tryCompare(editor("Text"), "text", "");
            tryCompare(editor("Flag"), "checked", false);
        }
        function test_aFaultIsSaidInPlace() {
            type(editor("Whole"), "99");
            tryVerify(() => field("Whole").problem !== "");
            verify(editor("Whole").faulty);
            editor("Whole").clear();
            keyClick("5");
            tryVerify(() => field("Whole").problem === "");
        }
        function test_tabWalksThroughTheForm() {
            editor("Text").forceActiveFocus();
            keyClick(Qt.Key_Tab);
            tryVerify(() => editor("Numbers").activeFocus);
            keyClick(Qt.Key_Backtab);
            tryVerify(() => editor("Text").activeFocus);
        }
        function test_spaceAndEnterSwitch() {
            const flag = editor("Flag");
            flag.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Space);
            tryCompare(flag, "checked", true);
            keyClick(Qt.Key_Return);
            tryCompare(flag, "checked", false);
        }
        function test_theFocusIsScrolledIntoView() {
            page.anchors.fill = null;
            page.width = 360;
            page.height = 240;
            editor("Whole").forceActiveFocus();
            tryVerify(() => {
                const y = editor("Whole").mapToItem(page, 0, 0).y;
                return y >= 0 && y + 48 <= 240;
            });
            page.height = 900;
        }
    }
}
