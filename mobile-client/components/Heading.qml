import QtQuick
import Relevo

Body {
    font.pixelSize: Theme.headingSize
    font.weight: Font.DemiBold
    Accessible.role: Accessible.Heading
}
