// SPDX-License-Identifier: Apache-2.0
#include "server/domain/accountservice.h"

#include "server/domain/existingaccount.h"
#include "server/domain/inviteservice.h"
#include "server/domain/movedstep.h"
#include "server/domain/recoverycodes.h"
#include "server/domain/shownuser.h"
#include "server/storage/activeconversationrepository.h"
#include "server/storage/avatarrepository.h"
#include "server/storage/recoverycoderepository.h"
#include "server/storage/settingrepository.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

Error badCredentials()
{
    return {ErrorCode::BadCredentials, {}, u"the name or the secret is wrong"_s};
}

Error wrongPassword()
{
    return {ErrorCode::WrongPassword, u"password"_s, u"the password is wrong"_s};
}

Error disabledAccount()
{
    return {ErrorCode::AccountDisabled, {}, u"the account is disabled"_s};
}

Error usernameTaken()
{
    return {ErrorCode::UsernameTaken, u"username"_s, u"the username is taken"_s};
}

/// The row as the request wants it.
AccountRow updated(AccountRow row, const UpdateMeRequest &request)
{
    row.displayName = request.displayName.value_or(row.displayName);
    if (request.status)
        row.status = request.status->isEmpty() ? std::nullopt : request.status;
    row.sendReadReceipts = request.sendReadReceipts.value_or(row.sendReadReceipts);
    row.sharePresence = request.sharePresence.value_or(row.sharePresence);
    return row;
}

/// Of two who are the first at the same instant, on whatever nodes, the second waits here and then is not.
Result<bool> isFirst(Database &database)
{
    AccountRepository accounts(database);
    auto isEmpty = accounts.isEmpty();
    if (!isEmpty || !*isEmpty)
        return isEmpty;
    if (const auto locked = SettingRepository(database).lock(); !locked)
        return locked.error();
    return accounts.isEmpty();
}

bool looksTheSame(const AccountRow &left, const AccountRow &right)
{
    return left.displayName == right.displayName && left.status == right.status;
}

} // namespace

QString toName(RegistrationPolicy policy)
{
    switch (policy) {
    case RegistrationPolicy::Open:
        return u"open"_s;
    case RegistrationPolicy::Invite:
        return u"invite"_s;
    case RegistrationPolicy::Closed:
        return u"closed"_s;
    }
    Q_UNREACHABLE();
}

AccountService::AccountService(const Parts &parts, RegistrationPolicy policy)
    : m_parts(parts)
    , m_policy(policy)
{ }

Result<LoggedIn> AccountService::registerAccount(Database &database, Writer &writer,
                                                 const RegisterRequest &request, const QString &address) const
{
    // Both are asked again where it counts; this spares the hashing.
    if (const auto open = checkOpen(database, request); !open)
        return open.error();
    if (const auto free = checkFree(database, request.username); !free)
        return free.error();
    const auto hash = m_parts.hasher.hash(request.password);
    if (!hash)
        return hash.error();
    const auto codes = RecoveryCodeSet::make();
    const auto entered = writer.run<Entered>(
        [&](Transaction &transaction) { return store(transaction, request, address, *hash, codes.digests); });
    if (!entered)
        return entered.error();
    return LoggedIn{.user = shownUser(entered->account, m_parts.presence),
                    .session = m_parts.sessions.issue(entered->session),
                    .recoveryCodes = codes.codes};
}

Result<void> AccountService::checkOpen(Database &database, const RegisterRequest &request) const
{
    if (m_policy == RegistrationPolicy::Closed)
        return Error{ErrorCode::RegistrationClosed, {}, u"accounts are made by the operator"_s};
    return m_policy == RegistrationPolicy::Invite ? m_parts.invites.check(database, request.invite)
                                                  : Result<void>();
}

Result<AccountService::Entered> AccountService::store(Transaction &transaction,
                                                      const RegisterRequest &request, const QString &address,
                                                      const QString &passwordHash,
                                                      const QList<QByteArray> &recoveryCodes) const
{
    if (m_policy == RegistrationPolicy::Invite) {
        if (const auto used = m_parts.invites.use(transaction, request.invite); !used)
            return used.error();
    }
    const auto account = add(transaction,
                             {.username = request.username,
                              .displayName = request.displayName.value_or(request.username),
                              .passwordHash = passwordHash});
    if (!account)
        return account.error();
    if (const auto stored
        = RecoveryCodeRepository(transaction.database()).replace(account->id, recoveryCodes);
        !stored) {
        return stored.error();
    }
    const auto session
        = m_parts.sessions.open(transaction, account->id, request.device.value_or(QString()), address);
    if (!session)
        return session.error();
    return Entered{*account, *session};
}

Result<void> AccountService::checkFree(Database &database, const QString &username) const
{
    const auto found = AccountRepository(database).findByName(username);
    if (!found)
        return found.error();
    if (*found)
        return usernameTaken();
    return {};
}

Result<AccountRow> AccountService::add(Transaction &transaction, AccountRow row) const
{
    AccountRepository accounts(transaction.database());
    if (const auto free = checkFree(transaction.database(), row.username); !free)
        return free.error();
    const auto first = isFirst(transaction.database());
    if (!first)
        return first.error();
    if (*first)
        row.role = Role::Owner;
    row.createdAt = m_parts.clock.now();
    const auto id = accounts.insert(row);
    if (!id)
        return id.error();
    row.id = *id;
    return row;
}

Result<LoggedIn> AccountService::logIn(Database &database, Writer &writer, const LoginRequest &request,
                                       const QString &address) const
{
    const auto account = authenticate(database, request.username, request.password);
    if (!account)
        return account.error();
    QString hash = account->passwordHash;
    if (m_parts.hasher.isOutdated(hash)) {
        const auto renewed = m_parts.hasher.hash(request.password);
        if (!renewed)
            return renewed.error();
        hash = *renewed;
    }
    return enter(writer, *account, hash, request.device.value_or(QString()), address);
}

Result<AccountRow> AccountService::authenticate(Database &database, const QString &username,
                                                const QString &password) const
{
    const auto found = AccountRepository(database).findByName(username);
    if (!found)
        return found.error();
    const bool right = *found && !(*found)->deleted ? m_parts.hasher.verify((*found)->passwordHash, password)
                                                    : m_parts.hasher.verifyNobody(password);
    if (!right)
        return badCredentials();
    if ((*found)->disabled)
        return disabledAccount();
    return **found;
}

Result<LoggedIn> AccountService::enter(Writer &writer, const AccountRow &account, const QString &newHash,
                                       const QString &device, const QString &address) const
{
    const auto session = writer.run<SessionRow>([&](Transaction &transaction) -> Result<SessionRow> {
        // While the password was checked it may have been changed, or the account disabled.
        AccountRepository accounts(transaction.database());
        const auto same = accounts.replacePasswordHash(account.id, account.passwordHash, newHash);
        if (!same)
            return same.error();
        const auto now = accounts.find(account.id);
        if (!now)
            return now.error();
        if (!*same || !*now)
            return badCredentials();
        if ((*now)->disabled)
            return disabledAccount();
        return m_parts.sessions.open(transaction, account.id, device, address);
    });
    if (!session)
        return session.error();
    return LoggedIn{.user = shownUser(account, m_parts.presence),
                    .session = m_parts.sessions.issue(*session)};
}

Result<AccountRow> AccountService::confirm(Database &database, const Caller &caller,
                                           const QString &password) const
{
    const auto account = AccountRepository(database).find(caller.account);
    if (!account)
        return account.error();
    if (!*account || !m_parts.hasher.verify((*account)->passwordHash, password))
        return wrongPassword();
    return **account;
}

Result<AccountRow> AccountService::confirmAgain(Transaction &transaction, const AccountRow &confirmed)
{
    auto now = lockPeople(transaction.database(), {.account = confirmed.id});
    return now && now->passwordHash != confirmed.passwordHash ? wrongPassword() : now;
}

Result<void> AccountService::changePassword(Database &database, Writer &writer, const Caller &caller,
                                            const ChangePasswordRequest &request) const
{
    const auto account = confirm(database, caller, request.password);
    if (!account)
        return account.error();
    const auto hash = m_parts.hasher.hash(request.newPassword);
    if (!hash)
        return hash.error();
    const auto changed = writer.run<bool>([&](Transaction &transaction) -> Result<bool> {
        const auto replaced = AccountRepository(transaction.database())
                                  .replacePasswordHash(caller.account, account->passwordHash, *hash);
        if (!replaced)
            return replaced.error();
        if (!*replaced)
            return wrongPassword();
        if (!request.endOtherSessions)
            return true;
        const auto ended = m_parts.sessions.endAll(transaction, caller.account, caller.session);
        return ended ? Result<bool>(true) : Result<bool>(ended.error());
    });
    return changed ? Result<void>() : Result<void>(changed.error());
}

Result<void> AccountService::resetPassword(Database &database, Writer &writer,
                                           const PasswordResetRequest &request) const
{
    const QByteArray code = RecoveryCode::digest(request.recoveryCode);
    const auto holder = RecoveryCodeRepository(database).holder(request.username, code);
    if (!holder)
        return holder.error();
    if (!*holder)
        return badCredentials();
    const AccountId account = **holder;
    const auto hash = m_parts.hasher.hash(request.newPassword);
    if (!hash)
        return hash.error();
    const auto reset = writer.run<bool>([&](Transaction &transaction) -> Result<bool> {
        const auto used
            = RecoveryCodeRepository(transaction.database()).use(account, code, m_parts.clock.now());
        if (!used)
            return used.error();
        if (!*used)
            return badCredentials();
        if (const auto stored = AccountRepository(transaction.database()).setPasswordHash(account, *hash);
            !stored)
            return stored.error();
        const auto ended = m_parts.sessions.endAll(transaction, account);
        return ended ? Result<bool>(true) : Result<bool>(ended.error());
    });
    return reset ? Result<void>() : Result<void>(reset.error());
}

Result<RecoveryCodes> AccountService::renewRecoveryCodes(Database &database, Writer &writer,
                                                         const Caller &caller,
                                                         const RecoveryCodesRequest &request) const
{
    const auto account = confirm(database, caller, request.password);
    if (!account)
        return account.error();
    const auto codes = RecoveryCodeSet::make();
    const auto stored = writer.run<bool>([&](Transaction &transaction) -> Result<bool> {
        // While the password was checked it may have been changed.
        const auto still = confirmAgain(transaction, *account);
        RecoveryCodeRepository kept(transaction.database());
        const auto replaced = still ? kept.replace(still->id, codes.digests) : Result<void>(still.error());
        return replaced ? Result<bool>(true) : Result<bool>(replaced.error());
    });
    if (!stored)
        return stored.error();
    return RecoveryCodes{codes.codes};
}

Result<Me> AccountService::me(Database &database, const Caller &caller) const
{
    const auto row = existingAccount(database, caller.account);
    return row ? toMe(database, *row) : Result<Me>(row.error());
}

Result<Me> AccountService::updateMe(Transaction &transaction, const Caller &caller,
                                    const UpdateMeRequest &request) const
{
    // Another device that changes it at once waits, and so does who deletes the account.
    const auto found = lockPeople(transaction.database(), caller);
    if (!found)
        return found.error();
    AccountRow row = updated(*found, request);
    if (const auto done = AccountRepository(transaction.database()).updateProfile(row); !done)
        return done.error();
    if (row.sharePresence != found->sharePresence)
        transaction.publish(PresenceSharingChanged{row.id, row.sharePresence});
    const auto told = tellProfile(transaction, row, looksTheSame(*found, row) ? Tell::Owner : Tell::Others);
    if (!told)
        return told.error();
    row.change = *told;
    return toMe(transaction.database(), row);
}

Result<Me> AccountService::changeAvatar(Transaction &transaction, const Caller &caller,
                                        const std::optional<QString> &avatar) const
{
    AccountRepository accounts(transaction.database());
    // Two devices that change it at once: each sees what it takes the place of.
    const auto found = lockPeople(transaction.database(), caller);
    if (!found)
        return found.error();
    AccountRow row = *found;
    const auto before = std::exchange(row.avatar, avatar);
    if (before == avatar)
        return toMe(transaction.database(), row);
    if (const auto stored = accounts.setAvatar(row.id, avatar); !stored)
        return stored.error();
    if (before) {
        if (const auto removed = AvatarRepository(transaction.database()).removeUnused(*before); !removed)
            return removed.error();
    }
    const auto told = tellProfile(transaction, row, Tell::Others);
    if (!told)
        return told.error();
    row.change = *told;
    return toMe(transaction.database(), row);
}

Result<AccountChange> AccountService::tellProfile(Transaction &transaction, const AccountRow &row,
                                                  Tell tell) const
{
    AccountRepository accounts(transaction.database());
    const qint64 moved = movedStep(m_parts.clock.now());
    const User profile = profileOf(row);
    const auto own = accounts.advance(row.id, moved);
    if (!own)
        return own.error();
    transaction.publish(AccountChanged{row.id, {.account = *own, .profiles = {profile}}});
    if (tell == Tell::Owner)
        return own;
    const auto others = accounts.advanceOthers(row.id, moved);
    if (!others)
        return others.error();
    for (const auto &[other, change] : *others)
        transaction.publish(AccountChanged{other, {.account = change, .profiles = {profile}}});
    return own;
}

Result<Me> AccountService::toMe(Database &database, const AccountRow &row) const
{
    const auto active = ActiveConversationRepository(database).of(row.id);
    if (!active)
        return active.error();
    return Me{.user = shownUser(row, m_parts.presence),
              .role = row.role,
              .sendReadReceipts = row.sendReadReceipts,
              .sharePresence = row.sharePresence,
              .account = row.change,
              .activeConversation = *active};
}

} // namespace confab
