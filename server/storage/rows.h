// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/connection.h"
#include "shared/core/id.h"
#include "shared/core/number.h"

namespace confab {

class Database;

/// The rows of one statement, read forward, once. Columns are counted from 0. What fails while they are read
/// ends them, and is kept by the database (Database::takeFailure).
class Rows {
public:
    Rows(Statement &statement, Database &database);
    Rows(Rows &&other) noexcept;
    Rows &operator=(Rows &&) = delete;
    ~Rows();

    /// Steps to the next row, the first at first.
    [[nodiscard]] bool next();

    [[nodiscard]] bool isNull(int column) const { return m_statement->isNull(column); }
    [[nodiscard]] qint64 integer(int column) const { return m_statement->integer(column); }
    [[nodiscard]] bool boolean(int column) const { return integer(column) != 0; }
    [[nodiscard]] QString text(int column) const { return QString::fromUtf8(utf8(column)); }
    [[nodiscard]] std::optional<QString> optionalText(int column) const;
    /// Valid until the next row.
    [[nodiscard]] QByteArrayView utf8(int column) const { return m_statement->utf8(column); }
    [[nodiscard]] QByteArray bytes(int column) const { return m_statement->bytes(column); }
    [[nodiscard]] QUuid uuid(int column) const { return QUuid::fromRfc4122(m_statement->blob(column)); }
    [[nodiscard]] Timestamp time(int column) const;
    [[nodiscard]] std::optional<Timestamp> optionalTime(int column) const;
    template <typename IdOrNumber>
    [[nodiscard]] IdOrNumber as(int column) const
    {
        return IdOrNumber(integer(column));
    }

private:
    Statement *m_statement;
    Database *m_database;
};

} // namespace confab
