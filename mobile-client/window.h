// The application's window: the QML engine with the module loaded into it.
//
// Lives in the GUI's thread. The app must outlive it.
#pragma once

#include "mobile-client/app.h"

#include <QQmlApplicationEngine>
#include <QQuickWindow>

namespace relevo::mobile {

class Window : public QObject
{
    Q_OBJECT

public:
    explicit Window(App &app, QObject *parent = nullptr);

    /// Null: the interface could not be loaded; the log says why.
    QQuickWindow *view() const;

    /// Once per program, before the first engine: the module's types and files.
    static void registerModule();
    /// The engine finds the module, and its texts follow the language.
    static void prepare(QQmlEngine &engine, App &app);

private:
    QQmlApplicationEngine m_engine;
};

} // namespace relevo::mobile
