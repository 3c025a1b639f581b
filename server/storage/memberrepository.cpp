// SPDX-License-Identifier: Apache-2.0
#include "server/storage/memberrepository.h"

#include "server/storage/jsonrows.h"

#include <QSet>

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

/// What readMember() reads.
const QString memberColumns = uR"(
        SELECT m.conversation_id, m.account_id, a.username, m.membership, m.role, m.first_seq, m.read_seq,
               m.own_read_seq, m.delivered_seq, m.change, m.own, m.muted_until, m.pinned, m.archived,
               m.marked_unread, a.send_read_receipts, m.left_at, m.joined)"_s;

MemberRow readMember(const Rows &rows)
{
    return {.conversation = rows.as<ConversationId>(0),
            .account = rows.as<AccountId>(1),
            .username = rows.text(2),
            .membership = rows.as<MembershipId>(3),
            .role = MemberRole(rows.integer(4)),
            .firstSeq = rows.as<Seq>(5),
            .readSeq = rows.as<Seq>(6),
            .ownReadSeq = rows.as<Seq>(7),
            .deliveredSeq = rows.as<Seq>(8),
            .change = rows.as<Change>(9),
            .own = {.own = rows.as<Own>(10),
                    .mutedUntil = rows.optionalTime(11),
                    .pinned = rows.boolean(12),
                    .archived = rows.boolean(13),
                    .markedUnread = rows.boolean(14)},
            .sendsReadReceipts = rows.boolean(15),
            .left = !rows.isNull(16),
            .joined = rows.as<Change>(17)};
}

} // namespace

Member MemberRow::shown() const
{
    return {.user = username, .role = role, .readSeq = readSeq, .deliveredSeq = deliveredSeq, .left = left};
}

Result<QList<MemberRow>> MemberRepository::of(ConversationId conversation) const
{
    static const QString sql = memberColumns + uR"(
          FROM member m JOIN account a ON a.id = m.account_id
         WHERE m.conversation_id = :conversation
         ORDER BY m.account_id)"_s;
    auto rows = m_database.run(sql, {{":conversation", conversation.value()}});
    if (!rows)
        return rows.error();
    QList<MemberRow> members;
    while (rows->next())
        members.append(readMember(*rows));
    return members;
}

Result<QHash<ConversationId, QList<MemberRow>>> MemberRepository::of(
    const QList<ConversationId> &conversations) const
{
    if (m_database.url().isShared() && conversations.size() > 1)
        return ofAtOnce(conversations);
    QHash<ConversationId, QList<MemberRow>> found;
    for (const ConversationId conversation : conversations) {
        auto members = of(conversation);
        if (!members)
            return members.error();
        found.insert(conversation, *std::move(members));
    }
    return found;
}

Result<QHash<ConversationId, QList<MemberRow>>> MemberRepository::ofAtOnce(
    const QList<ConversationId> &conversations) const
{
    static const jsonrows::Text text([](Engine engine) -> QString {
        return memberColumns
            + u" FROM %1 %2 member m ON m.conversation_id = given.id %2 account a ON a.id = m.account_id "
              "ORDER BY m.conversation_id, m.account_id"_s.arg(jsonrows::table(engine, {u"id BIGINT"_s}),
                                                               jsonrows::join(engine));
    });
    QJsonArray given;
    for (const ConversationId conversation : conversations)
        given.append(QJsonArray{conversation.value()});
    auto rows = m_database.run(text.of(m_database.engine()), {{":rows", jsonrows::value(given)}});
    if (!rows)
        return rows.error();
    QHash<ConversationId, QList<MemberRow>> found;
    while (rows->next())
        found[rows->as<ConversationId>(0)].append(readMember(*rows));
    return found;
}

Result<void> MemberRepository::insert(const MemberRow &row) const
{
    static const QString sql = uR"(
        INSERT INTO member (conversation_id, account_id, membership, role, first_seq, change, joined)
        VALUES (:conversation, :account, :membership, :role, :first_seq, :change, :joined))"_s;
    return withoutCount(m_database.change(sql,
                                          {{":conversation", row.conversation.value()},
                                           {":account", row.account.value()},
                                           {":membership", row.membership.value()},
                                           {":role", int(row.role)},
                                           {":first_seq", row.firstSeq.value()},
                                           {":change", row.change.value()},
                                           {":joined", row.joined.value()}}));
}

Result<void> MemberRepository::insert(const QList<MemberRow> &rows) const
{
    if (m_database.url().isShared() && rows.size() > 1)
        return insertAtOnce(rows);
    for (const MemberRow &row : rows) {
        if (const auto done = insert(row); !done)
            return done;
    }
    return {};
}

Result<void> MemberRepository::insertAtOnce(const QList<MemberRow> &rows) const
{
    static const jsonrows::Text text([](Engine engine) {
        return u"INSERT INTO member (conversation_id, account_id, membership, role, first_seq, change, "
               "joined) SELECT given.conversation_id, given.account_id, given.membership, given.role, "
               "given.first_seq, given.joined, given.joined FROM %1"_s.arg(jsonrows::table(
                   engine,
                   {u"conversation_id BIGINT"_s, u"account_id BIGINT"_s, u"membership BIGINT"_s,
                    u"role BIGINT"_s, u"first_seq BIGINT"_s, u"joined BIGINT"_s}));
    });
    QJsonArray given;
    for (const MemberRow &row : rows) {
        given.append(QJsonArray{row.conversation.value(), row.account.value(), row.membership.value(),
                                int(row.role), row.firstSeq.value(), row.joined.value()});
    }
    return withoutCount(m_database.change(text.of(m_database.engine()), {{":rows", jsonrows::value(given)}}));
}

Result<void> MemberRepository::rejoin(const MemberRow &row) const
{
    static const QString sql = uR"(
        UPDATE member
           SET membership = :membership, role = :role, first_seq = :first_seq, change = :change, joined = :joined,
               own = :own, read_seq = 0, own_read_seq = 0, delivered_seq = 0, muted_until = NULL, pinned = 0,
               archived = 0, marked_unread = 0, left_at = NULL
         WHERE conversation_id = :conversation AND account_id = :account)"_s;
    return withoutCount(m_database.change(sql,
                                          {{":membership", row.membership.value()},
                                           {":role", int(row.role)},
                                           {":first_seq", row.firstSeq.value()},
                                           {":change", row.change.value()},
                                           {":joined", row.joined.value()},
                                           {":own", row.own.own.value()},
                                           {":conversation", row.conversation.value()},
                                           {":account", row.account.value()}}));
}

Result<void> MemberRepository::updateRole(const MemberRow &row) const
{
    static const QString sql = uR"(
        UPDATE member SET role = :role, change = :change
         WHERE conversation_id = :conversation AND account_id = :account)"_s;
    return withoutCount(m_database.change(sql,
                                          {{":role", int(row.role)},
                                           {":change", row.change.value()},
                                           {":conversation", row.conversation.value()},
                                           {":account", row.account.value()}}));
}

Result<void> MemberRepository::leave(const MemberRow &row, Timestamp now) const
{
    static const QString sql = uR"(
        UPDATE member SET left_at = :left_at, change = :change
         WHERE conversation_id = :conversation AND account_id = :account)"_s;
    return withoutCount(m_database.change(sql,
                                          {{":left_at", toColumn(now)},
                                           {":change", row.change.value()},
                                           {":conversation", row.conversation.value()},
                                           {":account", row.account.value()}}));
}

Result<void> MemberRepository::updateMarks(const MemberRow &row) const
{
    static const QString sql = uR"(
        UPDATE member
           SET read_seq = :read, own_read_seq = :own_read, delivered_seq = :delivered, change = :change, own = :own,
               marked_unread = :marked_unread
         WHERE conversation_id = :conversation AND account_id = :account)"_s;
    return withoutCount(m_database.change(sql,
                                          {{":read", row.readSeq.value()},
                                           {":own_read", row.ownReadSeq.value()},
                                           {":delivered", row.deliveredSeq.value()},
                                           {":change", row.change.value()},
                                           {":own", row.own.own.value()},
                                           {":marked_unread", row.own.markedUnread},
                                           {":conversation", row.conversation.value()},
                                           {":account", row.account.value()}}));
}

Result<void> MemberRepository::updateOwn(const MemberRow &row) const
{
    static const QString sql = uR"(
        UPDATE member
           SET own = :own, muted_until = :muted_until, pinned = :pinned, archived = :archived,
               marked_unread = :marked_unread
         WHERE conversation_id = :conversation AND account_id = :account)"_s;
    return withoutCount(m_database.change(sql,
                                          {{":own", row.own.own.value()},
                                           {":muted_until", toColumn(row.own.mutedUntil)},
                                           {":pinned", row.own.pinned},
                                           {":archived", row.own.archived},
                                           {":marked_unread", row.own.markedUnread},
                                           {":conversation", row.conversation.value()},
                                           {":account", row.account.value()}}));
}

Result<QList<MemberRepository::Known>> MemberRepository::conversationsOf(AccountId account) const
{
    static const QString sql = uR"(
        SELECT c.id, c.change, m.own, c.updated_at
          FROM member m JOIN conversation c ON c.id = m.conversation_id
         WHERE m.account_id = :account AND m.left_at IS NULL)"_s;
    auto rows = m_database.run(sql, {{":account", account.value()}});
    if (!rows)
        return rows.error();
    QList<Known> found;
    while (rows->next()) {
        found.append({.conversation = rows->as<ConversationId>(0),
                      .numbers = {.change = rows->as<Change>(1), .own = rows->as<Own>(2)},
                      .updatedAt = rows->time(3)});
    }
    return found;
}

Result<std::optional<MemberRepository::Horizon>> MemberRepository::horizon(ConversationId conversation,
                                                                           AccountId account) const
{
    static const QString sql = uR"(
        SELECT m.first_seq, c.last_seq
          FROM member m JOIN conversation c ON c.id = m.conversation_id
         WHERE m.conversation_id = :conversation AND m.account_id = :account AND m.left_at IS NULL)"_s;
    auto rows = m_database.run(sql, {{":conversation", conversation.value()}, {":account", account.value()}});
    if (!rows)
        return rows.error();
    if (!rows->next())
        return std::optional<Horizon>();
    return std::optional(Horizon{.first = rows->as<Seq>(0), .last = rows->as<Seq>(1)});
}

Result<QHash<ConversationId, Seq>> MemberRepository::firstSeqs(AccountId account) const
{
    static const QString sql = uR"(
        SELECT conversation_id, first_seq FROM member WHERE account_id = :account AND left_at IS NULL)"_s;
    auto rows = m_database.run(sql, {{":account", account.value()}});
    if (!rows)
        return rows.error();
    QHash<ConversationId, Seq> found;
    while (rows->next())
        found.insert(rows->as<ConversationId>(0), rows->as<Seq>(1));
    return found;
}

Result<QList<AccountId>> MemberRepository::peopleOf(AccountId account) const
{
    static const QString sql = uR"(
        SELECT other.account_id
          FROM member self JOIN member other ON other.conversation_id = self.conversation_id
          JOIN account a ON a.id = other.account_id
         WHERE self.account_id = :account AND self.left_at IS NULL AND other.account_id <> self.account_id
           AND (other.left_at IS NULL OR a.deleted_at IS NOT NULL))"_s;
    auto rows = m_database.run(sql, {{":account", account.value()}});
    if (!rows)
        return rows.error();
    QSet<AccountId> people; // not SELECT DISTINCT, which sorts
    while (rows->next())
        people.insert(rows->as<AccountId>(0));
    QList<AccountId> sorted = people.values();
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

Result<QList<MemberRepository::Moved>> MemberRepository::movedSince(qint64 moved) const
{
    static const QString sql = uR"(
        SELECT m.account_id, c.id, c.change, m.own
          FROM conversation c JOIN member m ON m.conversation_id = c.id
         WHERE c.moved >= :moved AND m.left_at IS NULL)"_s;
    auto rows = m_database.run(sql, {{":moved", moved}});
    if (!rows)
        return rows.error();
    QList<Moved> found;
    while (rows->next()) {
        found.append({.account = rows->as<AccountId>(0),
                      .conversation = rows->as<ConversationId>(1),
                      .numbers = {.change = rows->as<Change>(2), .own = rows->as<Own>(3)}});
    }
    return found;
}

} // namespace confab
