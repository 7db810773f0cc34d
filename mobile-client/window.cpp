#include "mobile-client/window.h"

extern void qml_register_types_Relevo(); // generated
int qInitResources_qmlcache_relevo_mobile();

namespace relevo::mobile {

using namespace Qt::StringLiterals;

Window::Window(App &app, QObject *parent)
    : QObject(parent)
{
    registerModule();
    prepare(m_engine, app);
    m_engine.load(QUrl(u"qrc:/qt/qml/Relevo/Main.qml"_s));
}

QQuickWindow *Window::view() const
{
    const QList<QObject *> roots = m_engine.rootObjects();
    return roots.isEmpty() ? nullptr : qobject_cast<QQuickWindow *>(roots.first());
}

void Window::registerModule()
{
    qml_register_types_Relevo();
    qInitResources_qmlcache_relevo_mobile();
}

void Window::prepare(QQmlEngine &engine, App &app)
{
    engine.addImportPath(u"qrc:/qt/qml"_s);
    app.giveTo(engine);
    connect(&app.language(), &Language::changed, &engine, &QQmlEngine::retranslate);
}

} // namespace relevo::mobile
