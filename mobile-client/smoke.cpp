#include "mobile-client/smoke.h"

namespace relevo::mobile {

Smoke::Smoke(App &app, Window &window, const QString &address, QObject *parent)
    : QObject(parent)
    , m_app(app)
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        finish(1, m_drawn ? tr("The server did not answer in time") : tr("The window was not drawn in time"));
    });
    m_patience.start(patience);

    ConnectionProbe *probe = app.probe();
    connect(probe, &ConnectionProbe::finished, this, [this, probe](bool ok) {
        m_answered = ok;
        if (!ok)
            finish(1, probe->text());
        check();
    });
    if (QQuickWindow *view = window.view()) {
        connect(view, &QQuickWindow::frameSwapped, this, [this] {
            m_drawn = true;
            check();
        });
        probe->test(address);
    } else {
        QMetaObject::invokeMethod(
            this, [this] { finish(1, tr("The interface could not be loaded")); }, Qt::QueuedConnection);
    }
}

void Smoke::check()
{
    if (m_drawn && m_answered)
        finish(0, m_app.probe()->text());
}

void Smoke::finish(int code, const QString &line)
{
    if (m_finished)
        return;
    m_finished = true;
    Q_EMIT finished(code, line);
}

} // namespace relevo::mobile
