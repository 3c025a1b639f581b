// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/passwordhasher.h"
#include "server/domain/sessionservice.h"
#include "server/storage/accountrepository.h"
#include "server/storage/writer.h"
#include "shared/protocol/accountrequests.h"

namespace confab {

class InviteService;
class PresenceSource;

enum class RegistrationPolicy { Open, Invite, Closed };
[[nodiscard]] QString toName(RegistrationPolicy policy);

/// Accounts: making them, getting in, and what their owners change about them.
///
/// What takes a password hashes it, which takes its time: on a thread of the password pool, with `database`
/// to read and `writer` to write. What it is made with must outlive it. Keeps no state; thread-safe.
class AccountService {
public:
    struct Parts {
        const PasswordHasher &hasher;
        const SessionService &sessions;
        const PresenceSource &presence;
        const Clock &clock;
        const InviteService &invites;
    };

    AccountService(const Parts &parts, RegistrationPolicy policy);

    /// `address` is where the session is opened from, here and at logIn().
    [[nodiscard]] Result<LoggedIn> registerAccount(Database &database, Writer &writer,
                                                   const RegisterRequest &request,
                                                   const QString &address = {}) const;
    /// BadCredentials, after the same time, whether it is the name or the password that is wrong. That an
    /// account is disabled learns who has its password.
    [[nodiscard]] Result<LoggedIn> logIn(Database &database, Writer &writer, const LoginRequest &request,
                                         const QString &address = {}) const;

    /// The caller's account; WrongPassword when it is not its password.
    [[nodiscard]] Result<AccountRow> confirm(Database &database, const Caller &caller,
                                             const QString &password) const;
    [[nodiscard]] Result<void> changePassword(Database &database, Writer &writer, const Caller &caller,
                                              const ChangePasswordRequest &request) const;
    /// By a recovery code, which is used up; ends every session of the account.
    [[nodiscard]] Result<void> resetPassword(Database &database, Writer &writer,
                                             const PasswordResetRequest &request) const;
    [[nodiscard]] Result<RecoveryCodes> renewRecoveryCodes(Database &database, Writer &writer,
                                                           const Caller &caller,
                                                           const RecoveryCodesRequest &request) const;

    [[nodiscard]] Result<Me> me(Database &database, const Caller &caller) const;
    [[nodiscard]] Result<Me> updateMe(Transaction &transaction, const Caller &caller,
                                      const UpdateMeRequest &request) const;

    /// `avatar` names a picture that is stored; the one before goes when nobody else has it.
    [[nodiscard]] Result<Me> changeAvatar(Transaction &transaction, const Caller &caller,
                                          const std::optional<QString> &avatar) const;

    /// Stores a new account, the first as owner. UsernameTaken when there is one of that name.
    [[nodiscard]] Result<AccountRow> add(Transaction &transaction, AccountRow row) const;
    /// The password that opens the account `confirmed`, as confirm() answered it, still does; locks it.
    [[nodiscard]] static Result<AccountRow> confirmAgain(Transaction &transaction,
                                                         const AccountRow &confirmed);

private:
    [[nodiscard]] Result<void> checkOpen(Database &database, const RegisterRequest &request) const;
    struct Entered {
        AccountRow account;
        SessionRow session;
    };
    [[nodiscard]] Result<Entered> store(Transaction &transaction, const RegisterRequest &request,
                                        const QString &address, const QString &passwordHash,
                                        const QList<QByteArray> &recoveryCodes) const;
    [[nodiscard]] Result<void> checkFree(Database &database, const QString &username) const;
    [[nodiscard]] Result<AccountRow> authenticate(Database &database, const QString &username,
                                                  const QString &password) const;
    [[nodiscard]] Result<Me> toMe(Database &database, const AccountRow &row) const;
    enum class Tell { Owner, Others };
    /// Takes the next account number of the owner, and of all who see the profile where they are told.
    [[nodiscard]] Result<AccountChange> tellProfile(Transaction &transaction, const AccountRow &row,
                                                    Tell tell) const;
    [[nodiscard]] Result<LoggedIn> enter(Writer &writer, const AccountRow &account, const QString &newHash,
                                         const QString &device, const QString &address) const;

    const Parts m_parts;
    const RegistrationPolicy m_policy;
};

} // namespace confab
