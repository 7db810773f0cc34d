#include "server/transport/tcp/qt_io_thread.h"

#include "server/transport/tcp/qt_stream.h"

#include <QCoreApplication>
#include <QEvent>
#include <QMetaObject>

namespace relevo {

QtIoThread::QtIoThread(const IoServices &given, std::size_t index)
    : IoThread(given, index)
{
    m_thread.setObjectName(QStringLiteral("io-%1").arg(index + 1));
    m_context.moveToThread(&m_thread);
    m_thread.start();
    m_context.post(Post::Begin);
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
    m_context.post(Post::End);
    m_thread.wait();
    m_ended.take();
}

void QtIoThread::wake()
{
    m_context.post(Post::Turn);
}

void QtIoThread::Context::post(Post what)
{
    QCoreApplication::postEvent(this, new QEvent(QEvent::Type(QEvent::User + int(what))));
}

bool QtIoThread::Context::event(QEvent *event)
{
    switch (event->type() - QEvent::User) {
    case int(Post::Begin):
        m_owner.begin();
        return true;
    case int(Post::Turn):
        m_owner.turn();
        return true;
    case int(Post::End):
        m_owner.end();
        return true;
    default:
        return QObject::event(event);
    }
}

void QtIoThread::begin()
{
    m_ticker = std::make_unique<QTimer>();
    QObject::connect(m_ticker.get(), &QTimer::timeout, &m_context, [this] {
        tick();
        turn();
    });
    m_ticker->start(tickMs);
    turn();
}

void QtIoThread::end()
{
    closeAll();
    m_ticker.reset();
    m_ended.give();
    m_thread.quit();
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
    const auto onSession = [this, link](auto &&tell) {
        return [this, link, tell] {
            if (const auto session = link->lock()) {
                tell(*session);
                turnSoon();
            }
        };
    };
    QtStream::Events events;
    events.readable = onSession([this](Session &session) {
        session.becameReadable();
        wantsTurn(session);
    });
    events.ended = onSession([this](Session &session) {
        session.peerEnded();
        wantsTurn(session);
    });
    events.writable = onSession([this](Session &session) {
        if (session.becameWritable())
            wantsFlush(session);
    });
    // Not at once: the stream is in the middle of something, and failing deletes it.
    events.failed = [this, failed = onSession([](Session &session) { session.failed(); })] {
        QMetaObject::invokeMethod(&m_context, failed, Qt::QueuedConnection);
    };
    auto stream = std::make_unique<QtStream>(descriptor, std::move(events));
    if (!stream->isValid())
        return nullptr;
    auto session = std::make_shared<Session>(*this, std::move(stream));
    *link = session;
    return session;
}

} // namespace relevo
