#include "common/client/reply.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace relevo {

namespace {

QByteArray bytes(std::string_view view)
{
    return {view.data(), static_cast<qsizetype>(view.size())};
}

QString faultText(CallEnd end)
{
    switch (end) {
    case CallEnd::Result:
    case CallEnd::ServerError:
        break;
    case CallEnd::BadParams:
        return CallError::tr("The params are no JSON array or object.");
    case CallEnd::NotConnected:
        return CallError::tr("There is no connection to the server.");
    case CallEnd::NotRun:
        return CallError::tr("The server closed the connection before it ran the call.");
    case CallEnd::Lost:
        return CallError::tr("The connection broke while the call was under way; whether it was run is not known.");
    case CallEnd::TimedOut:
        return CallError::tr("There was no reply in time.");
    case CallEnd::BadReply:
        return CallError::tr("The server sent something that is no reply.");
    }
    return {};
}

// The messages of the table in errors.h once more, for the translators.
QString codeText(ErrorCode code)
{
    switch (code) {
    case ErrorCode::ParseError:
        return CallError::tr("Parse error");
    case ErrorCode::InvalidRequest:
        return CallError::tr("Invalid Request");
    case ErrorCode::MethodNotFound:
        return CallError::tr("Method not found");
    case ErrorCode::InvalidParams:
        return CallError::tr("Invalid params");
    case ErrorCode::InternalError:
        return CallError::tr("Internal error");
    case ErrorCode::Overloaded:
        return CallError::tr("Overloaded");
    case ErrorCode::TimedOut:
        return CallError::tr("Timed out");
    case ErrorCode::Cancelled:
        return CallError::tr("Cancelled");
    case ErrorCode::NotFound:
        return CallError::tr("Not found");
    case ErrorCode::TooLarge:
        return CallError::tr("Too large");
    case ErrorCode::NotAllowed:
        return CallError::tr("Not allowed");
    case ErrorCode::ShuttingDown:
        return CallError::tr("Shutting down");
    case ErrorCode::WrongState:
        return CallError::tr("Wrong state");
    case ErrorCode::TaskFailed:
        return CallError::tr("Task failed");
    }
    return CallError::tr("Error");
}

} // namespace

CallError::CallError(const RawReply &reply)
    : end(reply.end)
    , code(reply.code)
    , message(reply.end == CallEnd::ServerError
                  ? QString::fromUtf8(reply.message.data(), static_cast<qsizetype>(reply.message.size()))
                  : faultText(reply.end))
    , data(bytes(reply.data))
{}

QString CallError::localMessage() const
{
    const std::string_view standard = end == CallEnd::ServerError ? errorMessage(ErrorCode{code}) : std::string_view();
    const bool isStandard = message == QLatin1StringView(standard.data(), static_cast<qsizetype>(standard.size()));
    return isStandard ? codeText(ErrorCode{code}) : message;
}

bool CallError::surelyNotRun() const
{
    switch (end) {
    case CallEnd::BadParams:
    case CallEnd::NotConnected:
    case CallEnd::NotRun:
        return true;
    case CallEnd::ServerError:
        return is(ErrorCode::Overloaded) || is(ErrorCode::ShuttingDown);
    default:
        return false;
    }
}

bool CallError::isConnectionFault() const
{
    return end == CallEnd::NotConnected || end == CallEnd::NotRun || end == CallEnd::Lost || end == CallEnd::BadReply;
}

Reply::Reply(const RawReply &reply)
    : m_result(bytes(reply.result))
    , m_error(reply)
{}

QJsonValue Reply::result() const
{
    return isOk() ? parseJsonValue(m_result) : QJsonValue(QJsonValue::Undefined);
}

QJsonValue parseJsonValue(const QByteArray &json)
{
    const QJsonArray array = QJsonDocument::fromJson('[' + json + ']').array();
    return array.size() == 1 ? array.at(0) : QJsonValue(QJsonValue::Undefined);
}

} // namespace relevo
