// HOST:PORT as people write it: `127.0.0.1:5000`, `[::1]:5000`, `example.org:5000`, `example.org`, `:5000`.
#pragma once

#include <QString>

#include <optional>

namespace relevo {

struct ServerAddress
{
    QString host = QStringLiteral("127.0.0.1");
    quint16 port = 5000;

    /// What is left out stands at its default. Nothing for a text that is no address, or port 0.
    static std::optional<ServerAddress> parse(const QString &text);
    QString toString() const;

    bool operator==(const ServerAddress &) const = default;
};

} // namespace relevo
