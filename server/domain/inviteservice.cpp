// SPDX-License-Identifier: Apache-2.0
#include "server/domain/inviteservice.h"

#include "server/domain/cursor.h"
#include "server/domain/secretcode.h"
#include "server/domain/sessionguard.h"
#include "shared/core/limits.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

/// The role is read anew: it may have been taken since the session was looked up.
Result<void> requireAdministrator(Database &database, const Caller &caller)
{
    const auto now = requireSession(database, caller);
    if (!now)
        return now.error();
    if (now->role == Role::User)
        return Error{ErrorCode::Forbidden, {}, u"invitations are made by owners and administrators"_s};
    return {};
}

Result<std::optional<InviteRow>> readCursor(const QString &after)
{
    if (after.isEmpty())
        return std::optional<InviteRow>();
    const QStringList keys = decodeCursor(after);
    bool ok = false;
    const qint64 time = keys.value(0).toLongLong(&ok);
    if (!ok || keys.size() != 2 || encodeCursor(keys) != after)
        return Error::invalid(u"after"_s, u"is no cursor"_s);
    return std::optional(
        InviteRow{.invite = {.code = keys[1]}, .createdAt = Timestamp(std::chrono::milliseconds(time))});
}

QString writeCursor(const InviteRow &last)
{
    return encodeCursor({QString::number(last.createdAt.time_since_epoch().count()), last.invite.code});
}

Error notInvited(const std::optional<QString> &code)
{
    return {ErrorCode::RegistrationClosed, u"invite"_s,
            code ? u"the invitation is not valid (any more)"_s : u"an invitation is needed"_s};
}

} // namespace

Result<Page<Invite>> InviteService::list(Database &database, const Caller &caller, int limit,
                                         const QString &after) const
{
    if (const auto allowed = requireAdministrator(database, caller); !allowed)
        return allowed.error();
    const auto last = readCursor(after);
    if (!last)
        return last.error();
    // One more than asked for says whether there is another page.
    auto rows = InviteRepository(database).list(m_clock.now(), *last, limit + 1);
    if (!rows)
        return rows.error();
    Page<Invite> page;
    if (rows->size() > limit) {
        rows->resize(limit);
        page.next = writeCursor(rows->last());
    }
    for (const InviteRow &row : *rows)
        page.items.append(row.invite);
    return page;
}

Result<Invite> InviteService::make(Transaction &transaction, const Caller &caller,
                                   const InviteRequest &request) const
{
    Database &database = transaction.database();
    if (const auto allowed = requireAdministrator(database, caller); !allowed)
        return allowed.error();
    const Timestamp now = m_clock.now();
    if (request.expiresAt && *request.expiresAt <= now)
        return Error::invalid(u"expiresAt"_s, u"has passed"_s);
    const InviteRepository invites(database);
    if (const auto removed = invites.removeOver(now); !removed)
        return removed.error();
    const auto count = invites.count(now);
    if (!count)
        return count.error();
    if (*count >= Limits::invites)
        return Error{ErrorCode::ListFull, {}, u"at most %1 invitations fit"_s.arg(Limits::invites)};
    const InviteRow row{
        .invite = {.code = SecretCode::make(), .expiresAt = request.expiresAt, .usesLeft = request.usesLeft},
        .createdBy = caller.account,
        .createdAt = now};
    const auto inserted = invites.insert(row);
    return inserted ? Result<Invite>(row.invite) : Result<Invite>(inserted.error());
}

Result<void> InviteService::revoke(Transaction &transaction, const Caller &caller, const QString &code) const
{
    Database &database = transaction.database();
    if (auto allowed = requireAdministrator(database, caller); !allowed)
        return allowed;
    const auto removed = InviteRepository(database).remove(SecretCode::read(code), m_clock.now());
    if (!removed)
        return removed.error();
    return *removed ? Result<void>()
                    : Result<void>(Error{ErrorCode::NotFound, u"code"_s, u"there is no such invitation"_s});
}

Result<void> InviteService::check(Database &database, const std::optional<QString> &code) const
{
    const auto isValid
        = InviteRepository(database).isValid(SecretCode::read(code.value_or(QString())), m_clock.now());
    if (!isValid)
        return isValid.error();
    return *isValid ? Result<void>() : Result<void>(notInvited(code));
}

Result<void> InviteService::use(Transaction &transaction, const std::optional<QString> &code) const
{
    const auto used = InviteRepository(transaction.database())
                          .use(SecretCode::read(code.value_or(QString())), m_clock.now());
    if (!used)
        return used.error();
    return *used ? Result<void>() : Result<void>(notInvited(code));
}

} // namespace confab
