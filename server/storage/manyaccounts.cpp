// SPDX-License-Identifier: Apache-2.0
#include "server/storage/manyaccounts.h"

#include "server/storage/jsonrows.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

/// `postgreSql` and `mariaDb` with the given rows in the place of %1.
jsonrows::Text ofGiven(const QString &postgreSql, const QString &mariaDb)
{
    return jsonrows::Text([&](Engine engine) {
        return (engine == Engine::PostgreSql ? postgreSql : mariaDb)
            .arg(jsonrows::table(engine, {u"id BIGINT"_s}));
    });
}

Value toRows(const QList<AccountId> &accounts)
{
    QJsonArray rows;
    for (const AccountId account : accounts)
        rows.append(QJsonArray{account.value()});
    return jsonrows::value(rows);
}

} // namespace

ManyAccounts::ManyAccounts(Database &database, const QList<AccountId> &accounts)
    : m_database(database)
    , m_given(toRows(accounts))
{ }

Result<void> ManyAccounts::lock() const
{
    // PostgreSQL locks what it has sorted, MariaDB what it reads, in the order given.
    static const auto text = ofGiven(uR"(
        SELECT id FROM account WHERE id = ANY (ARRAY(SELECT given.id FROM %1)) ORDER BY id FOR UPDATE)"_s,
                                     uR"(
        SELECT a.id FROM %1 STRAIGHT_JOIN account a ON a.id = given.id FOR UPDATE)"_s);
    auto rows = m_database.run(text.of(m_database.engine()), {{":rows", m_given}});
    if (!rows)
        return rows.error();
    while (rows->next()) { } // an engine may lock what it hands out
    return {};
}

Result<void> ManyAccounts::advance(qint64 moved) const
{
    static const auto text = ofGiven(uR"(
        UPDATE account SET account_change = account_change + 1, moved = :moved
         WHERE id = ANY (ARRAY(SELECT given.id FROM %1)))"_s,
                                     uR"(
        UPDATE %1 STRAIGHT_JOIN account a ON a.id = given.id
           SET a.account_change = a.account_change + 1, a.moved = :moved)"_s);
    return withoutCount(
        m_database.change(text.of(m_database.engine()), {{":moved", moved}, {":rows", m_given}}));
}

Result<Rows> ManyAccounts::numbers() const
{
    static const auto text = ofGiven(uR"(
        SELECT id, account_change FROM account WHERE id = ANY (ARRAY(SELECT given.id FROM %1)))"_s,
                                     uR"(
        SELECT a.id, a.account_change FROM %1 STRAIGHT_JOIN account a ON a.id = given.id)"_s);
    return m_database.run(text.of(m_database.engine()), {{":rows", m_given}});
}

} // namespace confab
