// An I/O thread on Qt's event loop and sockets.
#pragma once

#include "server/call/hand_over.h"
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
    /// What is posted to the thread.
    enum class Post { Begin, Turn, End };
    /// Lives on the thread. Events, not functions: those would be memory that crosses threads unseen (see HandOver).
    class Context final : public QObject
    {
    public:
        explicit Context(QtIoThread &owner)
            : m_owner(owner)
        {}
        void post(Post what);

    protected:
        bool event(QEvent *event) override;

    private:
        QtIoThread &m_owner;
    };

    void begin();
    void end();
    void turn();
    void turnSoon();

    QThread m_thread;
    Context m_context{*this};
    HandOver m_ended; ///< by the thread, to whoever waits for it
    std::unique_ptr<QTimer> m_ticker;
    bool m_turnPosted = false;
};

} // namespace relevo
