// SPDX-License-Identifier: Apache-2.0
#include "server/domain/groupservice.h"

#include "server/domain/avatarservice.h"
#include "server/domain/conversationview.h"
#include "server/domain/existingaccount.h"
#include "server/domain/movedstep.h"
#include "server/domain/randomid.h"
#include "server/storage/avatarrepository.h"
#include "server/storage/messagerepository.h"
#include "server/storage/relationrepository.h"
#include "shared/core/limits.h"

#include <QSet>

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

using What = GroupEvent::What;

Result<std::optional<ConversationAccess>> GroupService::earlier(Database &database, const Caller &caller,
                                                                QUuid clientId) const
{
    const auto written = MessageRepository(database).written({{caller.account, clientId}});
    if (!written)
        return written.error();
    if (written->isEmpty())
        return std::optional<ConversationAccess>();
    const MessageId first = *written->begin();
    const auto message = MessageRepository(database).find(first.conversation, first.seq);
    if (!message)
        return message.error();
    if (!*message || !(*message)->event || (*message)->event->what != What::Created)
        return Error{ErrorCode::ClientIdReused, u"clientId"_s, u"was used for a message"_s};
    auto access = accessConversation(database, first.conversation, caller.account);
    if (!access)
        return access.error();
    return std::optional(*std::move(access));
}

Result<AccountRow> GroupService::lockAll(Database &database, const Caller &caller, const QStringList &names)
{
    QList<AccountId> people;
    for (const QString &name : names) {
        const auto account = AccountRepository(database).findByName(name);
        if (!account)
            return account.error();
        if (*account)
            people.append((*account)->id);
    }
    return lockPeople(database, caller, people);
}

Result<QList<MemberRow>> GroupService::founders(Database &database, const Caller &caller,
                                                const CreateGroupRequest &request,
                                                const ConversationRow &row) const
{
    const auto blocked = RelationRepository(database).blockedWith(caller.account);
    if (!blocked)
        return blocked.error();
    const auto seat = [&](AccountId account, const QString &username, MemberRole role) {
        return MemberRow{.conversation = row.id,
                         .account = account,
                         .username = username,
                         .membership = newRandomId<MembershipId>(),
                         .role = role,
                         .joined = Change(1)};
    };
    QList<MemberRow> members{seat(caller.account, caller.username, MemberRole::Owner)};
    QSet<AccountId> seen{caller.account};
    for (const QString &name : request.members) {
        const auto account = AccountRepository(database).findByName(name);
        if (!account)
            return account.error();
        if (!*account || (*account)->disabled)
            return Error{ErrorCode::NotFound, u"members"_s, u"there is nobody called %1"_s.arg(name)};
        if (seen.contains((*account)->id))
            continue;
        if (blocked->contains((*account)->id))
            return Error{ErrorCode::CannotDeliver, u"members"_s, u"%1 cannot be added"_s.arg(name)};
        seen.insert((*account)->id);
        members.append(seat((*account)->id, (*account)->username, MemberRole::Member));
    }
    if (members.size() > Limits::groupMembers)
        return Error{ErrorCode::ListFull, u"members"_s, u"at most %1 fit"_s.arg(Limits::groupMembers)};
    // As they are read again.
    std::sort(members.begin(), members.end(),
              [](const MemberRow &a, const MemberRow &b) { return a.account < b.account; });
    return members;
}

Result<GroupService::Created> GroupService::create(Transaction &transaction, const Caller &caller,
                                                   const CreateGroupRequest &request) const
{
    Database &database = transaction.database();
    // Of two that come at once with the same clientId one waits, and finds what the other has made.
    if (const auto locked = lockAll(database, caller, request.members); !locked)
        return locked.error();
    auto before = earlier(database, caller, request.clientId);
    if (!before)
        return before.error();
    if (*before)
        return Created{.access = **std::move(before)};
    const Timestamp now = m_clock.now();
    const ConversationRow row{.id = newRandomId<ConversationId>(),
                              .kind = ConversationKind::Group,
                              .title = request.title,
                              .createdAt = now,
                              .updatedAt = now,
                              .moved = movedStep(now),
                              .history = request.history};
    auto members = founders(database, caller, request, row);
    if (!members)
        return members.error();
    if (const auto done = ConversationRepository(database).insertGroup(row); !done)
        return done.error();
    ConversationAccess access{.conversation = row, .members = *std::move(members)};
    (void)access.turnTo(caller.account);
    GroupChange change(transaction, std::move(access), now);
    change.line({.what = What::Created, .title = request.title}, request.clientId);
    for (MemberRow &member : change.access().members)
        member.change = member.joined = change.number();
    if (const auto done = MemberRepository(database).insert(change.access().members); !done)
        return done.error();
    if (const auto told = change.tell(); !told)
        return told.error();
    return Created{.access = change.access(), .created = true};
}

Result<void> GroupService::update(Transaction &transaction, const Caller &caller, ConversationId id,
                                  const std::optional<QString> &title,
                                  const std::optional<GroupHistory> &history) const
{
    auto change = GroupChange::begin(transaction, caller, id, m_clock.now());
    if (!change)
        return change.error();
    if (const auto allowed = change->requireOwner(); !allowed)
        return allowed;
    const bool isRenamed = title && change->row().title != title;
    const bool isOpened = history && change->row().history != *history;
    if (!isRenamed && !isOpened)
        return {};
    if (isRenamed) {
        change->row().title = title;
        change->line({.what = What::Titled, .title = title});
    }
    change->row().history = history.value_or(change->row().history);
    return change->tell();
}

Result<Conversation> GroupService::setAvatar(Writer &writer, const Caller &caller, ConversationId id,
                                             const QByteArray &bytes) const
{
    const auto picture = AvatarService::read(bytes);
    if (!picture)
        return picture.error();
    return writer.run<Conversation>(
        [&](Transaction &transaction) -> Result<Conversation> {
            if (const auto kept = AvatarRepository(transaction.database()).keep(*picture); !kept)
                return kept.error();
            return changeAvatar(transaction, caller, id, picture->name);
        },
        writer.laneOf(id));
}

Result<Conversation> GroupService::changeAvatar(Transaction &transaction, const Caller &caller,
                                                ConversationId id, const std::optional<QString> &avatar) const
{
    auto change = GroupChange::begin(transaction, caller, id, m_clock.now());
    if (!change)
        return change.error();
    if (const auto allowed = change->requireOwner(); !allowed)
        return allowed.error();
    const auto before = std::exchange(change->row().avatar, avatar);
    if (before != avatar) {
        change->line({.what = What::Pictured});
        if (const auto told = change->tell(); !told)
            return told.error();
    }
    if (before && before != avatar) {
        if (const auto removed = AvatarRepository(change->database()).removeUnused(*before); !removed)
            return removed.error();
    }
    return viewConversation(change->database(), change->access());
}

} // namespace confab
