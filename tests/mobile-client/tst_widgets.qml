import QtQuick
import QtTest
import Relevo

Item {
    width: 360
    height: 640

    ListView {
        id: list

        width: 360
        height: 400
        model: 3
        delegate: Rectangle { required property int index; width: 360; height: 50; color: "gray" }
    }
    PullToRefresh {
        id: pull

        property int times: 0

        target: list
        onRefresh: ++times
    }
    JobCard {
        id: card

        property int removals: 0
        property int opened: 0

        y: 420
        width: 340
        index: 0
        jobState: JobModel.Done
        title: "A task"
        stateText: "Done"
        addedText: "now"
        durationText: "1 ms"
        input: "in"
        outcome: "out"
        onRemoved: ++removals
        onClicked: ++opened
    }
    OfflineBanner {
        id: banner

        y: 520
        width: 360
        grace: 30
        connection: App.connection
    }
    Toast {
        id: toast

        property int undone: 0

        y: 580
        width: 340
        duration: 300
        onUndo: ++undone
    }

    TestCase {
        name: "Widgets"
        when: windowShown

        function pullBy(distance) {
            mousePress(list, 100, 60);
            for (let y = 0; y <= distance; y += 10)
                mouseMove(list, 100, 60 + y, 5);
            mouseRelease(list, 100, 60 + distance);
        }
        function test_pullToRefresh() {
            pull.times = 0;
            pullBy(40);
            tryVerify(() => !list.moving);
            compare(pull.times, 0);
            pullBy(280);
            tryCompare(pull, "times", 1);
            tryVerify(() => !list.moving);
        }
        // Slowly: a quick one counts as a swipe however short it is.
        function swipe(by) {
            const y = card.height / 2;
            mousePress(card, 170, y);
            for (let i = 1; i <= 10; ++i)
                mouseMove(card, 170 + by * i / 10, y, 30);
            mouseRelease(card, 170 + by, y);
        }
        function test_swipe() {
            card.removals = 0;
            swipe(-40);
            tryCompare(card.swipe, "position", 0);
            compare(card.removals, 0);
            swipe(-165);
            tryCompare(card, "removals", 1);
            wait(200); // what is swiped away comes to rest
            card.swipe.close();
            tryCompare(card.swipe, "position", 0);
        }
        function test_keysOnACard() {
            card.removals = 0;
            card.opened = 0;
            card.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Return);
            compare(card.opened, 1);
            keyClick(Qt.Key_Delete);
            compare(card.removals, 1);
        }
        function test_offlineBanner() {
            verify(bench.connectTo("127.0.0.1:1"));
            tryCompare(banner, "shown", true);
            tryVerify(() => banner.height >= 48);
            verify(banner.Accessible.name !== "");
            App.connection.disconnectFromServer();
        }
        function test_toastPassesAndUndoes() {
            toast.show("Gone", true);
            tryCompare(toast, "opacity", 1);
            const undo = findChild(toast, "undo");
            verify(undo.visible);
            mouseClick(undo);
            compare(toast.undone, 1);
            tryCompare(toast, "visible", false);
            toast.show("Copied", false);
            verify(!undo.visible);
            tryCompare(toast, "visible", false);
        }
        function test_keyboardRectangle() {
            bench.pretendKeyboard(Qt.rect(0, 300, 360, 340));
            compare(App.keyboard.rectangle, Qt.rect(0, 300, 360, 340));
            bench.pretendKeyboard(Qt.rect(0, 0, 0, 0));
        }
    }
}
