// SPDX-License-Identifier: Apache-2.0
#include "server/domain/conversationview.h"

#include "server/storage/messagerepository.h"
#include "shared/core/limits.h"

#include <algorithm>

namespace confab {

namespace {

/// All but the members.
Conversation viewWithout(const ConversationAccess &access, int unread, std::optional<Message> last)
{
    const ConversationRow &row = access.conversation;
    const MemberRow &self = access.caller();
    Conversation view{.id = row.id,
                      .kind = row.kind,
                      .title = row.title,
                      .avatar = row.avatar,
                      .membership = self.membership,
                      .firstSeq = self.firstSeq,
                      .lastSeq = row.lastSeq,
                      .change = row.change,
                      .own = self.own,
                      .unread = unread,
                      .lastMessage = std::move(last),
                      .state = row.state,
                      .updatedAt = row.updatedAt};
    if (row.kind == ConversationKind::Group)
        view.history = row.history;
    return view;
}

Seq lastRead(const MemberRow &member)
{
    return std::max(member.ownReadSeq, member.firstSeq.previous());
}

Result<std::optional<Message>> lastMessage(Database &database, const ConversationAccess &access)
{
    const ConversationRow &row = access.conversation;
    if (row.lastSeq < access.caller().firstSeq)
        return std::optional<Message>();
    return MessageRepository(database).find(row.id, row.lastSeq);
}

/// Those who are members now, as all see them.
QList<Member> presentMembers(const ConversationAccess &access)
{
    const auto marks = access.marks();
    QList<Member> present;
    for (const MemberRow &member : access.members) {
        if (!member.left)
            present.append(ConversationAccess::shown(member, marks));
    }
    return present;
}

/// Counts what is unread for one member after the other, from the newest messages read once.
class UnreadCounts {
public:
    [[nodiscard]] static Result<UnreadCounts> of(Database &database, const ConversationAccess &access)
    {
        Seq first = access.conversation.lastSeq;
        for (const MemberRow &member : access.members) {
            if (!member.left)
                first = std::min(first, lastRead(member));
        }
        auto newest = MessageRepository(database).standing(access.conversation.id, first, enough);
        if (!newest)
            return newest.error();
        return UnreadCounts(*std::move(newest));
    }

    [[nodiscard]] Result<int> count(Database &database, ConversationId conversation,
                                    const MemberRow &member) const
    {
        int count = 0;
        for (const auto &message : m_newest) {
            if (message.seq <= lastRead(member) || count == Limits::unread)
                return count;
            count += message.sender == member.account ? 0 : 1;
        }
        if (m_newest.size() < enough || count == Limits::unread)
            return count;
        return MessageRepository(database).countUnread(conversation, lastRead(member), member.account,
                                                       Limits::unread);
    }

private:
    static constexpr int enough = Limits::unread + 200;

    explicit UnreadCounts(QList<MessageRepository::Standing> newest)
        : m_newest(std::move(newest))
    { }

    QList<MessageRepository::Standing> m_newest;
};

Result<int> countUnread(Database &database, const ConversationAccess &access)
{
    const MemberRow &self = access.caller();
    if (lastRead(self) >= access.conversation.lastSeq)
        return 0;
    return MessageRepository(database).countUnread(access.conversation.id, lastRead(self), self.account,
                                                   Limits::unread);
}

} // namespace

Result<Conversation> viewConversation(Database &database, const ConversationAccess &access)
{
    const MemberRow &self = access.caller();
    const auto unread = countUnread(database, access);
    if (!unread)
        return unread.error();
    auto last = lastMessage(database, access);
    if (!last)
        return last.error();
    Conversation view = viewWithout(access, *unread, *std::move(last));
    view.members = presentMembers(access);
    for (Member &member : view.members) {
        if (member.user == self.username)
            member.readSeq = self.ownReadSeq;
    }
    view.memberCount = int(view.members.size());
    return view;
}

Result<ConversationChanged> viewsOfDirect(Database &database, const ConversationAccess &access)
{
    ConversationChanged changed;
    for (const AccountId account : access.audience()) {
        auto view = viewConversation(database, *access.as(account));
        if (!view)
            return view.error();
        changed.views.append({account, *std::move(view)});
    }
    return changed;
}

Result<void> GroupViews::begin(Database &database, const ConversationAccess &access)
{
    auto last = MessageRepository(database).find(access.conversation.id, access.conversation.lastSeq);
    if (!last)
        return last.error();
    m_last = *std::move(last);
    m_present = presentMembers(access);
    m_changed.members = MembersText(m_present);
    for (qsizetype present = 0; const MemberRow &member : access.members)
        m_indexes.append(member.left ? present : present++);
    return {};
}

Result<void> GroupViews::add(Database &database, const ConversationAccess &access, int unread,
                             QList<Origin> origins)
{
    if (isEmpty()) {
        if (auto begun = begin(database, access); !begun)
            return begun;
    }
    const MemberRow &self = access.caller();
    const bool seesLast = self.firstSeq <= access.conversation.lastSeq;
    Conversation view = viewWithout(access, unread, seesLast ? m_last : std::optional<Message>());
    view.members = m_present;
    view.memberCount = int(m_present.size());
    m_changed.views.append({.account = self.account,
                            .conversation = std::move(view),
                            .own = {.index = m_indexes[access.self], .readSeq = self.ownReadSeq},
                            .origins = std::move(origins)});
    return {};
}

Result<void> GroupViews::add(Database &database, const ConversationAccess &access, QList<Origin> origins)
{
    const auto unread = countUnread(database, access);
    return unread ? add(database, access, *unread, std::move(origins)) : Result<void>(unread.error());
}

Result<ConversationChanged> viewsOfGroup(Database &database, ConversationAccess access)
{
    const auto unread = UnreadCounts::of(database, access);
    if (!unread)
        return unread.error();
    GroupViews views;
    for (access.self = 0; access.self < access.members.size(); ++access.self) {
        const MemberRow &self = std::as_const(access).caller();
        if (self.left)
            continue;
        const auto count = unread->count(database, access.conversation.id, self);
        if (!count)
            return count.error();
        if (const auto added = views.add(database, access, *count); !added)
            return added.error();
    }
    return views.take();
}

} // namespace confab
