import Relevo

Body {
    color: Theme.faintText
    font.pixelSize: Theme.captionSize
}
