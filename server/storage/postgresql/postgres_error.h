// What PostgreSQL says, sorted by what can be done about it.
#pragma once

#include "server/storage/storage_error.h"

#include <string>
#include <string_view>

namespace relevo {

class PostgresError : public StorageError
{
public:
    /// `state`: the SQLSTATE, five characters; empty: the connection is lost, or never came about.
    PostgresError(std::string_view state, const std::string &what);

    const std::string &state() const { return m_state; }
    /// It is what was to be stored that is refused: a part of it may be taken.
    bool isOfTheData() const;
    /// Others were in the way of the transaction, which has done nothing: it may be tried again at once.
    bool isConflict() const;

private:
    std::string m_state;
};

} // namespace relevo
