#include "server/storage/postgresql/postgres_error.h"

namespace relevo {

namespace {

bool oneOf(std::string_view state, const auto &...codes)
{
    return ((state == codes) || ...);
}

StorageError::Kind kindOf(std::string_view state)
{
    using Kind = StorageError::Kind;
    const std::string_view group = state.substr(0, 2);
    if (oneOf(state, "53100")) // disk_full
        return Kind::Full;
    if (oneOf(state, "XX001", "XX002")) // data_corrupted, index_corrupted
        return Kind::Corrupt;
    // Credentials, an unknown database, missing privileges.
    if (oneOf(group, "28", "3D") || oneOf(state, "42501"))
        return Kind::Refused;
    // The connection; conflicts; resources; ended or not yet up; the system below it; a lock that did not come free; a
    // server that is only a copy for reading, until it is another's turn.
    if (state.empty() || oneOf(group, "08", "40", "53", "57", "58") || oneOf(state, "55P03", "25006"))
        return Kind::Unavailable;
    return Kind::Failed;
}

} // namespace

PostgresError::PostgresError(std::string_view state, const std::string &what)
    : StorageError(kindOf(state), what)
    , m_state(state)
{}

bool PostgresError::isOfTheData() const
{
    // Values that a type or an encoding refuses; constraints; more than a row or an index takes.
    return oneOf(std::string_view(m_state).substr(0, 2), "22", "23", "54");
}

bool PostgresError::isConflict() const
{
    return oneOf(std::string_view(m_state), "40001", "40P01");
}

} // namespace relevo
