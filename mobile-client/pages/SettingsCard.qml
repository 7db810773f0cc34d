import QtQuick
import QtQuick.Layouts
import Relevo

// Language and theme, at once.
Card {
    spacing: Theme.medium

    Heading {
        Layout.fillWidth: true
        text: qsTr("Language")
    }
    Choices {
        Layout.fillWidth: true
        objectName: "languages"
        // A language's name is said in that language.
        texts: [qsTr("System"), "English", "Español"]
        current: App.settings.language
        onChosen: index => App.settings.language = index
    }
    Heading {
        Layout.fillWidth: true
        text: qsTr("Theme")
    }
    Choices {
        Layout.fillWidth: true
        objectName: "themes"
        texts: [qsTr("System"), qsTr("Light"), qsTr("Dark")]
        current: App.settings.theme
        onChosen: index => App.settings.theme = index
    }
}
