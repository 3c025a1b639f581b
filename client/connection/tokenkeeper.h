// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/answer.h"
#include "shared/core/clock.h"
#include "shared/protocol/session.h"

#include <QObject>

namespace confab {

/// Holds the tokens of one session and keeps the access token fresh.
///
/// It refreshes before the token ends and when the server no longer takes it, one refresh at a time however
/// many ask. The successor is stored before it is used, and while that has not succeeded the old refresh
/// token stays in place: the server answers a repeat with the same successor, so neither a lost answer nor a
/// kill between the two costs the session. Made with an empty session, it lets who asks wait for `use`. GUI
/// thread. The clock outlives it; `refresh` and `store` answer exactly once or never.
class TokenKeeper final : public QObject {
    Q_OBJECT

public:
    using Refresh = std::function<void(const QString &refreshToken, Answer<Session>)>;
    using Store = std::function<void(const Session &, Answer<void>)>;

    /// How long before its end a token is exchanged.
    static constexpr std::chrono::seconds margin{30};
    /// Of more who wait for a session or a refresh, the last are answered by a network error.
    static constexpr int mostWaiting = 256;

    TokenKeeper(Session session, Refresh refresh, Store store, const Clock &clock, QObject *parent = nullptr);

    /// Keeps that session in place of the one before, and answers who has waited for it.
    void use(Session session);
    /// There is no session: who has waited for one is answered by `error`, and so is who asks later.
    void end(const Error &error);
    /// An access token that should still hold, at once or after a refresh.
    void token(Answer<QString> done);
    /// The server did not take `accessToken`: the next one who asks gets another.
    void refuse(const QString &accessToken);
    [[nodiscard]] SessionId session() const { return m_session.id; }

Q_SIGNALS:
    /// The session has ended; every question is answered by an error from now on.
    void loggedOut(const confab::Error &error);

private:
    [[nodiscard]] bool hasSession() const { return !m_session.refreshToken.isEmpty(); }
    [[nodiscard]] bool isFresh() const;
    void answerWaiting();
    void startRefresh();
    void refreshed(Result<Session> session);
    void stored(const Session &session, Result<void> result);
    void answerAll(const Result<QString> &answer);

    const Refresh m_refresh;
    const Store m_store;
    const Clock &m_clock;
    Session m_session;
    std::optional<Timestamp>
        m_receivedAt; ///< when this run got the token; empty when it came from the last one
    bool m_isRefused = false;
    bool m_isRefreshing = false;
    std::optional<Error> m_ended;
    QList<Answer<QString>> m_waiting;
};

} // namespace confab
