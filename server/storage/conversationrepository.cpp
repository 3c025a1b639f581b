// SPDX-License-Identifier: Apache-2.0
#include "server/storage/conversationrepository.h"

#include "server/storage/jsonrows.h"

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

const QString selectConversation = uR"(
        SELECT id, kind, title, state, last_seq, change, own_change, created_at, updated_at, moved,
               blocked, history, avatar
          FROM conversation)"_s;

ConversationRow readConversation(const Rows &rows)
{
    return {.id = rows.as<ConversationId>(0),
            .kind = ConversationKind(rows.integer(1)),
            .title = rows.optionalText(2),
            .state = ConversationState(rows.integer(3)),
            .lastSeq = rows.as<Seq>(4),
            .change = rows.as<Change>(5),
            .ownChange = rows.as<Change>(6),
            .createdAt = rows.time(7),
            .updatedAt = rows.time(8),
            .moved = rows.integer(9),
            .blocked = rows.boolean(10),
            .history = GroupHistory(rows.integer(11)),
            .avatar = rows.optionalText(12)};
}

Result<std::optional<ConversationRow>> one(Result<Rows> rows)
{
    if (!rows)
        return rows.error();
    return rows->next() ? std::optional(readConversation(*rows)) : std::nullopt;
}

} // namespace

Result<std::optional<ConversationRow>> ConversationRepository::find(ConversationId id, Lock lock) const
{
    static const Lockable select(selectConversation + uR"(
         WHERE id = :id)"_s);
    return one(m_database.run(select.sql(m_database, lock), {{":id", id.value()}}));
}

Result<QList<ConversationRow>> ConversationRepository::lock(const QList<ConversationId> &ids) const
{
    Q_ASSERT(std::is_sorted(ids.begin(), ids.end()));
    if (m_database.url().isShared() && ids.size() > 1)
        return lockAtOnce(ids);
    QList<ConversationRow> found;
    for (const ConversationId id : ids) {
        auto one = find(id, Lock::Row);
        if (!one)
            return one.error();
        if (*one)
            found.append(**std::move(one));
    }
    return found;
}

Result<QList<ConversationRow>> ConversationRepository::lockAtOnce(const QList<ConversationId> &ids) const
{
    // PostgreSQL locks what it has sorted, MariaDB what it reads, in the order given.
    static const jsonrows::Text text([](Engine engine) -> QString {
        const QString given = jsonrows::table(engine, {u"id BIGINT"_s});
        if (engine == Engine::PostgreSql)
            return selectConversation
                + u" WHERE id IN (SELECT given.id FROM %1) ORDER BY id FOR UPDATE"_s.arg(given);
        return u"SELECT c.id, c.kind, c.title, c.state, c.last_seq, c.change, c.own_change, c.created_at, "
               "c.updated_at, c.moved, c.blocked, c.history, c.avatar FROM %1 STRAIGHT_JOIN conversation c ON c.id = given.id FOR UPDATE"_s
                   .arg(given);
    });
    QJsonArray given;
    for (const ConversationId id : ids)
        given.append(QJsonArray{id.value()});
    auto rows = m_database.run(text.of(m_database.engine()), {{":rows", jsonrows::value(given)}});
    if (!rows)
        return rows.error();
    QList<ConversationRow> found;
    while (rows->next())
        found.append(readConversation(*rows));
    return found;
}

Result<std::optional<ConversationRow>> ConversationRepository::findDirect(AccountId first,
                                                                          AccountId second) const
{
    static const QString sql = selectConversation + uR"(
         WHERE low_id = :low AND high_id = :high AND kind = 0)"_s;
    const auto [low, high] = std::minmax(first, second);
    return one(m_database.run(sql, {{":low", low.value()}, {":high", high.value()}}));
}

Result<void> ConversationRepository::insertDirect(const ConversationRow &row, AccountId first,
                                                  AccountId second) const
{
    static const QString sql = uR"(
        INSERT INTO conversation (id, kind, low_id, high_id, last_seq, change, own_change, created_at, updated_at, moved)
        VALUES (:id, 0, :low, :high, :last_seq, :change, :own_change, :created_at, :updated_at, :moved))"_s;
    const auto [low, high] = std::minmax(first, second);
    const auto done = m_database.change(sql,
                                        {{":id", row.id.value()},
                                         {":low", low.value()},
                                         {":high", high.value()},
                                         {":last_seq", row.lastSeq.value()},
                                         {":change", row.change.value()},
                                         {":own_change", row.ownChange.value()},
                                         {":created_at", toColumn(row.createdAt)},
                                         {":updated_at", toColumn(row.updatedAt)},
                                         {":moved", row.moved}});
    return withoutCount(done);
}

Result<void> ConversationRepository::insertGroup(const ConversationRow &row) const
{
    static const QString sql = uR"(
        INSERT INTO conversation (id, kind, title, history, last_seq, change, own_change, created_at, updated_at, moved)
        VALUES (:id, 1, :title, :history, :last_seq, :change, :own_change, :created_at, :updated_at, :moved))"_s;
    return withoutCount(m_database.change(sql,
                                          {{":id", row.id.value()},
                                           {":title", row.title.value_or(QString())},
                                           {":history", int(row.history)},
                                           {":last_seq", row.lastSeq.value()},
                                           {":change", row.change.value()},
                                           {":own_change", row.ownChange.value()},
                                           {":created_at", toColumn(row.createdAt)},
                                           {":updated_at", toColumn(row.updatedAt)},
                                           {":moved", row.moved}}));
}

Result<void> ConversationRepository::updateShown(const ConversationRow &row) const
{
    static const QString sql = uR"(
        UPDATE conversation
           SET title = :title, avatar = :avatar, history = :history, state = :state, own_change = :own_change
         WHERE id = :id)"_s;
    return withoutCount(m_database.change(sql,
                                          {{":title", row.title ? Value(*row.title) : Value()},
                                           {":avatar", row.avatar ? Value(*row.avatar) : Value()},
                                           {":history", int(row.history)},
                                           {":state", int(row.state)},
                                           {":own_change", row.ownChange.value()},
                                           {":id", row.id.value()}}));
}

Result<void> ConversationRepository::setBlocked(AccountId first, AccountId second, int blocks) const
{
    static const QString sql = uR"(
        UPDATE conversation SET blocked = :blocks WHERE low_id = :low AND high_id = :high AND kind = 0)"_s;
    const auto [low, high] = std::minmax(first, second);
    return withoutCount(
        m_database.change(sql, {{":blocks", blocks}, {":low", low.value()}, {":high", high.value()}}));
}

Result<std::optional<ConversationId>> ConversationRepository::sweep(const Sweep &sweep) const
{
    static const QString range = uR"(
        SELECT max(id)
          FROM (SELECT id FROM conversation WHERE id > :after ORDER BY id LIMIT :count) next)"_s;
    // MariaDB assigns from left to right, the others all at once.
    static const QString change = uR"(
        UPDATE conversation
           SET state = :state, own_change = change + 1, change = change + 1, moved = :moved
         WHERE id > :after AND id <= :last AND kind = 0 AND state <> :state)"_s;
    static const QString close = change + uR"(
           AND NOT EXISTS (SELECT 1 FROM active_conversation a WHERE a.conversation_id = conversation.id))"_s;
    const Value after = sweep.after.value();
    std::optional<ConversationId> last;
    {
        auto rows = m_database.run(range, {{":after", after}, {":count", sweep.atMost}});
        if (!rows)
            return rows.error();
        if (rows->next() && !rows->isNull(0))
            last = rows->as<ConversationId>(0);
    }
    if (!last)
        return last;
    const auto done = m_database.change(
        sweep.state == ConversationState::Closed ? close : change,
        {{":state", int(sweep.state)}, {":moved", sweep.moved}, {":after", after}, {":last", last->value()}});
    return done ? Result<std::optional<ConversationId>>(last)
                : Result<std::optional<ConversationId>>(done.error());
}

Result<void> ConversationRepository::advance(const ConversationRow &row, qint64 movedBefore) const
{
    static const QString numbers = uR"(
        UPDATE conversation
           SET last_seq = :last_seq, change = :change, updated_at = :updated_at
         WHERE id = :id)"_s;
    // `moved` is indexed: it is only written when its step has changed.
    static const QString numbersAndMoved = uR"(
        UPDATE conversation
           SET last_seq = :last_seq, change = :change, updated_at = :updated_at, moved = :moved
         WHERE id = :id)"_s;
    const auto done = row.moved == movedBefore ? m_database.change(numbers,
                                                                   {{":last_seq", row.lastSeq.value()},
                                                                    {":change", row.change.value()},
                                                                    {":updated_at", toColumn(row.updatedAt)},
                                                                    {":id", row.id.value()}})
                                               : m_database.change(numbersAndMoved,
                                                                   {{":last_seq", row.lastSeq.value()},
                                                                    {":change", row.change.value()},
                                                                    {":updated_at", toColumn(row.updatedAt)},
                                                                    {":moved", row.moved},
                                                                    {":id", row.id.value()}});
    return withoutCount(done);
}

Result<void> ConversationRepository::advance(const QList<Advanced> &all) const
{
    if (m_database.url().isShared() && all.size() > 1)
        return advanceAtOnce(all);
    for (const auto &[row, movedBefore] : all) {
        if (const auto done = advance(row, movedBefore); !done)
            return done;
    }
    return {};
}

Result<void> ConversationRepository::advanceAtOnce(const QList<Advanced> &all) const
{
    static const jsonrows::Text text([](Engine engine) {
        const QString given = jsonrows::table(engine,
                                              {u"id BIGINT"_s, u"last_seq BIGINT"_s, u"change BIGINT"_s,
                                               u"updated_at BIGINT"_s, u"moved BIGINT"_s});
        return engine == Engine::PostgreSql
            ? u"UPDATE conversation AS c SET last_seq = given.last_seq, change = given.change, "
              "updated_at = given.updated_at, moved = given.moved FROM %1 WHERE c.id = given.id"_s.arg(given)
            : u"UPDATE %1 STRAIGHT_JOIN conversation c ON c.id = given.id SET c.last_seq = given.last_seq, "
              "c.change = given.change, c.updated_at = given.updated_at, c.moved = given.moved"_s.arg(given);
    });
    QJsonArray given;
    for (const auto &[row, movedBefore] : all) {
        given.append(QJsonArray{row.id.value(), row.lastSeq.value(), row.change.value(),
                                qint64(row.updatedAt.time_since_epoch().count()), row.moved});
    }
    const auto done = m_database.change(text.of(m_database.engine()), {{":rows", jsonrows::value(given)}});
    return withoutCount(done);
}

} // namespace confab
