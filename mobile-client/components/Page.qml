import QtQuick
import QtQuick.Templates as T
import Relevo

// A page that scrolls as a whole, and brings what has the focus into view.
Flickable {
    id: page

    default property alias content: column.data
    property int padding: Theme.large
    property alias spacing: column.spacing

    contentWidth: width
    contentHeight: column.height + Theme.small + padding
    boundsBehavior: Flickable.DragAndOvershootBounds
    clip: true

    /// Scrolls as little as it takes until `item`, or the line of text with its cursor, is seen.
    function reveal(item: Item) {
        if (!item)
            return;
        const line = item instanceof TextEdit ? item.cursorRectangle : Qt.rect(0, 0, item.width, item.height);
        const top = item.mapToItem(column, line.x, line.y).y + column.y;
        const bottom = top + line.height;
        const margin = Theme.wide;
        if (bottom - contentY > height - margin)
            contentY = Math.min(Math.max(0, contentHeight - height), bottom - height + margin);
        if (top - contentY < margin)
            contentY = Math.max(0, top - margin);
    }
    function holds(item: Item): bool {
        for (let at = item; at; at = at.parent) {
            if (at === column)
                return true;
        }
        return false;
    }
    function revealFocus() {
        const item = Window.activeFocusItem;
        if (item && holds(item))
            reveal(item);
    }

    onHeightChanged: revealFocus()
    Window.onActiveFocusItemChanged: revealFocus()

    Column {
        id: column

        x: Math.max(page.padding, (page.width - 720) / 2)
        y: Theme.small
        width: page.width - 2 * x
        spacing: Theme.medium
    }

    T.ScrollBar.vertical: ScrollThumb {}
}
