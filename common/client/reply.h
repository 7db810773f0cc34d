// What a call comes to: a result, or an error as a value. Nothing here throws; plain values, reentrant.
#pragma once

#include "common/protocol/errors.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QJsonValue>
#include <QString>

#include <string_view>

namespace relevo {

/// How a call ended.
enum class CallEnd : unsigned char {
    Result,       ///< the server answered with a result
    ServerError,  ///< the server answered with an error: code, message and data are its own
    BadParams,    ///< never sent: the raw params are no JSON array or object
    NotConnected, ///< never sent: there is no connection
    NotRun,       ///< the connection closed in order, or before all of the call was sent: it was not run, send it again
    Lost,         ///< the connection broke with the call in flight: whether it was run is not known
    TimedOut,     ///< no reply in the call's time; the server may still run it
    BadReply,     ///< the server sent what is no reply; the connection was given up
};

/// A reply as it stands in the receive buffer. The views live until the callback returns, or runs an event loop.
struct RawReply
{
    CallEnd end = CallEnd::Result;
    int code = 0;             ///< ServerError: the error's code
    std::string_view result;  ///< Result: one JSON value as it was sent
    std::string_view message; ///< ServerError: UTF-8
    std::string_view data;    ///< ServerError: one JSON value as it was sent, or empty
};

struct CallError
{
    Q_DECLARE_TR_FUNCTIONS(relevo::CallError)
public:
    CallEnd end = CallEnd::Result;
    int code = 0;
    QString message; ///< for people: the server's text, or the fault in the user's language
    QByteArray data; ///< the server's `error.data`, one JSON value as it was sent, or empty

    CallError() = default;
    /// Copies what the views show.
    explicit CallError(const RawReply &reply);

    /// `message` in the user's language where it is the code's own one; else as the server wrote it.
    QString localMessage() const;
    bool is(ErrorCode wanted) const { return end == CallEnd::ServerError && code == static_cast<int>(wanted); }
    /// The same call may be sent again without the danger that it runs twice.
    bool surelyNotRun() const;
    /// A fault of the connection, not of the call.
    bool isConnectionFault() const;
};

class Reply
{
public:
    Reply() = default;
    /// Copies what the views show.
    explicit Reply(const RawReply &reply);

    bool isOk() const { return m_error.end == CallEnd::Result; }
    /// The result's JSON as the server sent it: numbers of any length are whole.
    const QByteArray &rawResult() const { return m_result; }
    /// The result parsed, at each call anew; numbers become doubles. Undefined after an error.
    QJsonValue result() const;
    const CallError &error() const { return m_error; }

private:
    QByteArray m_result;
    CallError m_error;
};

/// One JSON value of any kind, which QJsonDocument does not read; Undefined if it is none.
QJsonValue parseJsonValue(const QByteArray &json);

} // namespace relevo
