// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/database.h"
#include "shared/protocol/user.h"

#include <QHash>
#include <QList>

namespace confab {

/// One row of `session`.
struct SessionRow {
    SessionId id = {};
    AccountId account = {};
    QString device = {};
    qint64 generation = 1; ///< of the refresh token given out last
    QByteArray nonce = {}; ///< goes into its refresh tokens
    Timestamp createdAt = {};
    Timestamp lastUsedAt = {};
    QString address = {}; ///< from where it was used last; empty where that is not known
};

/// Who a session is of, and whether that one may still come in.
struct SessionHolder {
    AccountId account = {};
    QString username = {};
    Role role = Role::User;
    bool disabled = false;
    Timestamp lastUsedAt = {};
};

/// One row of `session_end`.
struct SessionEnd {
    qint64 number = 0;
    SessionId session = {};
};

/// The tables `session` and `session_end`. Belongs to the thread of its Database; holds no state of its own.
class SessionRepository {
public:
    explicit SessionRepository(Database &database)
        : m_database(database)
    { }

    [[nodiscard]] Result<std::optional<SessionRow>> find(SessionId session);
    [[nodiscard]] Result<std::optional<SessionHolder>> holder(SessionId session);
    /// The same for many; those that have ended are missing.
    [[nodiscard]] Result<QHash<SessionId, SessionHolder>> holders(const QList<SessionId> &sessions);
    /// Where a page ends.
    struct Place {
        Timestamp lastUsedAt = Timestamp::max();
        SessionId session = {};
    };
    /// Of one account, used since `since`, latest used first, after `after`.
    [[nodiscard]] Result<QList<SessionRow>> list(AccountId account, Timestamp since, const Place &after,
                                                 int limit);
    /// All of one account, the longest unused first.
    [[nodiscard]] Result<QList<SessionId>> byAge(AccountId account);
    /// Of anybody, not used since `since`.
    [[nodiscard]] Result<QList<SessionId>> unusedSince(Timestamp since, int limit);

    [[nodiscard]] Result<void> insert(const SessionRow &row);
    [[nodiscard]] Result<void> advance(SessionId session, qint64 generation, Timestamp usedAt,
                                       const QString &address);

    /// Removes the session and records its end for others to learn of; false when there is none.
    [[nodiscard]] Result<bool> end(SessionId session, Timestamp now);
    /// The ends recorded after `number`, in order.
    [[nodiscard]] Result<QList<SessionEnd>> endsAfter(qint64 number);
    [[nodiscard]] Result<qint64> lastEnd();
    [[nodiscard]] Result<void> forgetEnds(Timestamp before);

private:
    [[nodiscard]] Result<QHash<SessionId, SessionHolder>> holdersAtOnce(const QList<SessionId> &sessions);
    [[nodiscard]] Result<QList<SessionId>> ids(Result<Rows> rows);

    Database &m_database;
};

} // namespace confab
