// SPDX-License-Identifier: Apache-2.0
#include "client/store/memberstore.h"

#include "client/store/columns.h"
#include "client/store/localdatabase.h"
#include "shared/core/text.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

GroupMember readMember(const QSqlQuery &row)
{
    GroupMember member{.user = {.id = {},
                                .username = row.value(0).toString(),
                                .displayName = row.value(2).toString(),
                                .status = Columns::optionalText(row.value(4)),
                                .avatar = Columns::optionalText(row.value(5)),
                                .lastSeenAt = Columns::optionalTime(row.value(6))},
                       .role = row.value(1).toBool() ? MemberRole::Owner : MemberRole::Member,
                       .isKnown = !row.value(3).isNull()};
    if (member.isKnown)
        member.user.id = AccountId(row.value(3).toLongLong());
    return member;
}

} // namespace

QHash<QString, MemberRole> MemberStore::roles(ChatId chat) const
{
    QHash<QString, MemberRole> roles;
    (void)m_database.read(u"SELECT username_key, owner FROM member WHERE chat = ?"_s, {chat.value()},
                          [&](const QSqlQuery &row) {
                              roles.insert(row.value(0).toString(),
                                           row.value(1).toBool() ? MemberRole::Owner : MemberRole::Member);
                          });
    return roles;
}

Result<void> MemberStore::insert(ChatId chat, const Member &member)
{
    return Columns::outcome(m_database.write(
        u"INSERT OR REPLACE INTO member (chat, username_key, username, owner) VALUES (?, ?, ?, ?)"_s,
        {chat.value(), usernameKey(member.user), member.user, member.role == MemberRole::Owner}));
}

Result<void> MemberStore::erase(ChatId chat, const QString &key)
{
    return Columns::outcome(
        m_database.write(u"DELETE FROM member WHERE chat = ? AND username_key = ?"_s, {chat.value(), key}));
}

Result<bool> MemberStore::replace(ChatId chat, const QList<Member> &members)
{
    QHash<QString, MemberRole> before = roles(chat);
    bool isNews = false;
    // A summary comes with every change of a group; mostly its members stay.
    for (const Member &member : members) {
        const auto known = before.constFind(usernameKey(member.user));
        const bool isSame = known != before.constEnd() && *known == member.role;
        before.remove(usernameKey(member.user));
        if (isSame)
            continue;
        isNews = true;
        if (auto done = insert(chat, member); !done)
            return done.error();
    }
    for (auto gone = before.constBegin(); gone != before.constEnd(); ++gone) {
        if (auto done = erase(chat, gone.key()); !done)
            return done.error();
    }
    return isNews || !before.isEmpty();
}

Result<bool> MemberStore::put(ChatId chat, const Member &member)
{
    const QHash<QString, MemberRole> before = roles(chat);
    const auto known = before.constFind(usernameKey(member.user));
    const bool isThere = known != before.constEnd();
    if (member.left ? !isThere : isThere && *known == member.role)
        return false;
    const auto done = member.left ? erase(chat, usernameKey(member.user)) : insert(chat, member);
    return done ? Result<bool>(true) : Result<bool>(done.error());
}

Result<void> MemberStore::remove(ChatId chat)
{
    return Columns::outcome(m_database.write(u"DELETE FROM member WHERE chat = ?"_s, {chat.value()}));
}

Result<void> MemberStore::removeAll()
{
    return Columns::outcome(m_database.write(u"DELETE FROM member"_s, {}));
}

QList<GroupMember> MemberStore::of(ChatId chat, const QString &query) const
{
    const QString key = searchKey(query).isEmpty() ? u""_s : searchKey(query);
    QList<GroupMember> members;
    (void)m_database.read(uR"(
        SELECT m.username, m.owner, coalesce(p.display_name, m.username) AS name, p.id, p.status, p.avatar,
               p.last_seen_at
          FROM member m LEFT JOIN person p ON p.username_key = m.username_key
         WHERE m.chat = ? AND (? = '' OR instr(coalesce(p.search_key, m.username_key), ?) > 0)
         ORDER BY m.owner DESC, name COLLATE NOCASE, m.username_key)"_s,
                          {chat.value(), key, key},
                          [&](const QSqlQuery &row) { members.append(readMember(row)); });
    return members;
}

int MemberStore::number(const QString &sql, const QVariantList &values) const
{
    int number = 0;
    (void)m_database.read(sql, values, [&](const QSqlQuery &row) { number = row.value(0).toInt(); });
    return number;
}

bool MemberStore::holds(ChatId chat, const QString &username) const
{
    return number(u"SELECT count(*) FROM member WHERE chat = ? AND username_key = ?"_s,
                  {chat.value(), usernameKey(username)})
        > 0;
}

int MemberStore::count(ChatId chat) const
{
    return number(u"SELECT count(*) FROM member WHERE chat = ?"_s, {chat.value()});
}

int MemberStore::countOwners(ChatId chat) const
{
    return number(u"SELECT count(*) FROM member WHERE chat = ? AND owner"_s, {chat.value()});
}

} // namespace confab
