// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/bus/eventbus.h"
#include "server/domain/accountdeletion.h"
#include "server/domain/accountservice.h"
#include "server/domain/crypto.h"
#include "server/domain/exportservice.h"
#include "server/domain/groupmembers.h"
#include "server/domain/inviteservice.h"
#include "server/domain/presencesource.h"
#include "server/storage/writer.h"
#include "tests/support/storagefixture.h"

namespace confab::tests {

/// Keys that never change, made anew for each test.
class FakeKeyStore final : public KeyStore {
public:
    FakeKeyStore();

    [[nodiscard]] SigningKey signingKey() const override { return m_key; }
    [[nodiscard]] std::optional<QByteArray> publicKey(const QByteArray &id) const override
    {
        return id == m_key.id ? std::optional(m_key.publicKey) : std::nullopt;
    }
    [[nodiscard]] QByteArray refreshKey() const override { return m_refreshKey; }

private:
    SigningKey m_key;
    QByteArray m_refreshKey;
};

/// Nobody is here.
class NoPresence final : public PresenceSource {
public:
    [[nodiscard]] std::optional<Presence> presence(AccountId) const override { return Presence::Offline; }
};

/// Accounts and sessions with all they need, on a database of their own, hashing cheaply.
class AccountsFixture {
public:
    explicit AccountsFixture(RegistrationPolicy policy = RegistrationPolicy::Open);
    ~AccountsFixture() { writer.stop(); }

    /// Registers, or fails the test's assumptions.
    LoggedIn join(const QString &username, const QString &password = QStringLiteral("correct horse"));
    [[nodiscard]] Result<LoggedIn> logIn(const QString &username, const QString &password);
    /// Runs `function` on the writer's thread.
    template <typename Function>
    auto write(Function function)
    {
        return writer.run<bool>([&](Transaction &transaction) -> Result<bool> {
            const auto done = function(transaction);
            return done ? Result<bool>(true) : Result<bool>(done.error());
        });
    }
    [[nodiscard]] Result<std::optional<Session>> refresh(const QString &token);
    /// Whether an access token is good for anything now.
    [[nodiscard]] bool isLoggedIn(const Session &session);
    [[nodiscard]] Database &database() { return storage.database(); }
    [[nodiscard]] FakeClock &clock() { return storage.clock(); }
    /// The sessions that were said to have ended since the last call.
    [[nodiscard]] QList<SessionId> takeEnds();

    StorageFixture storage;
    LocalEventBus bus;
    Writer writer{storage.url(), bus};
    FakeKeyStore keys;
    AccessTokens accessTokens{keys, storage.clock(), std::chrono::minutes(15)};
    RefreshTokens refreshTokens{keys};
    NoPresence presence;
    PasswordHasher hasher{{.operations = 1, .memoryKib = 8}};
    SessionService sessions{accessTokens, refreshTokens, storage.clock(), std::chrono::hours(24 * 90)};
    InviteService invites{storage.clock()};
    AccountService accounts;
    GroupMembers groupMembers{storage.clock()};
    ExportService exports{storage.clock()};
    AccountDeletion deletion{{accounts, sessions, groupMembers, exports, storage.clock()}};

private:
    std::mutex m_mutex;
    QList<SessionId> m_ends; // guarded by m_mutex
};

/// The caller of that login.
[[nodiscard]] Caller callerOf(const LoggedIn &loggedIn);

} // namespace confab::tests
