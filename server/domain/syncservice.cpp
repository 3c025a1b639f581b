// SPDX-License-Identifier: Apache-2.0
#include "server/domain/syncservice.h"

#include "server/domain/conversationview.h"
#include "server/domain/shownuser.h"
#include "server/storage/messagerepository.h"

#include <QSet>

#include <algorithm>
#include <iterator>

namespace confab {

namespace {

bool differs(const SyncRequest &request, const MemberRepository::Known &now)
{
    const auto known = request.conversations.constFind(now.conversation);
    if (known == request.conversations.constEnd() || known->change != now.numbers.change)
        return true;
    return known->own != KnownNumbers::ownUnknown && known->own != now.numbers.own;
}

/// The conversations that the request knows and that are not the caller's any more.
QList<ConversationId> missing(const SyncRequest &request, const QList<MemberRepository::Known> &all)
{
    QSet<ConversationId> present;
    for (const auto &known : all)
        present.insert(known.conversation);
    QList<ConversationId> missing;
    for (auto known = request.conversations.keyBegin(); known != request.conversations.keyEnd(); ++known) {
        if (!present.contains(*known))
            missing.append(*known);
    }
    return missing;
}

} // namespace

Result<SyncAnswer> SyncService::sync(Database &database, const Caller &caller,
                                     const SyncRequest &request) const
{
    const auto snapshot = Snapshot::begin(database);
    if (!snapshot)
        return snapshot.error();
    const auto all = MemberRepository(database).conversationsOf(caller.account);
    if (!all)
        return all.error();
    SyncAnswer answer{.removed = missing(request, *all), .epoch = m_epoch};
    QList<MemberRepository::Known> moved;
    std::copy_if(all->begin(), all->end(), std::back_inserter(moved),
                 [&](const auto &known) { return differs(request, known); });
    answer.more = moved.size() > summaries;
    const qsizetype count = std::min<qsizetype>(moved.size(), summaries);
    std::partial_sort(moved.begin(), moved.begin() + count, moved.end(),
                      [](const auto &a, const auto &b) { return a.updatedAt > b.updatedAt; });
    moved.resize(count);
    for (const auto &known : std::as_const(moved)) {
        const auto access = accessConversation(database, known.conversation, caller.account);
        if (!access)
            return access.error();
        auto view = viewConversation(database, *access);
        if (!view)
            return view.error();
        answer.conversations.append(*std::move(view));
    }
    if (!request.account)
        return answer;
    const auto row = AccountRepository(database).find(caller.account);
    if (!row)
        return row.error();
    if (*row && (*row)->change != *request.account) {
        auto state = account(database, caller, (*row)->change);
        if (!state)
            return state.error();
        answer.account = *std::move(state);
    }
    return answer;
}

Result<AccountState> SyncService::account(Database &database, const Caller &caller,
                                          AccountChange number) const
{
    const RelationRepository relations(database);
    const auto contacts = relations.names(caller.account, Relation::Contact);
    const auto blocks = relations.names(caller.account, Relation::Block);
    if (!contacts || !blocks)
        return contacts ? blocks.error() : contacts.error();
    auto profiles = this->profiles(database, caller);
    if (!profiles)
        return profiles.error();
    return AccountState{
        .account = number, .contacts = *contacts, .blocks = *blocks, .profiles = *std::move(profiles)};
}

Result<QList<User>> SyncService::profiles(Database &database, const Caller &caller) const
{
    const auto partners = MemberRepository(database).peopleOf(caller.account);
    const auto others = RelationRepository(database).othersOf(caller.account);
    if (!partners || !others)
        return partners ? others.error() : partners.error();
    const auto sight = Sight::of(database, caller.account);
    if (!sight)
        return sight.error();
    QSet<AccountId> people(partners->begin(), partners->end());
    people += QSet<AccountId>(others->begin(), others->end());
    QList<User> profiles;
    AccountRepository accounts(database);
    for (const AccountId person : std::as_const(people)) {
        const auto row = accounts.find(person);
        if (!row)
            return row.error();
        if (*row)
            profiles.append(shownUser(**row, m_presence, *sight));
    }
    return profiles;
}

Result<Changes> SyncService::changes(Database &database, const Caller &caller, ConversationId id,
                                     Change since, int limit) const
{
    const auto snapshot = Snapshot::begin(database);
    if (!snapshot)
        return snapshot.error();
    const auto access = accessConversation(database, id, caller.account);
    if (!access)
        return access.error();
    auto messages = MessageRepository(database).changedSince(id, since, access->caller().firstSeq, limit + 1);
    if (!messages)
        return messages.error();

    Changes changes{.change = access->conversation.change, .more = messages->size() > limit};
    if (changes.more) {
        messages->removeLast();
        changes.change = messages->constLast().change;
    }
    changes.messages = *std::move(messages);
    // These may be newer than `change` says; being states, they do no harm.
    const auto marks = access->marks();
    for (const MemberRow &member : access->members) {
        if (member.change > since)
            changes.members.append(ConversationAccess::shown(member, marks));
    }
    if (access->conversation.ownChange > since) {
        auto view = viewConversation(database, *access);
        if (!view)
            return view.error();
        changes.conversation = *std::move(view);
    }
    return changes;
}

} // namespace confab
