import Relevo

// Tasks: the list, and the task that is open.
MasterDetail {
    open: App.workbench.task !== ""

    function goBack(): bool {
        if (!open)
            return false;
        App.workbench.close();
        return true;
    }

    master: TaskListPage {
        current: App.workbench.task
        onChosen: name => App.workbench.open(name)
    }
    detail: TaskPage {}
    placeholder: Placeholder {
        symbol: "tasks"
        title: qsTr("Choose a task")
        hint: qsTr("Its form opens here.")
    }
}
