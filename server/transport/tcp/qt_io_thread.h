// An I/O thread on Qt's event loop and sockets.
#pragma once

#include "server/transport/io_thread.h"

#include <QObject>
#include <QThread>
#include <QTimer>

#include <memory>

namespace relevo {

class QtIoThread final : public IoThread
{
public:
    /// Starts the thread.
    QtIoThread(const IoServices &services, std::size_t index);
    ~QtIoThread() override;

    void stop() override;

protected:
    std::shared_ptr<Session> open(int descriptor) override;
    void wake() override;

private:
    void turn();
    void turnSoon();

    QThread m_thread;
    QObject m_context; ///< lives on the thread; turns are posted to it
    std::unique_ptr<QTimer> m_ticker;
    bool m_turnPosted = false;
};

} // namespace relevo
