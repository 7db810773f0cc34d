// `--smoke`: does the interface come up, and does the server answer? Bounded in time.
#pragma once

#include "mobile-client/window.h"

namespace relevo::mobile {

class Smoke : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds patience{10'000};

    Smoke(App &app, Window &window, const QString &address, QObject *parent = nullptr);

Q_SIGNALS:
    /// Once, within `patience`: 0 or 1, and a line that says why.
    void finished(int code, const QString &line);

private:
    void check();
    void finish(int code, const QString &line);

    App &m_app;
    QTimer m_patience;
    bool m_drawn = false;
    bool m_answered = false;
    bool m_finished = false;
};

} // namespace relevo::mobile
