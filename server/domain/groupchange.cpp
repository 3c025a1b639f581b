// SPDX-License-Identifier: Apache-2.0
#include "server/domain/groupchange.h"

#include "server/domain/conversationview.h"
#include "server/domain/movedstep.h"
#include "server/storage/messagerepository.h"
#include "shared/core/text.h"
#include "shared/core/uuid7.h"

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

Result<GroupChange> GroupChange::begin(Transaction &transaction, const Caller &caller, ConversationId id,
                                       Timestamp now)
{
    auto access = accessConversation(transaction.database(), id, caller.account, Lock::Row);
    if (!access)
        return access.error();
    if (access->conversation.kind != ConversationKind::Group)
        return Error{ErrorCode::Forbidden, u"conversation"_s, u"is no group"_s};
    return GroupChange(transaction, *std::move(access), now);
}

Result<void> GroupChange::requireOwner() const
{
    if (!m_access.isOwner())
        return Error{ErrorCode::Forbidden, u"conversation"_s, u"only its owners may do that"_s};
    return {};
}

MemberRow *GroupChange::member(const QString &username)
{
    const QString key = usernameKey(username);
    const auto found
        = std::find_if(m_access.members.begin(), m_access.members.end(), [&](const MemberRow &member) {
              return !member.left && usernameKey(member.username) == key;
          });
    return found == m_access.members.end() ? nullptr : &*found;
}

void GroupChange::line(GroupEvent event, QUuid clientId)
{
    Q_ASSERT(m_number == Change()); // lines come first
    ConversationRow &row = m_access.conversation;
    row.lastSeq = row.lastSeq.next();
    row.change = row.change.next();
    row.updatedAt = m_now;
    const Message message{.conversation = row.id,
                          .seq = row.lastSeq,
                          .change = row.change,
                          .kind = MessageKind::Event,
                          .clientId = clientId.isNull() ? newUuid7(m_now) : clientId,
                          .sender = m_access.caller().username,
                          .sentAt = m_now,
                          .body = u""_s,
                          .event = std::move(event)};
    m_messages.push_back(message);
    m_lines.append(MessageChanged{.message = message, .audience = {.members = m_access.audience()}});
}

Change GroupChange::number()
{
    if (m_number == Change())
        m_number = m_access.conversation.change = m_access.conversation.change.next();
    return m_number;
}

void GroupChange::tellEnd(const MemberRow &member)
{
    m_ends.append(MembershipEnded{member.account, member.conversation});
}

Result<void> GroupChange::tell()
{
    ConversationRow &row = m_access.conversation;
    row.ownChange = number();
    row.moved = movedStep(m_now);
    std::vector<MessageRepository::New> lines;
    for (Message &message : m_messages)
        lines.push_back({std::move(message), m_access.caller().account});
    if (const auto done = MessageRepository(database()).insert(lines); !done)
        return done;
    const ConversationRepository conversations(database());
    if (const auto done = conversations.advance(row, m_movedBefore); !done)
        return done;
    if (const auto done = conversations.updateShown(row); !done)
        return done;
    auto changed = viewsOfGroup(database(), m_access);
    if (!changed)
        return changed.error();
    // What somebody does not see is told to them as a number at most: here those who are gone, as nothing.
    for (Event &line : m_lines) {
        auto &audience = std::get<MessageChanged>(line).audience.members;
        const QList<AccountId> present = m_access.audience();
        audience.removeIf([&](AccountId account) { return !present.contains(account); });
        m_transaction.publish(std::move(line));
    }
    if (!changed->views.isEmpty())
        m_transaction.publish(*std::move(changed));
    for (Event &end : m_ends)
        m_transaction.publish(std::move(end));
    return {};
}

} // namespace confab
