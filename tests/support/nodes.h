// Servers that share a PostgreSQL: each test function has a schema of its own in one server, and nodes by name.
#pragma once

#include "tests/support/postgres_process.h"
#include "tests/support/task_server.h"

#include <QString>

#include <string>

namespace relevo::test {

class SharedPostgres
{
public:
    bool start() { return m_postgres.start(); }
    /// From now on arguments() is of another schema, in which nothing is.
    void beginAnew();
    QStringList arguments() const;
    PostgresProcess &process() { return m_postgres; }

private:
    PostgresProcess m_postgres;
    std::string m_schema;
    int m_made = 0;
};

/// A node of that name.
class NamedNode : public TaskServer
{
public:
    NamedNode(const SharedPostgres &postgres, const QString &name, const QString &lease, const QStringList &more = {})
        : TaskServer(postgres.arguments() +
                     QStringList{QStringLiteral("--node"), name, QStringLiteral("--lease"), lease} + more)
    {}
};

} // namespace relevo::test
