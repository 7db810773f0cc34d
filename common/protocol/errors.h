// The wire contract's error codes: the one table that replies, documentation and clients derive from.
#pragma once

#include <array>
#include <string_view>

namespace relevo {

enum class ErrorCode : int {
    ParseError = -32700,
    InvalidRequest = -32600,
    MethodNotFound = -32601,
    InvalidParams = -32602,
    InternalError = -32603,
    Overloaded = -32000,
    TimedOut = -32001,
    Cancelled = -32002,
    NotFound = -32003,
    TooLarge = -32004,
    NotAllowed = -32005,
    ShuttingDown = -32006,
    WrongState = -32007,
    TaskFailed = -32010,
};

struct ErrorInfo
{
    ErrorCode code;
    std::string_view message; ///< what stands in `error.message`
    std::string_view meaning; ///< for the documentation
    std::string_view data;    ///< members of `error.data`, for the documentation
};

inline constexpr std::array<ErrorInfo, 14> errorTable{{
    {ErrorCode::ParseError, "Parse error", "Not JSON, or not UTF-8.", "offset"},
    {ErrorCode::InvalidRequest, "Invalid Request", "JSON, but no JSON-RPC request.", ""},
    {ErrorCode::MethodNotFound, "Method not found", "No such method.", "suggestion"},
    {ErrorCode::InvalidParams, "Invalid params",
     "Params that the method does not take: missing, unknown, of the wrong type or out of range.", "param, expected"},
    {ErrorCode::InternalError, "Internal error", "A fault of the server's own; its log tells of the incident.",
     "incident"},
    {ErrorCode::Overloaded, "Overloaded", "Not accepted; send again later.", "retryAfterMs"},
    {ErrorCode::TimedOut, "Timed out", "Past its timeoutMs.", ""},
    {ErrorCode::Cancelled, "Cancelled", "Cancelled.", ""},
    {ErrorCode::NotFound, "Not found", "No such task, subscription, worker or blob.", ""},
    {ErrorCode::TooLarge, "Too large", "Larger than a limit.", "limit, actual"},
    {ErrorCode::NotAllowed, "Not allowed", "Not authenticated, or not allowed.", ""},
    {ErrorCode::ShuttingDown, "Shutting down", "Not accepted; send to another node.", ""},
    {ErrorCode::WrongState, "Wrong state", "Not possible in the task's state.", "state"},
    {ErrorCode::TaskFailed, "Task failed", "The task itself failed; data is what the task says.", ""},
}};

constexpr std::string_view errorMessage(ErrorCode code)
{
    for (const ErrorInfo &info : errorTable) {
        if (info.code == code)
            return info.message;
    }
    return "Error";
}

} // namespace relevo
