import Relevo

// History: the server's tasks, and the one that is open.
MasterDetail {
    open: App.background.task.shown

    function goBack(): bool {
        if (!open)
            return false;
        App.background.task.close();
        return true;
    }

    master: HistoryListPage {
        onChosen: row => App.background.showRow(row)
    }
    detail: HistoryTaskPage {}
    placeholder: Placeholder {
        symbol: "clock"
        title: qsTr("Choose a task")
        hint: qsTr("Where its time went and what came of it stands here.")
    }
}
