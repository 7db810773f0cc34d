#include "server/transport/tcp/qt_io_thread.h"

#include "server/transport/tcp/qt_stream.h"

#include <QMetaObject>

namespace relevo {

QtIoThread::QtIoThread(const IoServices &given, std::size_t index)
    : IoThread(given, index)
{
    m_thread.setObjectName(QStringLiteral("io-%1").arg(index + 1));
    m_context.moveToThread(&m_thread);
    m_thread.start();
    QMetaObject::invokeMethod(
        &m_context,
        [this] {
            m_ticker = std::make_unique<QTimer>();
            QObject::connect(m_ticker.get(), &QTimer::timeout, &m_context, [this] {
                tick();
                turn();
            });
            m_ticker->start(tickMs);
            turn();
        },
        Qt::QueuedConnection);
}

QtIoThread::~QtIoThread()
{
    stop();
}

void QtIoThread::stop()
{
    if (!m_thread.isRunning())
        return;
    requestStop();
    QMetaObject::invokeMethod(
        &m_context,
        [this] {
            closeAll();
            m_ticker.reset();
            m_thread.quit();
        },
        Qt::QueuedConnection);
    m_thread.wait();
}

void QtIoThread::wake()
{
    QMetaObject::invokeMethod(&m_context, [this] { turn(); }, Qt::QueuedConnection);
}

void QtIoThread::turnSoon()
{
    if (std::exchange(m_turnPosted, true))
        return;
    QMetaObject::invokeMethod(
        &m_context,
        [this] {
            m_turnPosted = false;
            turn();
        },
        Qt::QueuedConnection);
}

void QtIoThread::turn()
{
    if (stopping())
        return;
    awake();
    if (serve() || !maySleep())
        turnSoon();
}

std::shared_ptr<Session> QtIoThread::open(int descriptor)
{
    // The session owns the stream, and is made after it: the events reach it through a weak pointer.
    auto link = std::make_shared<std::weak_ptr<Session>>();
    QtStream::Events events;
    events.readable = [this, link] {
        if (const auto session = link->lock()) {
            session->becameReadable();
            wantsTurn(*session);
            turnSoon();
        }
    };
    events.writable = [this, link] {
        if (const auto session = link->lock()) {
            session->becameWritable();
            wantsFlush(*session);
            turnSoon();
        }
    };
    events.failed = [this, link] {
        QMetaObject::invokeMethod(
            &m_context,
            [this, link] {
                if (const auto session = link->lock()) {
                    session->failed();
                    turnSoon();
                }
            },
            Qt::QueuedConnection);
    };
    auto stream = std::make_unique<QtStream>(descriptor, std::move(events));
    if (!stream->isValid())
        return nullptr;
    auto session = std::make_shared<Session>(*this, std::move(stream));
    *link = session;
    return session;
}

} // namespace relevo
