// Qt's bytes as the protocol's parsers read them.
#pragma once

#include <QByteArray>

#include <string_view>

namespace relevo {

/// Of the bytes of `bytes`, which must live and stay unchanged while the view is used.
inline std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

} // namespace relevo
