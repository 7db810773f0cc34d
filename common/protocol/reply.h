// Writes replies: one compact line, ended by LF unless it stands in a batch.
#pragma once

#include "common/protocol/envelope.h"
#include "common/protocol/errors.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace relevo {

/// How one request is to be answered. The views must outlive the writing.
struct ReplyTo
{
    Dialect dialect = Dialect::V2; ///< V2 or V1
    std::string_view id;           ///< token as sent; empty stands for null
};

/// A result is written between these two; nothing, or a JSON value, in between. No LF.
void beginResult(std::string &out, const ReplyTo &to);
void endResult(std::string &out, const ReplyTo &to);

/// A whole error reply. `message` empty: the code's own text; `data`: a JSON value or empty. No LF.
void appendError(std::string &out, const ReplyTo &to, ErrorCode code, std::string_view message = {},
                 std::string_view data = {});

/// `{"name":value,…}` for an error's data.
class ErrorData
{
public:
    ErrorData &add(std::string_view name, std::string_view text);
    ErrorData &add(std::string_view name, std::uint64_t number);
    /// Empty if nothing was added.
    std::string take();

private:
    void addName(std::string_view name);
    std::string m_text;
};

} // namespace relevo
