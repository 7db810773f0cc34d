// Accepts connections and hands their descriptors to the I/O threads, each to the one with the fewest.
#pragma once

#include "server/observe/metrics.h"
#include "server/transport/io_thread.h"

#include <QTcpServer>
#include <QTimer>

#include <memory>
#include <vector>

namespace relevo {

/// Lives on the thread that made it, which runs an event loop. The I/O threads outlive it.
class TcpListener final : public QTcpServer
{
    Q_OBJECT

public:
    TcpListener(std::vector<IoThread *> threads, std::uint64_t maxConnections, std::string refusal, Metrics &metrics);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void refuse(int descriptor);

    std::vector<IoThread *> m_threads;
    std::uint64_t m_maxConnections;
    std::string m_refusal; ///< the line that one connection too many gets
    Metrics &m_metrics;
    QTimer m_resume; ///< after accept() failed for want of descriptors
};

} // namespace relevo
