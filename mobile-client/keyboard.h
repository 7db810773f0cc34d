// Where the on-screen keyboard stands, for a window that keeps out from under it.
//
// Lives in the GUI's thread.
#pragma once

#include <QObject>
#include <QRectF>
#include <QtQml/qqmlregistration.h>

#include <optional>

namespace relevo::mobile {

class Keyboard : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("App.keyboard")
    /// In the window's coordinates; empty while there is none.
    Q_PROPERTY(QRectF rectangle READ rectangle NOTIFY changed)

public:
    /// The application must exist.
    explicit Keyboard(QObject *parent = nullptr);

    QRectF rectangle() const;
    /// From now on it stands here whatever the system says; an empty one: there is none.
    void pretend(const QRectF &rectangle);

Q_SIGNALS:
    void changed();

private:
    std::optional<QRectF> m_pretended;
};

} // namespace relevo::mobile
