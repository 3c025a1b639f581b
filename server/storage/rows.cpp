// SPDX-License-Identifier: Apache-2.0
#include "server/storage/rows.h"

#include "server/storage/database.h"

#include <utility>

namespace confab {

Rows::Rows(Statement &statement, Database &database)
    : m_statement(&statement)
    , m_database(&database)
{ }

Rows::Rows(Rows &&other) noexcept
    : m_statement(std::exchange(other.m_statement, nullptr))
    , m_database(other.m_database)
{ }

Rows::~Rows()
{
    // An unfinished SELECT would keep the snapshot open, and with it the write-ahead log from shrinking.
    if (m_statement)
        m_statement->reset();
}

bool Rows::next()
{
    const auto stepped = m_statement->next();
    if (!stepped)
        m_database->fail(stepped.error());
    return stepped && *stepped;
}

std::optional<QString> Rows::optionalText(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(text(column));
}

Timestamp Rows::time(int column) const
{
    return Timestamp(std::chrono::milliseconds(integer(column)));
}

std::optional<Timestamp> Rows::optionalTime(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(time(column));
}

} // namespace confab
