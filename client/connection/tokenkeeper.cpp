// SPDX-License-Identifier: Apache-2.0
#include "client/connection/tokenkeeper.h"

#include "client/connection/networkerror.h"
#include "shared/core/logging.h"

#include <QPointer>
#include <QThread>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

bool endsSession(ErrorCode code)
{
    return code == ErrorCode::NotAuthenticated || code == ErrorCode::BadCredentials
        || code == ErrorCode::AccountDisabled;
}

} // namespace

TokenKeeper::TokenKeeper(Session session, Refresh refresh, Store store, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_refresh(std::move(refresh))
    , m_store(std::move(store))
    , m_clock(clock)
    , m_session(std::move(session))
{ }

void TokenKeeper::use(Session session)
{
    m_session = std::move(session);
    m_receivedAt.reset();
    m_isRefused = false;
    m_ended.reset();
    answerWaiting();
}

void TokenKeeper::end(const Error &error)
{
    m_ended = error;
    answerAll(error);
}

bool TokenKeeper::isFresh() const
{
    if (m_isRefused)
        return false;
    const Timestamp now = m_clock.now();
    // A clock that is wrong must not make every token look old: one that just came is good.
    const bool isNew = m_receivedAt && now - *m_receivedAt < margin && now >= *m_receivedAt;
    return isNew || now + margin < m_session.expiresAt;
}

void TokenKeeper::token(Answer<QString> done)
{
    Q_ASSERT(QThread::currentThread() == thread());
    if (m_ended)
        return done(*m_ended);
    if (m_waiting.size() >= mostWaiting)
        return done(networkError(u"too many requests wait for the session"_s));
    m_waiting.append(std::move(done));
    answerWaiting();
}

void TokenKeeper::answerWaiting()
{
    // An empty session is one that has yet to be read: to ask the server with it would end the login.
    if (m_isRefreshing || m_waiting.isEmpty() || !hasSession())
        return;
    if (isFresh())
        answerAll(m_session.accessToken);
    else
        startRefresh();
}

void TokenKeeper::refuse(const QString &accessToken)
{
    // A late answer about a token that has been exchanged meanwhile says nothing about its successor.
    if (accessToken == m_session.accessToken)
        m_isRefused = true;
}

void TokenKeeper::startRefresh()
{
    m_isRefreshing = true;
    m_refresh(m_session.refreshToken, [self = QPointer(this)](Result<Session> session) {
        if (self)
            self->refreshed(std::move(session));
    });
}

void TokenKeeper::refreshed(Result<Session> session)
{
    if (session) {
        m_store(*session, [self = QPointer(this), next = *session](Result<void> result) {
            if (self)
                self->stored(next, std::move(result));
        });
        return;
    }
    m_isRefreshing = false;
    const Error error = session.error();
    if (endsSession(error.code)) {
        qCInfo(lcConnection) << "The session has ended:" << error.detail;
        m_ended = error;
    }
    answerAll(error);
    if (m_ended)
        Q_EMIT loggedOut(error);
}

void TokenKeeper::stored(const Session &session, Result<void> result)
{
    m_isRefreshing = false;
    if (!result) {
        qCWarning(lcConnection) << "The session could not be stored:" << result.error().detail;
        answerAll(result.error());
        return;
    }
    m_session = session;
    m_receivedAt = m_clock.now();
    m_isRefused = false;
    answerAll(m_session.accessToken);
}

void TokenKeeper::answerAll(const Result<QString> &answer)
{
    const auto waiting = std::exchange(m_waiting, {});
    for (const auto &done : waiting)
        done(answer);
}

} // namespace confab
