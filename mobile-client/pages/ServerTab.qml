import QtQuick
import Relevo

// Server: its state and its load, the profiles, the settings; and the editor of a profile.
FocusScope {
    id: tab

    property bool editing: false

    function goBack(): bool {
        if (!editing)
            return false;
        editing = false;
        return true;
    }
    function edit(profile: int) {
        App.probe.reset();
        editor.begin(profile);
        editing = true;
    }

    ServerPage {
        anchors.fill: parent
        visible: !tab.editing
        onEdit: row => tab.edit(row)
    }
    ProfilePage {
        id: editor

        anchors.fill: parent
        visible: tab.editing
        onBack: tab.goBack()
    }
}
