// SPDX-License-Identifier: Apache-2.0
#include "server/domain/importconversation.h"

#include "server/domain/avatarservice.h"
#include "server/domain/movedstep.h"
#include "server/domain/policyswitch.h"
#include "server/domain/randomid.h"
#include "server/storage/avatarrepository.h"

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

Result<void> ImportConversation::begin(const ImportedConversation &description, const QByteArray &avatar)
{
    m_given = description;
    m_last = m_given.firstSeq.previous();
    if (auto found = findPeople(); !found)
        return found;
    if (auto found = findOrMake(); !found)
        return found;
    if (m_isLater) {
        if (auto shown = show(avatar); !shown)
            return shown;
    }
    return seat();
}

Result<void> ImportConversation::findPeople()
{
    for (const ImportedMember &member : m_given.members) {
        const auto account = m_people.find(member.shown.user);
        if (!account)
            return account.error();
        ImportedMember seated = member;
        // Nobody of that name will be there, whatever the archive knew of it.
        seated.shown.left
            = member.shown.left || (account->deleted && m_given.kind == ConversationKind::Group);
        m_isDeserted = m_isDeserted || account->deleted;
        m_members.insert(account->id, seated);
    }
    const auto owner = m_members.constFind(m_people.owner().id);
    if (owner == m_members.cend() || owner->shown.left)
        return Error::invalid(u"members"_s, u"are others than whose archive it is"_s);
    return {};
}

Result<std::optional<ConversationRow>> ImportConversation::direct() const
{
    if (m_given.kind != ConversationKind::Direct)
        return std::optional<ConversationRow>();
    const QList<AccountId> two = m_members.keys();
    return ConversationRepository(m_database).findDirect(two[0], two[1]);
}

Result<void> ImportConversation::findOrMake()
{
    // Locked: what is written of it at the end is what is read here, and more.
    const auto here = ConversationRepository(m_database).find(m_given.id, Lock::Row);
    const auto between = direct();
    if (!here || !between)
        return here ? between.error() : here.error();
    if (*between && (*between)->id != m_given.id) {
        return Error::invalid(u"id"_s,
                              u"the two have another conversation here already, which nothing is put into"_s);
    }
    if (!*here)
        return make();
    const ImportRepository imports(m_database);
    const auto source = imports.source(m_given.id);
    if (!source)
        return source.error();
    if (!*source || (*source)->server != m_archive.about.server || (*here)->kind != m_given.kind
        || (m_given.kind == ConversationKind::Direct && !*between))
        return Error::invalid(u"id"_s, u"is that of something else here"_s);
    m_row = **here;
    m_movedBefore = m_row.moved;
    m_reachesFurther = m_given.lastSeq > (*source)->lastSeq;
    m_isLater = m_reachesFurther && m_row.lastSeq == (*source)->lastSeq;
    if (m_reachesFurther)
        return imports.setLastSeq(m_given.id, m_given.lastSeq);
    return {};
}

Result<void> ImportConversation::make()
{
    m_row = {.id = m_given.id,
             .kind = m_given.kind,
             .title = m_given.title,
             .change = Change(1),
             .ownChange = Change(1),
             .createdAt = m_given.createdAt,
             .updatedAt = m_given.updatedAt,
             .moved = movedStep(m_now),
             .history = m_given.history};
    m_movedBefore = m_row.moved;
    m_isLater = m_reachesFurther = true;
    m_hasChanged = true;
    const ConversationRepository conversations(m_database);
    const QList<AccountId> people = m_members.keys();
    const bool isDirect = m_row.kind == ConversationKind::Direct;
    auto made = isDirect ? conversations.insertDirect(m_row, people[0], people[1])
                         : conversations.insertGroup(m_row);
    if (!made)
        return made;
    if (isDirect) {
        const auto blocks = RelationRepository(m_database).blocksBetween(people[0], people[1]);
        const auto policy = storedPolicy(m_database);
        if (!blocks || !policy)
            return blocks ? policy.error() : blocks.error();
        if (auto set = conversations.setBlocked(people[0], people[1], *blocks + (m_isDeserted ? 1 : 0)); !set)
            return set;
        // Under the exclusive policy it is one that nobody has started.
        if (*policy == ConversationPolicy::Exclusive)
            m_row.state = ConversationState::Closed;
    }
    return ImportRepository(m_database).insert(m_row.id, {m_archive.about.server, m_given.lastSeq});
}

Result<void> ImportConversation::show(const QByteArray &avatar)
{
    const auto before = m_row.avatar;
    m_row.title = m_given.title;
    m_row.history = m_given.history;
    m_row.avatar = std::nullopt;
    const AvatarRepository avatars(m_database);
    if (!avatar.isEmpty() && m_given.kind == ConversationKind::Group) {
        const auto picture = AvatarService::read(avatar);
        if (!picture)
            return picture.error();
        if (auto kept = avatars.keep(*picture); !kept)
            return kept;
        m_row.avatar = picture->name;
    }
    if (auto shown = ConversationRepository(m_database).updateShown(m_row); !shown)
        return shown;
    return before && before != m_row.avatar ? avatars.removeUnused(*before) : Result<void>();
}

Result<void> ImportConversation::seat()
{
    const auto rows = MemberRepository(m_database).of(m_row.id);
    if (!rows)
        return rows.error();
    QHash<AccountId, MemberRow> here;
    for (const MemberRow &row : *rows)
        here.insert(row.account, row);
    for (const auto &[account, given] : m_members.asKeyValueRange()) {
        const auto known = here.constFind(account);
        auto seated = known == here.cend() ? seatNew(account, given) : seatAgain(*known, given);
        if (!seated)
            return seated;
    }
    return {};
}

Result<void> ImportConversation::seatNew(AccountId account, const ImportedMember &given)
{
    m_hasChanged = true;
    m_seated.insert(account);
    const MemberRow row{.conversation = m_row.id,
                        .account = account,
                        .membership = newRandomId<MembershipId>(),
                        .role = given.shown.role,
                        .firstSeq = given.firstSeq,
                        .change = Change(1),
                        .joined = Change(1)};
    const MemberRepository members(m_database);
    if (auto inserted = members.insert(row); !inserted)
        return inserted;
    // Whom a later archive does not know has gone since.
    return given.shown.left || !m_reachesFurther ? members.leave(row, m_now) : Result<void>();
}

Result<void> ImportConversation::seatAgain(MemberRow member, const ImportedMember &given)
{
    const MemberRepository members(m_database);
    const bool isOwner = member.account == m_people.owner().id;
    if (isOwner && m_people.isFirst() && member.firstSeq != given.firstSeq && !member.left) {
        m_hasChanged = true;
        const auto set
            = ImportRepository(m_database)
                  .setFirstSeq(m_row.id, member.account, given.firstSeq, newRandomId<MembershipId>());
        if (!set)
            return set;
    }
    const bool differs = member.left != given.shown.left || member.role != given.shown.role;
    if (!m_isLater || !differs)
        return {};
    m_hasChanged = true;
    m_row.change = member.change = m_row.change.next();
    member.role = given.shown.role;
    if (member.left == given.shown.left)
        return members.updateRole(member);
    if (given.shown.left)
        return members.leave(member, m_now);
    member.membership = newRandomId<MembershipId>();
    member.firstSeq = given.firstSeq;
    member.joined = member.change;
    member.own.own = member.own.own.next();
    return members.rejoin(member);
}

Result<void> ImportConversation::add(qint64 page, const QList<Message> &messages)
{
    if (page != ++m_page)
        return Error::invalid({}, u"is not the next page of its conversation"_s);
    for (const Message &message : messages) {
        if (message.conversation != m_given.id)
            return Error::invalid(u"conversation"_s, u"is another one"_s);
        if (message.seq != m_last.next() || message.seq > m_given.lastSeq)
            return Error::invalid(u"seq"_s, u"%1 is not the next one"_s.arg(message.seq.value()));
        m_last = message.seq;
    }
    return m_messages.add(messages);
}

Result<void> ImportConversation::end()
{
    if (m_last != m_given.lastSeq)
        return Error::invalid(
            u"lastSeq"_s,
            u"of conversation %1 is %2, but there are messages up to %3 only"_s.arg(m_given.id.value())
                .arg(m_given.lastSeq.value())
                .arg(m_last.value()));
    if (auto stored = storeMarks(); !stored || !hasChanged())
        return stored;
    m_row.updatedAt = std::max(m_row.updatedAt, m_given.updatedAt);
    m_row.moved = movedStep(m_now);
    return ConversationRepository(m_database).advance(m_row, m_movedBefore);
}

Result<void> ImportConversation::storeMarks()
{
    const MemberRepository members(m_database);
    auto rows = members.of(m_row.id);
    if (!rows)
        return rows.error();
    for (MemberRow &row : *rows) {
        const auto given = m_members.constFind(row.account);
        const bool isOwner = row.account == m_people.owner().id;
        const bool isNew = m_seated.contains(row.account);
        if (given == m_members.cend() || !(isNew || (isOwner && m_people.isFirst())))
            continue;
        const Seq own = isOwner ? m_given.readSeq : given->shown.readSeq;
        row.readSeq = std::max(row.readSeq, std::min(given->shown.readSeq, m_row.lastSeq));
        row.ownReadSeq = std::max({row.ownReadSeq, row.readSeq, std::min(own, m_row.lastSeq)});
        row.deliveredSeq
            = std::max({row.deliveredSeq, row.readSeq, std::min(given->shown.deliveredSeq, m_row.lastSeq)});
        if (auto stored = members.updateMarks(row); !stored)
            return stored;
        if (!isOwner)
            continue;
        if (auto stored = storeOwn(row); !stored)
            return stored;
    }
    return {};
}

Result<void> ImportConversation::storeOwn(MemberRow &self)
{
    m_hasChanged = true;
    const Own number = self.own.own.next();
    self.own = m_given.own;
    self.own.own = number;
    return MemberRepository(m_database).updateOwn(self);
}

} // namespace confab
