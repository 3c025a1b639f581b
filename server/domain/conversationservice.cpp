// SPDX-License-Identifier: Apache-2.0
#include "server/domain/conversationservice.h"

#include "server/domain/conversationview.h"
#include "server/domain/cursor.h"
#include "server/domain/existingaccount.h"
#include "server/domain/movedstep.h"
#include "server/domain/randomid.h"

#include <algorithm>
#include <iterator>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

/// Where a page of conversations ended: the time and id of its last.
std::optional<MemberRepository::Known> readCursor(const QString &after)
{
    const QStringList parts = decodeCursor(after);
    if (parts.size() != 2)
        return std::nullopt;
    bool ok = false;
    const qint64 time = parts[0].toLongLong(&ok);
    const auto id = ConversationId::fromString(parts[1]);
    if (!ok || !id)
        return std::nullopt;
    return MemberRepository::Known{
        .conversation = *id, .numbers = {}, .updatedAt = Timestamp(std::chrono::milliseconds(time))};
}

QString writeCursor(const MemberRepository::Known &last)
{
    return encodeCursor(
        {QString::number(last.updatedAt.time_since_epoch().count()), last.conversation.toString()});
}

bool isLater(const MemberRepository::Known &a, const MemberRepository::Known &b)
{
    return std::pair(a.updatedAt, a.conversation) > std::pair(b.updatedAt, b.conversation);
}

/// The latest `count` of `all` that are not as late as `from`, latest first.
QList<MemberRepository::Known> latest(const QList<MemberRepository::Known> &all,
                                      const std::optional<MemberRepository::Known> &from, qsizetype count)
{
    QList<MemberRepository::Known> found;
    std::copy_if(all.begin(), all.end(), std::back_inserter(found),
                 [&](const auto &known) { return !from || isLater(*from, known); });
    count = std::min(count, found.size());
    std::partial_sort(found.begin(), found.begin() + count, found.end(), isLater);
    found.resize(count);
    return found;
}

Result<AccountId> findOther(Database &database, const Caller &caller, const QString &with,
                            const QString &field)
{
    const auto other = AccountRepository(database).findByName(with);
    if (!other)
        return other.error();
    if (!*other || ((*other)->disabled && !(*other)->deleted))
        return Error{ErrorCode::NotFound, field, u"there is nobody of that name"_s};
    if ((*other)->id == caller.account)
        return Error::invalid(field, u"is the caller: a conversation needs two people"_s);
    return (*other)->id;
}

} // namespace

Result<Page<Conversation>> ConversationService::list(Database &database, const Caller &caller, int limit,
                                                     const QString &after) const
{
    std::optional<MemberRepository::Known> from;
    if (!after.isEmpty()) {
        from = readCursor(after);
        if (!from)
            return Error::invalid(u"after"_s, u"is no cursor of this list"_s);
    }
    const auto snapshot = Snapshot::begin(database);
    if (!snapshot)
        return snapshot.error();
    const auto all = MemberRepository(database).conversationsOf(caller.account);
    if (!all)
        return all.error();
    // One more than asked for says whether there is another page.
    QList<MemberRepository::Known> found = latest(*all, from, limit + 1);
    Page<Conversation> page;
    if (found.size() > limit) {
        found.removeLast();
        page.next = writeCursor(found.constLast());
    }
    for (const auto &known : std::as_const(found)) {
        auto conversation = view(database, caller, known.conversation);
        if (!conversation)
            return conversation.error();
        page.items.append(*std::move(conversation));
    }
    return page;
}

Result<Conversation> ConversationService::view(Database &database, const Caller &caller,
                                               ConversationId id) const
{
    const auto access = accessConversation(database, id, caller.account);
    return access ? viewConversation(database, *access) : Result<Conversation>(access.error());
}

Result<ConversationService::Opened> ConversationService::openDirect(Transaction &transaction,
                                                                    const Caller &caller, const QString &with,
                                                                    const QString &field) const
{
    const auto other = findOther(transaction.database(), caller, with, field);
    return other ? open(transaction, caller, *other) : Result<Opened>(other.error());
}

Result<ConversationService::Opened> ConversationService::start(Transaction &transaction, const Caller &caller,
                                                               const QString &with,
                                                               const QString &field) const
{
    const auto other = findOther(transaction.database(), caller, with, field);
    if (!other)
        return other.error();
    // Looked at before it is locked, for who reopens it locks the people first.
    const auto found = ConversationRepository(transaction.database()).findDirect(caller.account, *other);
    if (!found)
        return found.error();
    if (!*found || (*found)->state == ConversationState::Open)
        return open(transaction, caller, *other);
    auto reopened = active(transaction).reopen(caller, *other, (*found)->id);
    return reopened ? Opened{.access = *std::move(reopened)} : Result<Opened>(reopened.error());
}

Result<ConversationService::Opened> ConversationService::open(Transaction &transaction, const Caller &caller,
                                                              AccountId other) const
{
    Database &database = transaction.database();
    auto found = ConversationRepository(database).findDirect(caller.account, other);
    if (found && !*found) {
        // Both are locked: a block that is being made is seen here, or finds the conversation; and of two who
        // begin it at once, one finds what the other has made.
        if (const auto locked = lockPeople(database, caller, {other}); !locked)
            return locked.error();
        found = ConversationRepository(database).findDirect(caller.account, other);
    }
    if (!found)
        return found.error();
    auto access = *found ? accessConversation(database, (*found)->id, caller.account, Lock::Row)
                         : createDirect(transaction, caller, other);
    if (!access)
        return access.error();
    return Opened{.access = *std::move(access), .created = !*found};
}

Result<ConversationAccess> ConversationService::createDirect(Transaction &transaction, const Caller &caller,
                                                             AccountId other) const
{
    Database &database = transaction.database();
    const auto blocks = RelationRepository(database).blocksBetween(caller.account, other);
    if (!blocks)
        return blocks.error();
    const auto partner = AccountRepository(database).find(other);
    if (!partner)
        return partner.error();
    if (*blocks > 0 || !*partner || (*partner)->disabled)
        return cannotDeliver();
    const Timestamp now = m_clock.now();
    // Its making is its first change, so that "everything after 0" includes the members.
    const ConversationRow row{.id = newRandomId<ConversationId>(),
                              .change = Change(1),
                              .ownChange = Change(1),
                              .createdAt = now,
                              .updatedAt = now,
                              .moved = movedStep(now)};
    // Before anything is written: what is refused here is one of many in its transaction.
    if (const auto free = active(transaction).requireFree(row.id, caller.account, other); !free)
        return free.error();
    if (const auto done = ConversationRepository(database).insertDirect(row, caller.account, other); !done)
        return done.error();
    if (const auto begun = active(transaction).begin(row.id, caller.account, other); !begun)
        return begun.error();
    for (const AccountId account : {caller.account, other}) {
        const MemberRow member{.conversation = row.id,
                               .account = account,
                               .membership = newRandomId<MembershipId>(),
                               .change = row.change};
        if (const auto done = MemberRepository(database).insert(member); !done)
            return done.error();
    }
    auto access = accessConversation(database, row.id, caller.account);
    if (!access)
        return access.error();
    auto changed = viewsOfDirect(database, *access);
    if (!changed)
        return changed.error();
    transaction.publish(*std::move(changed));
    return access;
}

Result<Conversation> ConversationService::close(Transaction &transaction, const Caller &caller,
                                                ConversationId id) const
{
    const auto access = active(transaction).close(caller, id);
    return access ? viewConversation(transaction.database(), *access) : Result<Conversation>(access.error());
}

Result<Conversation> ConversationService::updateOwn(Transaction &transaction, const Caller &caller,
                                                    ConversationId id,
                                                    const UpdateConversationRequest &request) const
{
    Database &database = transaction.database();
    auto access = accessConversation(database, id, caller.account, Lock::Row);
    if (!access)
        return access.error();
    OwnState &own = access->caller().own;
    const OwnState before = own;
    own.mutedUntil = request.mutedUntil.value_or(own.mutedUntil);
    own.pinned = request.pinned.value_or(own.pinned);
    own.archived = request.archived.value_or(own.archived);
    own.markedUnread = request.markedUnread.value_or(own.markedUnread);
    if (own == before)
        return viewConversation(database, *access);

    own.own = own.own.next();
    ConversationRow &row = access->conversation;
    const qint64 movedBefore = std::exchange(row.moved, movedStep(m_clock.now()));
    if (const auto done = MemberRepository(database).updateOwn(access->caller()); !done)
        return done.error();
    if (const auto done = ConversationRepository(database).advance(row, movedBefore); !done)
        return done.error();
    auto view = viewConversation(database, *access);
    if (view)
        transaction.publish(ConversationChanged{.views = {{caller.account, *view}}});
    return view;
}

} // namespace confab
