// Is there a Relevo server at an address? One attempt, one `system.info`, on a connection of its own: what a connection
// dialog's *Test* and the programs' --smoke do.
//
// Lives in its owner's thread.
#pragma once

#include "common/client/client.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace relevo {

class ConnectionProbe : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool running READ isRunning NOTIFY changed)
    Q_PROPERTY(bool ok READ isOk NOTIFY changed)
    /// "Relevo 0.1.0, node alpha, 4 workers: answered in 0.4 ms", or why not. Empty before the first test.
    Q_PROPERTY(QString text READ text NOTIFY changed)

public:
    explicit ConnectionProbe(QObject *parent = nullptr);
    ~ConnectionProbe() override;

    /// Ends in finished(), within `patience`; a test that is running is given up.
    Q_INVOKABLE void test(const QString &address);
    void setPatience(std::chrono::milliseconds patience) { m_patience = patience; }
    Q_INVOKABLE void reset();

    bool isRunning() const { return m_client != nullptr; }
    bool isOk() const { return m_ok; }
    const QString &text() const { return m_text; }

Q_SIGNALS:
    void changed();
    void finished(bool ok);

private:
    void onState();
    void ask();
    void take(const Reply &reply);
    void giveUp();
    void finish(bool ok, const QString &text);
    void letGo();

    std::unique_ptr<Client> m_client;
    QTimer m_patienceTimer;
    std::chrono::milliseconds m_patience{5000};
    std::chrono::steady_clock::time_point m_askedAt;
    QString m_text;
    quint64 m_test = 0; ///< counts
    bool m_asked = false;
    bool m_ok = false;
};

} // namespace relevo
