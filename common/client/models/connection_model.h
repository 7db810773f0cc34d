// The connection as a window shows it: state and its words, address, latency, the last error, the time to the next
// attempt. For Widgets and QML alike.
//
// Lives in the GUI's thread, beside the BackgroundClient that it shows, which must outlive it.
#pragma once

#include "common/client/models/background_client.h"

#include <QObject>
#include <QTimer>

namespace relevo {

class ConnectionModel : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString host READ host NOTIFY changed)
    Q_PROPERTY(int port READ port NOTIFY changed)
    Q_PROPERTY(QString address READ address NOTIFY changed)
    Q_PROPERTY(State state READ state NOTIFY changed)
    Q_PROPERTY(bool connected READ isConnected NOTIFY changed)
    /// "Connected", "Connecting…", "No connection: trying again in 3 s": one line, in the user's language.
    Q_PROPERTY(QString stateText READ stateText NOTIFY changed)
    /// Why there is no connection; empty while there is one.
    Q_PROPERTY(QString lastError READ lastError NOTIFY changed)
    Q_PROPERTY(int secondsToRetry READ secondsToRetry NOTIFY changed)
    Q_PROPERTY(double latencyMs READ latencyMs NOTIFY changed)
    /// "0.2 ms" in the user's number format; empty as long as nothing was measured.
    Q_PROPERTY(QString latencyText READ latencyText NOTIFY changed)

public:
    enum class State { Disconnected, Connecting, Connected, Waiting };
    Q_ENUM(State)

    explicit ConnectionModel(BackgroundClient &client, QObject *parent = nullptr);

    QString host() const;
    int port() const;
    QString address() const;
    State state() const;
    bool isConnected() const { return state() == State::Connected; }
    QString stateText() const;
    QString lastError() const;
    int secondsToRetry() const;
    double latencyMs() const;
    QString latencyText() const;

    /// Empty if `address` (HOST:PORT, as people write it) is one, else what is wrong with it, for people.
    Q_INVOKABLE static QString problemOf(const QString &address);
    /// False, and nothing happens, if problemOf() has something to say.
    Q_INVOKABLE bool connectTo(const QString &address);
    Q_INVOKABLE void disconnectFromServer();
    /// Tries at once, without waiting for the next attempt.
    Q_INVOKABLE void retry();

Q_SIGNALS:
    /// Also once a second while Waiting, for the countdown, and when retranslate() was called.
    void changed();
    void connectedChanged(bool connected);

public Q_SLOTS:
    /// The language has changed.
    void retranslate() { Q_EMIT changed(); }

private:
    void onStatus();

    BackgroundClient &m_client;
    QTimer m_countdown;
    bool m_wasConnected = false;
};

} // namespace relevo
