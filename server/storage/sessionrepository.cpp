// SPDX-License-Identifier: Apache-2.0
#include "server/storage/sessionrepository.h"

#include "server/storage/jsonrows.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

SessionRow readSession(const Rows &rows)
{
    return {.id = rows.as<SessionId>(0),
            .account = rows.as<AccountId>(1),
            .device = rows.text(2),
            .generation = rows.integer(3),
            .nonce = rows.bytes(4),
            .createdAt = rows.time(5),
            .lastUsedAt = rows.time(6),
            .address = rows.text(7)};
}

/// What readHolder() reads.
const QString holderColumns = uR"(
        SELECT account.id, account.username, account.role, account.disabled, session.last_used_at, session.id)"_s;

SessionHolder readHolder(const Rows &rows)
{
    return {.account = rows.as<AccountId>(0),
            .username = rows.text(1),
            .role = Role(rows.integer(2)),
            .disabled = rows.boolean(3),
            .lastUsedAt = rows.time(4)};
}

} // namespace

Result<std::optional<SessionRow>> SessionRepository::find(SessionId session)
{
    static const QString sql = uR"(
        SELECT id, account_id, device, generation, nonce, created_at, last_used_at, address
          FROM session
         WHERE id = :id)"_s;
    auto rows = m_database.run(sql, {{":id", session.value()}});
    if (!rows)
        return rows.error();
    return rows->next() ? std::optional(readSession(*rows)) : std::nullopt;
}

Result<std::optional<SessionHolder>> SessionRepository::holder(SessionId session)
{
    static const QString sql = holderColumns + uR"(
          FROM session
          JOIN account ON account.id = session.account_id
         WHERE session.id = :id)"_s;
    auto rows = m_database.run(sql, {{":id", session.value()}});
    if (!rows)
        return rows.error();
    if (!rows->next())
        return std::optional<SessionHolder>();
    return std::optional(readHolder(*rows));
}

Result<QHash<SessionId, SessionHolder>> SessionRepository::holders(const QList<SessionId> &sessions)
{
    if (m_database.url().isShared() && sessions.size() > 1)
        return holdersAtOnce(sessions);
    QHash<SessionId, SessionHolder> found;
    for (const SessionId session : sessions) {
        auto one = holder(session);
        if (!one)
            return one.error();
        if (*one)
            found.insert(session, **std::move(one));
    }
    return found;
}

Result<QHash<SessionId, SessionHolder>> SessionRepository::holdersAtOnce(const QList<SessionId> &sessions)
{
    static const jsonrows::Text text([](Engine engine) -> QString {
        return holderColumns
            + u" FROM %1 %2 session ON session.id = given.id %2 account ON account.id = session.account_id"_s
                  .arg(jsonrows::table(engine, {u"id BIGINT"_s}), jsonrows::join(engine));
    });
    QJsonArray given;
    for (const SessionId session : sessions)
        given.append(QJsonArray{session.value()});
    auto rows = m_database.run(text.of(m_database.engine()), {{":rows", jsonrows::value(given)}});
    if (!rows)
        return rows.error();
    QHash<SessionId, SessionHolder> found;
    while (rows->next())
        found.insert(rows->as<SessionId>(5), readHolder(*rows));
    return found;
}

Result<QList<SessionRow>> SessionRepository::list(AccountId account, Timestamp since, const Place &after,
                                                  int limit)
{
    static const QString sql = uR"(
        SELECT id, account_id, device, generation, nonce, created_at, last_used_at, address
          FROM session
         WHERE account_id = :account AND last_used_at >= :since
           AND (last_used_at < :used OR (last_used_at = :used AND id < :after))
         ORDER BY last_used_at DESC, id DESC
         LIMIT :limit)"_s;
    auto rows = m_database.run(sql,
                               {{":account", account.value()},
                                {":since", toColumn(since)},
                                {":used", toColumn(after.lastUsedAt)},
                                {":after", after.session.value()},
                                {":limit", limit}});
    if (!rows)
        return rows.error();
    QList<SessionRow> sessions;
    while (rows->next())
        sessions.append(readSession(*rows));
    return sessions;
}

Result<QList<SessionId>> SessionRepository::byAge(AccountId account)
{
    return ids(
        m_database.run(u"SELECT id FROM session WHERE account_id = :account ORDER BY last_used_at, id"_s,
                       {{":account", account.value()}}));
}

Result<QList<SessionId>> SessionRepository::unusedSince(Timestamp since, int limit)
{
    return ids(m_database.run(u"SELECT id FROM session WHERE last_used_at < :since LIMIT :limit"_s,
                              {{":since", toColumn(since)}, {":limit", limit}}));
}

Result<QList<SessionId>> SessionRepository::ids(Result<Rows> rows)
{
    if (!rows)
        return rows.error();
    QList<SessionId> sessions;
    while (rows->next())
        sessions.append(rows->as<SessionId>(0));
    return sessions;
}

Result<void> SessionRepository::insert(const SessionRow &row)
{
    static const QString sql = uR"(
        INSERT INTO session (id, account_id, device, generation, nonce, created_at, last_used_at, address)
        VALUES (:id, :account, :device, :generation, :nonce, :created_at, :last_used_at, :address))"_s;
    return withoutCount(m_database.change(sql,
                                          {{":id", row.id.value()},
                                           {":account", row.account.value()},
                                           {":device", row.device},
                                           {":generation", row.generation},
                                           {":nonce", row.nonce},
                                           {":created_at", toColumn(row.createdAt)},
                                           {":last_used_at", toColumn(row.lastUsedAt)},
                                           {":address", row.address}}));
}

Result<void> SessionRepository::advance(SessionId session, qint64 generation, Timestamp usedAt,
                                        const QString &address)
{
    static const QString sql = uR"(
        UPDATE session SET generation = :generation, last_used_at = :used, address = :address
         WHERE id = :id)"_s;
    return withoutCount(m_database.change(sql,
                                          {{":generation", generation},
                                           {":used", toColumn(usedAt)},
                                           {":address", address},
                                           {":id", session.value()}}));
}

Result<bool> SessionRepository::end(SessionId session, Timestamp now)
{
    const auto removed
        = m_database.change(u"DELETE FROM session WHERE id = :id"_s, {{":id", session.value()}});
    if (!removed)
        return removed.error();
    if (*removed == 0)
        return false;
    const auto recorded
        = m_database.change(u"INSERT INTO session_end (session_id, ended_at) VALUES (:session, :now)"_s,
                            {{":session", session.value()}, {":now", toColumn(now)}});
    if (!recorded)
        return recorded.error();
    return true;
}

Result<QList<SessionEnd>> SessionRepository::endsAfter(qint64 number)
{
    auto rows = m_database.run(u"SELECT id, session_id FROM session_end WHERE id > :number ORDER BY id"_s,
                               {{":number", number}});
    if (!rows)
        return rows.error();
    QList<SessionEnd> ends;
    while (rows->next())
        ends.append({.number = rows->integer(0), .session = rows->as<SessionId>(1)});
    return ends;
}

Result<qint64> SessionRepository::lastEnd()
{
    auto rows = m_database.run(u"SELECT coalesce(max(id), 0) FROM session_end"_s);
    if (!rows)
        return rows.error();
    return rows->next() ? rows->integer(0) : qint64(0);
}

Result<void> SessionRepository::forgetEnds(Timestamp before)
{
    return withoutCount(m_database.change(u"DELETE FROM session_end WHERE ended_at < :before"_s,
                                          {{":before", toColumn(before)}}));
}

} // namespace confab
