// SPDX-License-Identifier: Apache-2.0
#include "tests/server/domain/accountsfixture.h"

#include "server/domain/sessionguard.h"

#include <sodium.h>

namespace confab::tests {

using namespace Qt::StringLiterals;

FakeKeyStore::FakeKeyStore()
{
    const bool begun = crypto::begin();
    Q_ASSERT(begun);
    m_key = {.id = "test",
             .publicKey = QByteArray(crypto_sign_PUBLICKEYBYTES, 0),
             .secretKey = QByteArray(crypto_sign_SECRETKEYBYTES, 0)};
    crypto_sign_keypair(reinterpret_cast<uchar *>(m_key.publicKey.data()),
                        reinterpret_cast<uchar *>(m_key.secretKey.data()));
    m_refreshKey = crypto::randomBytes(32);
}

AccountsFixture::AccountsFixture(RegistrationPolicy policy)
    : accounts({hasher, sessions, presence, storage.clock(), invites}, policy)
{
    bus.subscribe([this](const Events &events) {
        const std::lock_guard lock(m_mutex);
        for (const Event &event : events) {
            if (const auto *ended = std::get_if<SessionEnded>(&event))
                m_ends.append(ended->session);
        }
    });
    const bool started = bool(writer.start());
    Q_ASSERT(started);
}

LoggedIn AccountsFixture::join(const QString &username, const QString &password)
{
    const auto joined
        = accounts.registerAccount(database(), writer, {.username = username, .password = password});
    Q_ASSERT(joined);
    return *joined;
}

Result<LoggedIn> AccountsFixture::logIn(const QString &username, const QString &password)
{
    return accounts.logIn(database(), writer, {.username = username, .password = password});
}

Result<std::optional<Session>> AccountsFixture::refresh(const QString &token)
{
    return writer.run<std::optional<Session>>(
        [&](Transaction &transaction) { return sessions.refresh(transaction, token); });
}

bool AccountsFixture::isLoggedIn(const Session &session)
{
    const auto claims = accessTokens.verify(session.accessToken);
    return claims && requireSession(database(), {.account = claims->account, .session = claims->session});
}

QList<SessionId> AccountsFixture::takeEnds()
{
    // What was committed before this is published before it.
    (void)write([](Transaction &) { return Result<void>(); });
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_ends, {});
}

Caller callerOf(const LoggedIn &loggedIn)
{
    return {.account = loggedIn.user.id, .session = loggedIn.session.id, .username = loggedIn.user.username};
}

} // namespace confab::tests
