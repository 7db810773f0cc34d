import Relevo

// Activity: the list of jobs, and the one that is open.
MasterDetail {
    open: App.details.shown

    function goBack(): bool {
        if (!open)
            return false;
        App.details.close();
        return true;
    }

    master: JobListPage {
        current: App.details.number
        onChosen: row => App.showJob(row)
    }
    detail: JobPage {}
    placeholder: Placeholder {
        symbol: "activity"
        title: qsTr("Choose a task")
        hint: qsTr("What was sent and what came of it stands here.")
    }
}
