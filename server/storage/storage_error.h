// What goes wrong in a store, sorted by what can be done about it.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>

namespace relevo {

class StorageError : public std::runtime_error
{
public:
    enum class Kind : std::uint8_t {
        Unavailable, ///< gone or out of reach for now: may pass, try again
        Full,        ///< no room (ENOSPC, a quota): may pass, try again
        Corrupt,     ///< what is stored is not what was written
        NotFound,
        Refused, ///< wrong credentials, bucket, version, permissions: somebody has to change something
        Failed,  ///< anything else
    };

    StorageError(Kind kind, const std::string &what)
        : std::runtime_error(what)
        , m_kind(kind)
    {}
    Kind kind() const { return m_kind; }
    bool mayPass() const { return m_kind == Kind::Unavailable || m_kind == Kind::Full; }

private:
    Kind m_kind;
};

} // namespace relevo
