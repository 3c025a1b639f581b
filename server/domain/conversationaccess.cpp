// SPDX-License-Identifier: Apache-2.0
#include "server/domain/conversationaccess.h"

#include "server/storage/messagerepository.h"
#include "shared/core/limits.h"
#include "shared/protocol/jsonwriter.h"

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

QList<AccountId> ConversationAccess::audience() const
{
    QList<AccountId> accounts;
    for (const MemberRow &member : members) {
        if (!member.left)
            accounts.append(member.account);
    }
    return accounts;
}

bool ConversationAccess::showsRead() const
{
    if (conversation.kind != ConversationKind::Direct)
        return caller().sendsReadReceipts;
    return !conversation.blocked && std::all_of(members.begin(), members.end(), [](const MemberRow &member) {
        return member.sendsReadReceipts;
    });
}

bool ConversationAccess::sharesMarks() const
{
    if (conversation.kind == ConversationKind::Direct)
        return true;
    const auto present
        = std::count_if(members.begin(), members.end(), [](const MemberRow &member) { return !member.left; });
    return present <= Limits::sharedMarks;
}

Member ConversationAccess::shown(const MemberRow &member) const
{
    Member shown = member.shown();
    if (!sharesMarks())
        shown.readSeq = shown.deliveredSeq = Seq();
    return shown;
}

bool ConversationAccess::turnTo(AccountId account)
{
    const auto found = std::find_if(members.cbegin(), members.cend(), [&](const MemberRow &member) {
        return member.account == account && !member.left;
    });
    if (found == members.cend())
        return false;
    self = found - members.cbegin();
    return true;
}

std::optional<ConversationAccess> ConversationAccess::as(AccountId account) const
{
    ConversationAccess access = *this;
    return access.turnTo(account) ? std::optional(std::move(access)) : std::nullopt;
}

Error noConversation()
{
    return {ErrorCode::NotFound, u"conversation"_s, u"there is no such conversation"_s};
}

Error cannotDeliver()
{
    return {ErrorCode::CannotDeliver, {}, u"the message cannot be delivered"_s};
}

Result<ConversationAccess> accessConversation(Database &database, ConversationId id, AccountId account,
                                              Lock lock)
{
    // The lock first: the members are those of when it was given.
    const auto row = ConversationRepository(database).find(id, lock);
    if (!row)
        return row.error();
    if (!*row)
        return noConversation();
    auto members = MemberRepository(database).of(id);
    if (!members)
        return members.error();
    auto access = ConversationAccess{.conversation = **row, .members = *std::move(members)}.as(account);
    if (!access)
        return noConversation();
    return *std::move(access);
}

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
