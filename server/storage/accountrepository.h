// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/relationrepository.h"
#include "shared/protocol/user.h"

#include <QList>

namespace confab {

/// One row of `account`.
struct AccountRow {
    AccountId id = {};
    QString username = {};
    QString displayName = {};
    std::optional<QString> status = {};
    QString passwordHash = {};
    Role role = Role::User;
    bool disabled = false;
    bool sendReadReceipts = true;
    bool sharePresence = true;
    AccountChange change = {};
    Timestamp createdAt = {};
    std::optional<Timestamp> lastSeenAt = {};
    std::optional<QString> avatar = {};
    bool deleted = false; ///< then it is disabled too, and nothing but the name is left
};

/// The table `account`. Belongs to the thread of its Database; holds no state of its own.
class AccountRepository {
public:
    enum class Include { Enabled, All };
    struct Listing {
        QString query = {}; ///< any part of a name, already a searchKey(); empty for all
        QString after = {}; ///< the usernameKey() of the last one of the page before
        int limit = 0;
        Include include = Include::Enabled;
    };

    explicit AccountRepository(Database &database)
        : m_database(database)
    { }

    [[nodiscard]] Result<std::optional<AccountRow>> find(AccountId account);
    /// Case does not matter.
    [[nodiscard]] Result<std::optional<AccountRow>> findByName(QStringView username);
    /// In the order of their names.
    [[nodiscard]] Result<QList<AccountRow>> list(const Listing &listing);
    [[nodiscard]] Result<bool> isEmpty();

    /// `row.id` and `row.change` are the database's to give.
    [[nodiscard]] Result<AccountId> insert(const AccountRow &row);
    /// Display name, status and privacy.
    [[nodiscard]] Result<void> updateProfile(const AccountRow &row);
    /// Only where the hash is still `expected`: false when it was changed meanwhile.
    [[nodiscard]] Result<bool> replacePasswordHash(AccountId account, const QString &expected,
                                                   const QString &hash);
    [[nodiscard]] Result<void> setPasswordHash(AccountId account, const QString &hash);
    /// The people that `self` has this relation to, in the order of their names.
    [[nodiscard]] Result<QList<AccountRow>> related(AccountId self, Relation relation, const QString &after,
                                                    int limit);
    /// Nobody else changes these, nor the relations between them, until the transaction ends.
    [[nodiscard]] Result<void> lock(QList<AccountId> accounts);
    /// Takes the next account number, in the step `moved` (movedStep).
    [[nodiscard]] Result<AccountChange> advance(AccountId account, qint64 moved);
    using Numbers = QList<std::pair<AccountId, AccountChange>>;
    /// The same of all who see the profile of `account`: those in its conversations, and those who have it as
    /// a contact or block it.
    [[nodiscard]] Result<Numbers> advanceOthers(AccountId account, qint64 moved);
    /// The numbers that moved in step `moved` or later.
    [[nodiscard]] Result<Numbers> movedSince(qint64 moved);
    [[nodiscard]] Result<void> setAvatar(AccountId account, const std::optional<QString> &avatar);
    /// Leaves nothing but the name, which stays taken, and makes `row` what is left.
    [[nodiscard]] Result<void> erase(AccountRow &row, Timestamp now);
    /// Who is to own the installation after `account`: another owner, or else the oldest admin.
    [[nodiscard]] Result<std::optional<AccountRow>> heir(AccountId account);
    /// The owners and administrators who are not disabled.
    [[nodiscard]] Result<QList<AccountId>> administrators();
    [[nodiscard]] Result<void> setDisabled(AccountId account, bool disabled);
    [[nodiscard]] Result<void> setRole(AccountId account, Role role);
    [[nodiscard]] Result<void> setLastSeen(AccountId account, Timestamp time);

private:
    [[nodiscard]] Result<void> renameParts(const AccountRow &row);

    Database &m_database;
};

} // namespace confab
