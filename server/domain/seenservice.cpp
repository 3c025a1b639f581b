// SPDX-License-Identifier: Apache-2.0
#include "server/domain/seenservice.h"

#include "server/domain/conversationaccess.h"
#include "server/domain/cursor.h"
#include "server/domain/shownuser.h"
#include "server/storage/messagerepository.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

Error noMessage()
{
    return {ErrorCode::NotFound, u"message"_s, u"there is no such message"_s};
}

/// How far that member has read, as far as the caller may know.
Seq shownRead(const ConversationAccess &access, ConversationAccess::Marks marks, const MemberRow &member)
{
    if (marks == ConversationAccess::Marks::Shared)
        return member.readSeq;
    const bool isShown = member.sendsReadReceipts && access.caller().sendsReadReceipts;
    return isShown ? member.ownReadSeq : Seq();
}

/// Those who have read `seq`, from the one after `last` on; at most one more than `limit`.
QList<AccountId> readers(const ConversationAccess &access, const Message &message, AccountId last, int limit)
{
    const auto marks = access.marks();
    QList<AccountId> readers;
    for (const MemberRow &member : access.members) {
        if (member.left || member.account <= last || member.account == access.caller().account
            || member.username == message.sender)
            continue;
        if (shownRead(access, marks, member) >= message.seq && member.firstSeq <= message.seq)
            readers.append(member.account);
        if (readers.size() > limit)
            break;
    }
    return readers;
}

} // namespace

Result<Page<User>> SeenService::list(Database &database, const Caller &caller, ConversationId id, Seq seq,
                                     int limit, const QString &after) const
{
    AccountId last{};
    if (!after.isEmpty()) {
        const auto cursor = AccountId::fromString(decodeCursor(after).value(0));
        if (!cursor)
            return Error::invalid(u"after"_s, u"is no cursor of this list"_s);
        last = *cursor;
    }
    const auto snapshot = Snapshot::begin(database);
    if (!snapshot)
        return snapshot.error();
    const auto access = accessConversation(database, id, caller.account);
    if (!access)
        return access.error();
    const auto message = MessageRepository(database).find(id, seq);
    if (!message)
        return message.error();
    if (!*message || seq < access->caller().firstSeq)
        return noMessage();
    const auto sight = Sight::of(database, caller.account);
    if (!sight)
        return sight.error();
    QList<AccountId> accounts = readers(*access, **message, last, limit);
    Page<User> page;
    if (accounts.size() > limit) {
        accounts.resize(limit);
        page.next = encodeCursor({accounts.last().toString()});
    }
    for (const AccountId account : accounts) {
        const auto row = AccountRepository(database).find(account);
        if (!row)
            return row.error();
        if (*row)
            page.items.append(shownUser(**row, m_presence, *sight));
    }
    return page;
}

} // namespace confab
