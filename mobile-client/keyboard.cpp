#include "mobile-client/keyboard.h"

#include <QGuiApplication>
#include <QInputMethod>

namespace relevo::mobile {

Keyboard::Keyboard(QObject *parent)
    : QObject(parent)
{
    const QInputMethod *method = QGuiApplication::inputMethod();
    connect(method, &QInputMethod::keyboardRectangleChanged, this, &Keyboard::changed);
    connect(method, &QInputMethod::visibleChanged, this, &Keyboard::changed);
}

QRectF Keyboard::rectangle() const
{
    if (m_pretended)
        return *m_pretended;
    const QInputMethod *method = QGuiApplication::inputMethod();
    return method->isVisible() ? method->keyboardRectangle() : QRectF();
}

void Keyboard::pretend(const QRectF &rectangle)
{
    m_pretended = rectangle;
    Q_EMIT changed();
}

} // namespace relevo::mobile
