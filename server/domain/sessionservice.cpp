// SPDX-License-Identifier: Apache-2.0
#include "server/domain/sessionservice.h"

#include "server/domain/crypto.h"
#include "server/domain/cursor.h"
#include "server/domain/randomid.h"
#include "shared/core/limits.h"
#include "shared/core/logging.h"

namespace confab {

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {

constexpr days rememberEnds{1};
constexpr int tidiedAtOnce = 1000;

Error notAuthenticated(const QString &why)
{
    return {ErrorCode::NotAuthenticated, {}, why};
}

/// When the page's last session was used, and its id.
Result<SessionRepository::Place> readCursor(const QString &after)
{
    if (after.isEmpty())
        return SessionRepository::Place();
    const QStringList keys = decodeCursor(after);
    bool isTime = false;
    const auto session = keys.size() == 2 ? SessionId::fromString(keys.last()) : std::nullopt;
    const qint64 time = keys.value(0).toLongLong(&isTime);
    if (!session || !isTime || encodeCursor(keys) != after)
        return Error::invalid(u"after"_s, u"is no cursor"_s);
    return SessionRepository::Place{Timestamp(milliseconds(time)), *session};
}

QString writeCursor(const SessionRow &row)
{
    return encodeCursor({QString::number(row.lastUsedAt.time_since_epoch().count()), row.id.toString()});
}

} // namespace

SessionService::SessionService(const AccessTokens &accessTokens, const RefreshTokens &refreshTokens,
                               const Clock &clock, seconds lifetime)
    : m_accessTokens(accessTokens)
    , m_refreshTokens(refreshTokens)
    , m_clock(clock)
    , m_lifetime(lifetime)
{ }

Result<SessionRow> SessionService::open(Transaction &transaction, AccountId account, const QString &device,
                                        const QString &address) const
{
    if (const auto room = makeRoom(transaction, account); !room)
        return room.error();
    const Timestamp now = m_clock.now();
    const SessionRow row{.id = newRandomId<SessionId>(),
                         .account = account,
                         .device = device,
                         .generation = 1,
                         .nonce = crypto::randomBytes(RefreshTokens::nonceBytes),
                         .createdAt = now,
                         .lastUsedAt = now,
                         .address = address};
    if (const auto stored = SessionRepository(transaction.database()).insert(row); !stored)
        return stored.error();
    return row;
}

Result<void> SessionService::makeRoom(Transaction &transaction, AccountId account) const
{
    const auto sessions = SessionRepository(transaction.database()).byAge(account);
    if (!sessions)
        return sessions.error();
    for (qsizetype i = 0; i <= sessions->size() - Limits::sessions; ++i) {
        if (const auto removed = remove(transaction, (*sessions)[i]); !removed)
            return removed.error();
    }
    return {};
}

Session SessionService::issue(const SessionRow &row) const
{
    const auto access = m_accessTokens.issue(row.account, row.id);
    return {.id = row.id,
            .accessToken = access.token,
            .expiresAt = access.expiresAt,
            .refreshToken = m_refreshTokens.issue(row.id, row.generation, row.nonce),
            .device = row.device};
}

SessionService::Standing SessionService::standing(const SessionRow &row, qint64 generation)
{
    // One ahead of the row is authentic too: the database was put back from a copy.
    if (generation >= row.generation)
        return Standing::Current;
    return generation == row.generation - 1 ? Standing::Repeated : Standing::Outdated;
}

Result<std::optional<Session>> SessionService::refresh(Transaction &transaction, const QString &token,
                                                       const QString &address) const
{
    const auto claims = RefreshTokens::parse(token);
    if (!claims)
        return notAuthenticated(u"this is no refresh token"_s);
    SessionRepository sessions(transaction.database());
    const auto found = sessions.find(claims->session);
    if (!found)
        return found.error();
    if (!*found || !m_refreshTokens.isAuthentic(*claims, (*found)->nonce))
        return notAuthenticated(u"the session is over"_s);
    SessionRow row = **found;
    const Standing now = standing(row, claims->generation);
    if (now == Standing::Outdated || row.lastUsedAt < oldestUse()) {
        if (now == Standing::Outdated)
            qCWarning(lcDomain, "An old refresh token of account %lld was used; its session is over",
                      qlonglong(row.account.value()));
        if (const auto removed = remove(transaction, row.id); !removed)
            return removed.error();
        return std::optional<Session>();
    }
    if (now == Standing::Current)
        row.generation = claims->generation + 1;
    if (const auto advanced = sessions.advance(row.id, row.generation, m_clock.now(), address); !advanced)
        return advanced.error();
    return std::optional(issue(row));
}

Result<Page<SessionSummary>> SessionService::list(Database &database, const Caller &caller, int limit,
                                                  const QString &after) const
{
    const auto last = readCursor(after);
    if (!last)
        return last.error();
    auto rows = SessionRepository(database).list(caller.account, oldestUse(), *last, limit + 1);
    if (!rows)
        return rows.error();
    Page<SessionSummary> page;
    if (rows->size() > limit) {
        rows->resize(limit);
        page.next = writeCursor(rows->last());
    }
    for (const SessionRow &row : *rows) {
        page.items.append({.id = row.id,
                           .device = row.device,
                           .createdAt = row.createdAt,
                           .lastUsedAt = row.lastUsedAt,
                           .address = row.address,
                           .current = row.id == caller.session});
    }
    return page;
}

Result<void> SessionService::end(Transaction &transaction, const Caller &caller, SessionId session) const
{
    const auto found = SessionRepository(transaction.database()).find(session);
    if (!found)
        return found.error();
    if (!*found || (*found)->account != caller.account)
        return Error{ErrorCode::NotFound, {}, u"there is no such session"_s};
    return remove(transaction, session);
}

Result<void> SessionService::endAll(Transaction &transaction, AccountId account, SessionId except) const
{
    const auto sessions = SessionRepository(transaction.database()).byAge(account);
    if (!sessions)
        return sessions.error();
    for (const SessionId session : *sessions) {
        if (session == except)
            continue;
        if (const auto removed = remove(transaction, session); !removed)
            return removed.error();
    }
    return {};
}

Result<void> SessionService::tidy(Transaction &transaction) const
{
    SessionRepository sessions(transaction.database());
    const auto unused = sessions.unusedSince(oldestUse(), tidiedAtOnce);
    if (!unused)
        return unused.error();
    for (const SessionId session : *unused) {
        if (const auto removed = remove(transaction, session); !removed)
            return removed.error();
    }
    return sessions.forgetEnds(m_clock.now() - rememberEnds);
}

Result<void> SessionService::remove(Transaction &transaction, SessionId session) const
{
    const auto ended = SessionRepository(transaction.database()).end(session, m_clock.now());
    if (!ended)
        return ended.error();
    if (*ended)
        transaction.publish(SessionEnded{session});
    return {};
}

} // namespace confab
