// SPDX-License-Identifier: Apache-2.0
#include "server/domain/importpeople.h"

#include "server/domain/avatarservice.h"
#include "server/storage/avatarrepository.h"
#include "server/storage/conversationrepository.h"
#include "shared/core/limits.h"
#include "shared/core/text.h"

#include <QSet>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

/// No password has this hash.
const QString noPassword = u"none"_s;

} // namespace

Result<void> ImportPeople::bring()
{
    QSet<QString> named{usernameKey(m_archive.about.username)};
    for (const ImportedPerson &person : m_archive.people)
        named.insert(usernameKey(person.username));
    for (const auto &[from, to] : m_names.asKeyValueRange()) {
        if (!named.contains(from))
            return Error{ErrorCode::NotFound, u"as"_s, u"nobody in the archive is called %1"_s.arg(from)};
        if (!isUsername(to))
            return Error::invalid(u"as"_s, u"%1 is no username"_s.arg(to));
    }
    if (auto brought = bringOwner(); !brought)
        return brought;
    if (auto brought = bringOthers(); !brought)
        return brought;
    if (!m_isFirst)
        return {};
    if (auto related = relate(m_archive.contacts, Relation::Contact); !related)
        return related;
    return relate(m_archive.blocks, Relation::Block);
}

Result<AccountRow> ImportPeople::find(const QString &username) const
{
    const auto found = m_accounts.constFind(usernameKey(username));
    if (found == m_accounts.cend())
        return Error::invalid(u"people.json"_s, u"people.json does not say who %1 is"_s.arg(username));
    return *found;
}

Result<void> ImportPeople::bringOwner()
{
    const ImportedProfile &profile = m_archive.profile;
    const auto isEmpty = AccountRepository(m_database).isEmpty();
    if (!isEmpty)
        return isEmpty.error();
    // As with `user add`, the first account is the owner's; what the archive says of roles counts nothing.
    const auto person = resolve({.username = profile.person.username,
                                 .displayName = profile.person.displayName,
                                 .status = profile.person.status,
                                 .role = *isEmpty ? Role::Owner : Role::User,
                                 .sendReadReceipts = profile.sendReadReceipts,
                                 .sharePresence = profile.sharePresence,
                                 .createdAt = profile.createdAt});
    if (!person)
        return person.error();
    if (auto kept = remember(profile.person.username, person->account); !kept)
        return kept;
    m_owner = m_accounts.value(usernameKey(profile.person.username));
    if (m_owner.deleted)
        return Error::invalid(u"username"_s, u"the account of %1 was deleted here"_s.arg(m_owner.username));
    m_isFirst = !person->own;
    if (!m_isFirst)
        return {};
    const ImportRepository imports(m_database);
    if (auto set = imports.setOwn(m_archive.about.server, usernameKey(profile.person.username)); !set)
        return set;
    return person->made ? storeProfile() : Result<void>();
}

Result<void> ImportPeople::storeProfile()
{
    AccountRepository accounts(m_database);
    const ImportedProfile &profile = m_archive.profile;
    m_owner.displayName = profile.person.displayName;
    m_owner.status = profile.person.status;
    m_owner.sendReadReceipts = profile.sendReadReceipts;
    m_owner.sharePresence = profile.sharePresence;
    if (auto stored = accounts.updateProfile(m_owner); !stored)
        return stored;
    m_accounts.insert(usernameKey(m_archive.about.username), m_owner);
    if (m_archive.avatar.isEmpty())
        return {};
    const auto picture = AvatarService::read(m_archive.avatar);
    if (!picture)
        return inDocument(profile.avatar, picture.error());
    if (auto kept = AvatarRepository(m_database).keep(*picture); !kept)
        return kept;
    return accounts.setAvatar(m_owner.id, picture->name);
}

Result<void> ImportPeople::bringOthers()
{
    for (const ImportedPerson &other : m_archive.people) {
        if (usernameKey(other.username) == usernameKey(m_archive.about.username))
            continue;
        const auto person = resolve({.username = other.username,
                                     .displayName = other.displayName,
                                     .status = other.status,
                                     .createdAt = m_now,
                                     .deleted = other.deleted});
        if (!person)
            return person.error();
        if (auto kept = remember(other.username, person->account); !kept)
            return kept;
    }
    QSet<AccountId> ids;
    for (const AccountRow &account : std::as_const(m_accounts))
        ids.insert(account.id);
    if (ids.size() != m_accounts.size())
        return Error::invalid(u"as"_s, u"two of the archive would be one here"_s);
    return {};
}

Result<void> ImportPeople::remember(const QString &username, AccountId account)
{
    const auto row = AccountRepository(m_database).find(account);
    if (!row)
        return row.error();
    if (!*row)
        return Error{ErrorCode::Internal, {}, u"an account is gone"_s};
    m_accounts.insert(usernameKey(username), **row);
    return {};
}

Result<ImportRepository::Person> ImportPeople::resolve(const AccountRow &wanted)
{
    using Person = ImportRepository::Person;
    const ImportRepository imports(m_database);
    const QString key = usernameKey(wanted.username);
    const QString named = m_names.value(key);
    const auto before = imports.person(m_archive.about.server, key);
    if (!before)
        return before.error();
    if (*before)
        return known(**before, wanted, named);
    const QString name = named.isEmpty() ? wanted.username : named;
    const auto taken = AccountRepository(m_database).findByName(name);
    if (!taken)
        return taken.error();
    if (*taken && (named.isEmpty() || (*taken)->deleted)) {
        return Error{ErrorCode::UsernameTaken, u"as"_s,
                     u"there is a %1 here already: --as %2=NAME says who that of the archive is to be"_s.arg(
                         name, wanted.username)};
    }
    const auto account = *taken ? Result<AccountId>((*taken)->id) : make(wanted, name);
    if (!account)
        return account.error();
    const Person person{.account = *account, .made = !*taken};
    const auto kept = imports.insert(m_archive.about.server, key, person);
    return kept ? Result<Person>(person) : Result<Person>(kept.error());
}

Result<ImportRepository::Person> ImportPeople::known(const ImportRepository::Person &person,
                                                     const AccountRow &wanted, const QString &named) const
{
    const auto row = AccountRepository(m_database).find(person.account);
    if (!row)
        return row.error();
    if (*row && !named.isEmpty() && usernameKey((*row)->username) != usernameKey(named)) {
        return Error::invalid(
            u"as"_s, u"%1 is %2 here since an earlier import"_s.arg(wanted.username, (*row)->username));
    }
    return person;
}

Result<AccountId> ImportPeople::make(AccountRow row, const QString &named)
{
    AccountRepository accounts(m_database);
    if (row.displayName.trimmed().isEmpty())
        row.displayName = named;
    row.username = named;
    row.passwordHash = noPassword;
    const auto id = accounts.insert(row);
    if (!id)
        return id;
    ++m_made;
    if (!row.deleted)
        return id;
    row.id = *id;
    const auto erased = accounts.erase(row, m_now);
    return erased ? id : Result<AccountId>(erased.error());
}

Result<void> ImportPeople::relate(const QStringList &names, Relation relation)
{
    const RelationRepository relations(m_database);
    for (const QString &name : names) {
        const auto other = find(name);
        if (!other)
            return other.error();
        const auto exists = relations.exists(m_owner.id, relation, other->id);
        const auto count = relations.count(m_owner.id, relation);
        if (!exists || !count)
            return !exists ? exists.error() : count.error();
        if (*exists || other->deleted || other->id == m_owner.id)
            continue;
        if (*count >= (relation == Relation::Contact ? Limits::contacts : Limits::blocks))
            return Error{ErrorCode::ListFull, u"contacts"_s, u"%1 has too many"_s.arg(m_owner.username)};
        if (auto inserted = relations.insert(m_owner.id, relation, other->id, m_now); !inserted)
            return inserted;
        if (relation == Relation::Contact)
            continue;
        const auto blocks = relations.blocksBetween(m_owner.id, other->id);
        if (!blocks)
            return blocks.error();
        const ConversationRepository conversations(m_database);
        if (auto set = conversations.setBlocked(m_owner.id, other->id, *blocks); !set)
            return set;
    }
    return {};
}

} // namespace confab
