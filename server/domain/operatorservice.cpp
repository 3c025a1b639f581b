// SPDX-License-Identifier: Apache-2.0
#include "server/domain/operatorservice.h"

#include "server/domain/activeconversations.h"
#include "shared/core/limits.h"
#include "shared/core/text.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr int listedAtOnce = 500;

Result<void> checkNames(const OperatorService::NewAccount &account)
{
    if (!isUsername(account.username)) {
        return Error::invalid(u"username"_s,
                              u"the username must be %1–%2 of A-Z a-z 0-9 . _ -"_s.arg(Limits::usernameMin)
                                  .arg(Limits::usernameMax));
    }
    if (!isScalarText(account.displayName) || codePointLength(account.displayName) > Limits::displayName)
        return Error::invalid(u"displayName"_s,
                              u"the display name is longer than %1 characters"_s.arg(Limits::displayName));
    return {};
}

} // namespace

Result<void> OperatorService::checkPassword(const QString &password)
{
    const qsizetype length = codePointLength(password);
    if (!isScalarText(password) || length < Limits::passwordMin || length > Limits::passwordMax) {
        return Error::invalid(u"password"_s,
                              u"the password must have %1 to %2 characters"_s.arg(Limits::passwordMin)
                                  .arg(Limits::passwordMax));
    }
    return {};
}

Result<AccountRow> OperatorService::add(Writer &writer, const NewAccount &account) const
{
    if (const auto named = checkNames(account); !named)
        return named.error();
    if (const auto good = checkPassword(account.password); !good)
        return good.error();
    const auto hash = m_hasher.hash(account.password);
    if (!hash)
        return hash.error();
    const QString displayName = account.displayName.trimmed();
    return writer.run<AccountRow>([&](Transaction &transaction) {
        return m_accounts.add(transaction,
                              {.username = account.username,
                               .displayName = displayName.isEmpty() ? account.username : displayName,
                               .passwordHash = *hash});
    });
}

Result<QList<AccountRow>> OperatorService::list(Writer &writer) const
{
    return writer.run<QList<AccountRow>>([](Transaction &transaction) -> Result<QList<AccountRow>> {
        AccountRepository accounts(transaction.database());
        QList<AccountRow> all;
        while (true) {
            const QString after = all.isEmpty() ? QString() : usernameKey(all.last().username);
            const auto page = accounts.list(
                {.after = after, .limit = listedAtOnce, .include = AccountRepository::Include::All});
            if (!page)
                return page.error();
            all += *page;
            if (page->size() < listedAtOnce)
                return all;
        }
    });
}

Result<AccountRow> OperatorService::change(Writer &writer, const QString &username,
                                           const Change &change) const
{
    return writer.run<AccountRow>([&](Transaction &transaction) -> Result<AccountRow> {
        AccountRepository accounts(transaction.database());
        auto found = accounts.findByName(username);
        if (found && *found) {
            // Whose owner may be deleting it at this moment.
            if (const auto locked = accounts.lock({(*found)->id}); !locked)
                return locked.error();
            found = accounts.find((*found)->id);
        }
        if (!found)
            return found.error();
        if (!*found)
            return Error{ErrorCode::NotFound, u"username"_s, u"there is nobody called %1"_s.arg(username)};
        AccountRow row = **found;
        if (row.deleted)
            return Error{ErrorCode::NotFound, u"username"_s, u"%1 has deleted the account"_s.arg(username)};
        if (const auto changed = change(transaction, row); !changed)
            return changed.error();
        return row;
    });
}

Result<AccountRow> OperatorService::resetPassword(Writer &writer, const QString &username,
                                                  const QString &password) const
{
    if (const auto good = checkPassword(password); !good)
        return good.error();
    const auto hash = m_hasher.hash(password);
    if (!hash)
        return hash.error();
    return change(writer, username, [&](Transaction &transaction, AccountRow &row) -> Result<void> {
        if (auto set = AccountRepository(transaction.database()).setPasswordHash(row.id, *hash); !set)
            return set;
        return m_sessions.endAll(transaction, row.id);
    });
}

Result<AccountRow> OperatorService::disable(Writer &writer, const QString &username) const
{
    return change(writer, username, [&](Transaction &transaction, AccountRow &row) -> Result<void> {
        row.disabled = true;
        if (auto set = AccountRepository(transaction.database()).setDisabled(row.id, true); !set)
            return set;
        // Whatever policy the server runs: there is none to end under the open one.
        ActiveConversations active(transaction, ConversationPolicy::Exclusive, m_clock.now());
        if (auto released = active.release(row.id); !released)
            return released;
        return m_sessions.endAll(transaction, row.id);
    });
}

Result<AccountRow> OperatorService::enable(Writer &writer, const QString &username) const
{
    return change(writer, username, [](Transaction &transaction, AccountRow &row) {
        row.disabled = false;
        return AccountRepository(transaction.database()).setDisabled(row.id, false);
    });
}

Result<AccountRow> OperatorService::makeAdmin(Writer &writer, const QString &username) const
{
    return change(writer, username, [](Transaction &transaction, AccountRow &row) -> Result<void> {
        if (row.role == Role::Owner)
            return {};
        row.role = Role::Admin;
        return AccountRepository(transaction.database()).setRole(row.id, Role::Admin);
    });
}

} // namespace confab
