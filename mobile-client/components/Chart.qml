import QtQuick
import QtQuick.Layouts
import Relevo

// A figure of the server, and how it went lately.
ColumnLayout {
    id: chart

    required property string label
    required property string value
    property alias history: line.values
    property alias ceiling: line.ceiling
    property alias color: line.color

    spacing: Theme.tight
    Accessible.role: Accessible.Chart
    Accessible.name: qsTr("%1: %2", "a figure: its name, its value").arg(label).arg(value)

    RowLayout {
        Layout.fillWidth: true

        Caption {
            Layout.fillWidth: true
            text: chart.label
        }
        Body {
            text: chart.value
            font.weight: Font.DemiBold
        }
    }
    Sparkline {
        id: line

        Layout.fillWidth: true
        implicitHeight: 44
        color: Theme.accent
    }
}
