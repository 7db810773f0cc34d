// The composition root: makes the parts from the configuration, joins them, and starts and ends them in order.
#pragma once

#include "server/config/server_config.h"
#include "server/observe/log.h"

#include <QObject>

#include <functional>
#include <memory>
#include <string>

namespace relevo {

/// Lives on the main thread, which runs an event loop. `log` outlives it.
class Node final : public QObject
{
    Q_OBJECT

public:
    Node(const ServerConfig &config, const Log &log);
    ~Node() override;

    /// Listens and serves. Empty if all is well, else what went wrong, in one line.
    std::string start();

    /// The addresses that it listens on, in the order of the configuration: `127.0.0.1:5000,[::1]:5000`.
    std::string addresses() const;

    /// Takes no more, answers what was accepted, and then emits drained(). What is still open after the drain timeout
    /// is reset.
    void drain();

    /// What runs in the background goes back into the queue. Nothing is served any more.
    void release();

    /// A task does not heed that its connection is gone: the destructor would wait for it.
    bool hasBusyWorkers() const;

Q_SIGNALS:
    void drained();

private:
    struct Parts;

    std::unique_ptr<Parts> m_parts;
};

} // namespace relevo
