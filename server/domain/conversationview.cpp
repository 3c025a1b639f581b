// SPDX-License-Identifier: Apache-2.0
#include "server/domain/conversationview.h"

#include "server/storage/messagerepository.h"
#include "shared/core/limits.h"
#include "shared/protocol/jsonwriter.h"

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
    const bool sharesMarks = access.sharesMarks();
    QList<Member> present;
    for (const MemberRow &member : access.members) {
        if (member.left)
            continue;
        present.append(member.shown());
        if (!sharesMarks)
            present.last().readSeq = present.last().deliveredSeq = Seq();
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

/// Members as a JSON array, which each of them gets with one entry that is different.
class MembersText {
public:
    explicit MembersText(const QList<Member> &members)
    {
        for (const Member &member : members) {
            m_text += m_starts.isEmpty() ? '[' : ',';
            m_starts.append(m_text.size());
            m_text += toJson(member);
        }
        m_starts.append(m_text.size() + 1);
        m_text += ']';
    }

    [[nodiscard]] QByteArray with(qsizetype index, const Member &member) const
    {
        const qsizetype start = m_starts[index];
        const qsizetype end = m_starts[index + 1] - 1;
        return m_text.first(start) + toJson(member) + m_text.sliced(end);
    }

private:
    QByteArray m_text;
    QList<qsizetype> m_starts; // of each entry, and one behind the last
};

} // namespace

Result<Conversation> viewConversation(Database &database, const ConversationAccess &access)
{
    const MemberRow &self = access.caller();
    const auto unread = MessageRepository(database).countUnread(access.conversation.id, lastRead(self),
                                                                self.account, Limits::unread);
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

Result<QList<ConversationChanged::View>> viewsOfGroup(Database &database, ConversationAccess access)
{
    const QList<Member> present = presentMembers(access);
    const MembersText text(present);
    const auto unread = UnreadCounts::of(database, access);
    if (!unread)
        return unread.error();
    const auto last = MessageRepository(database).find(access.conversation.id, access.conversation.lastSeq);
    if (!last)
        return last.error();
    QList<ConversationChanged::View> views;
    for (access.self = 0; access.self < access.members.size(); ++access.self) {
        const MemberRow &self = std::as_const(access).caller();
        if (self.left)
            continue;
        const auto count = unread->count(database, access.conversation.id, self);
        if (!count)
            return count.error();
        Conversation view = viewWithout(
            access, *count, self.firstSeq <= access.conversation.lastSeq ? *last : std::optional<Message>());
        Member own = present[views.size()];
        own.readSeq = self.ownReadSeq;
        view.members = present;
        view.memberCount = int(present.size());
        views.append({self.account, std::move(view), text.with(views.size(), own)});
    }
    return views;
}

} // namespace confab
