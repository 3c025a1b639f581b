// SPDX-License-Identifier: Apache-2.0
#include "server/domain/syncservice.h"

#include "server/domain/shownuser.h"
#include "server/storage/messagerepository.h"

#include <QSet>

#include <limits>

namespace confab {

namespace {

bool differs(const SyncRequest &request, const MemberRepository::Known &now)
{
    const auto known = request.conversations.constFind(now.conversation);
    if (known == request.conversations.constEnd() || known->change != now.numbers.change)
        return true;
    return known->own != KnownNumbers::ownUnknown && known->own != now.numbers.own;
}

} // namespace

Result<SyncAnswer> SyncService::sync(Database &database, const Caller &caller,
                                     const SyncRequest &request) const
{
    const auto snapshot = Snapshot::begin(database);
    if (!snapshot)
        return snapshot.error();
    const auto all = MemberRepository(database).conversationsOf(caller.account, std::nullopt,
                                                                std::numeric_limits<int>::max());
    if (!all)
        return all.error();

    SyncAnswer answer{.epoch = m_epoch};
    QSet<ConversationId> present;
    for (const auto &now : *all) {
        present.insert(now.conversation);
        if (!differs(request, now))
            continue;
        if (answer.conversations.size() == summaries) {
            answer.more = true;
            continue;
        }
        const auto access = accessConversation(database, now.conversation, caller.account);
        if (!access)
            return access.error();
        auto view = viewConversation(database, *access);
        if (!view)
            return view.error();
        answer.conversations.append(*std::move(view));
    }
    for (auto known = request.conversations.keyBegin(); known != request.conversations.keyEnd(); ++known) {
        if (!present.contains(*known))
            answer.removed.append(*known);
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
    const auto people = MemberRepository(database).peopleOf(caller.account);
    if (!people)
        return people.error();
    AccountState state{.account = number};
    AccountRepository accounts(database);
    for (const AccountId person : *people) {
        const auto row = accounts.find(person);
        if (!row)
            return row.error();
        if (*row)
            state.profiles.append(shownUser(**row, m_presence));
    }
    return state;
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
    for (const MemberRow &member : access->members) {
        if (member.change > since)
            changes.members.append(member.shown());
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
