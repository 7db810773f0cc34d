#include "tests/support/nodes.h"

#include "server/storage/postgresql/postgres_connection.h"

using namespace Qt::StringLiterals;

namespace relevo::test {

void SharedPostgres::beginAnew()
{
    m_schema = "test" + std::to_string(++m_made);
    PostgresConnection(m_postgres.url(), {}).execute("CREATE SCHEMA " + m_schema);
}

QStringList SharedPostgres::arguments() const
{
    return {u"--storage"_s, u"postgresql"_s, u"--postgresql"_s, QString::fromStdString(m_postgres.url(m_schema))};
}

} // namespace relevo::test
