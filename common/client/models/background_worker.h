// The other side of a BackgroundClient, private to it: the Client in its thread, and what the two threads hand over.
#pragma once

#include "common/client/models/background_client.h"

#include <mutex>
#include <vector>

namespace relevo {

/// From the owner to the worker.
struct BackgroundClient::Command
{
    enum class Kind : unsigned char { Connect, Disconnect, Call, Cancel };
    Kind kind = Kind::Call;
    ServerAddress address; ///< of Connect
    CallId id = 0;         ///< of Call and Cancel
    QString method;
    QByteArray params;
    Client::Timeout timeout = Client::noTimeout;
};

/// From the worker to the owner: what a call came to, or a notification.
struct BackgroundClient::Arrival
{
    CallId id = 0; ///< 0: a notification, `method` with its params in `outcome.result`; without a method: dropped
    CallOutcome outcome;
    QString method;
};

/// The only memory that both threads touch. Everything in it is guarded by the mutex, which nobody holds for longer
/// than a move takes. Each side is woken by one event however much there is for it.
struct BackgroundClient::Shared
{
    std::mutex mutex;
    std::vector<Command> commands;
    std::vector<Arrival> arrivals;
    std::size_t notifications = 0; ///< among the arrivals
    std::size_t dropped = 0;       ///< likewise
    std::size_t oldest = 0;        ///< no notification stands before it
    ServerStatus status;           ///< the newest
    quint64 epoch = 0;             ///< of the status
    bool statusIsNew = false;
    bool workerWoken = false;
    bool ownerWoken = false;
    bool ending = false;

    /// Drops the oldest notification that waits.
    void dropNotification();
};

/// Made and destroyed by the owner while the thread does not run; in between it is the thread's.
class BackgroundClient::Worker : public QObject
{
public:
    Worker(BackgroundClient &owner, std::shared_ptr<Shared> shared, const ConnectionOptions &options);

    /// From any thread: work stands in `shared`.
    void wake();

protected:
    bool event(QEvent *event) override;

private:
    struct InFlight
    {
        std::uint64_t clientId = 0;
        std::chrono::steady_clock::time_point sentAt;
    };

    void work();
    void run(const Command &command);
    void send(const Command &command);
    void end();
    void onState();
    void tellStatus();
    void onReply(CallId id, const RawReply &reply);
    void tell(Arrival arrival);

    BackgroundClient &m_owner; ///< to be woken; outlives the thread
    std::shared_ptr<Shared> m_shared;
    ConnectionOptions m_options;
    std::unique_ptr<Client> m_client; ///< made in the thread, and destroyed there
    std::unordered_map<CallId, InFlight> m_inFlight;
    QString m_method;          ///< of the call before
    std::string m_methodToken; ///< of m_method
    quint64 m_epoch = 0;
    quint64 m_connections = 0;
    bool m_wasConnected = false;
    bool m_switching = false; ///< states on the way to another address are not told
};

} // namespace relevo
