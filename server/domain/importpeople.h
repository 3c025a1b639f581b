// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/importarchive.h"
#include "server/storage/accountrepository.h"
#include "server/storage/importrepository.h"

#include <QHash>

namespace confab {

/// The people of an archive and the accounts that they are here. Who has none gets one; nobody can sign in to
/// it until an operator resets its password. An account that was here before is somebody's of the archive
/// only where the operator has said so. For one import on one thread, within its transaction.
class ImportPeople {
public:
    /// Names of the archive as usernameKey(), and who they are to be here.
    using Names = QHash<QString, QString>;

    ImportPeople(Database &database, const ImportArchive &archive, Names names, Timestamp now)
        : m_database(database)
        , m_archive(archive)
        , m_names(std::move(names))
        , m_now(now)
    { }

    /// Finds or makes all, and stores profile and lists of whose archive it is.
    [[nodiscard]] Result<void> bring();
    /// Who is called so in the archive.
    [[nodiscard]] Result<AccountRow> find(const QString &username) const;
    [[nodiscard]] const AccountRow &owner() const { return m_owner; }
    /// Whether this is the first archive of its owner.
    [[nodiscard]] bool isFirst() const { return m_isFirst; }
    [[nodiscard]] bool hasChanged() const { return m_made > 0 || m_isFirst; }
    [[nodiscard]] int made() const { return m_made; }

private:
    [[nodiscard]] Result<ImportRepository::Person> resolve(const AccountRow &wanted);
    [[nodiscard]] Result<ImportRepository::Person> known(const ImportRepository::Person &person,
                                                         const AccountRow &wanted,
                                                         const QString &named) const;
    [[nodiscard]] Result<AccountId> make(AccountRow row, const QString &named);
    [[nodiscard]] Result<void> bringOwner();
    [[nodiscard]] Result<void> bringOthers();
    [[nodiscard]] Result<void> remember(const QString &username, AccountId account);
    [[nodiscard]] Result<void> storeProfile();
    [[nodiscard]] Result<void> relate(const QStringList &names, Relation relation);

    Database &m_database;
    const ImportArchive &m_archive;
    const Names m_names;
    const Timestamp m_now;
    QHash<QString, AccountRow> m_accounts; // by usernameKey()
    AccountRow m_owner;
    bool m_isFirst = false;
    int m_made = 0;
};

} // namespace confab
