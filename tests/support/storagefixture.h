// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/caller.h"
#include "server/domain/randomid.h"
#include "server/storage/accountrepository.h"
#include "server/storage/migrator.h"
#include "server/storage/sessionrepository.h"
#include "server/storage/transaction.h"
#include "shared/core/text.h"
#include "tests/support/testdatabase.h"

#include <optional>

namespace confab::tests {

/// A clock that stands until it is moved.
class FakeClock final : public Clock {
public:
    [[nodiscard]] Timestamp now() const override { return m_now; }
    void advance(std::chrono::milliseconds by) { m_now += by; }

private:
    Timestamp m_now = *fromRfc3339(u"2026-11-21T06:00:00.000Z");
};

/// A TestDatabase with the newest schema, and people in it.
class StorageFixture {
public:
    StorageFixture()
    {
        auto opened = Database::open(url(), Database::Access::Write);
        Q_ASSERT(opened);
        m_database = *std::move(opened);
        const auto migrated = Migrator(url().engine).migrate(*m_database);
        Q_ASSERT(migrated && *migrated > 0);
    }

    [[nodiscard]] const DatabaseUrl &url() const { return m_testDatabase.url(); }
    [[nodiscard]] QString path() const { return url().path; } ///< of an embedded one
    [[nodiscard]] Database &database() { return *m_database; }
    [[nodiscard]] const FakeClock &clock() const { return m_clock; }
    [[nodiscard]] FakeClock &clock() { return m_clock; }

    /// A new account, logged in.
    Caller person(const QString &username)
    {
        const auto id = AccountRepository(*m_database)
                            .insert({.username = username,
                                     .displayName = username,
                                     .passwordHash = QStringLiteral("none"),
                                     .createdAt = m_clock.now()});
        Q_ASSERT(id);
        const SessionRow session{.id = newRandomId<SessionId>(),
                                 .account = *id,
                                 .nonce = "nonce",
                                 .createdAt = m_clock.now(),
                                 .lastUsedAt = m_clock.now()};
        const auto inserted = SessionRepository(*m_database).insert(session);
        Q_ASSERT(inserted);
        return {.account = *id, .session = session.id, .username = username};
    }

    /// Runs `function(Transaction &)` as the Writer would; keeps the events of what succeeded.
    template <typename Function>
    auto write(Function function)
    {
        Transaction transaction(*m_database);
        (void)m_database->begin();
        auto result = function(transaction);
        if (!result || !m_database->commit())
            m_database->rollback();
        m_events = result ? transaction.takeEvents() : Events();
        return result;
    }
    /// The events of the last write().
    [[nodiscard]] const Events &events() const { return m_events; }

private:
    const TestDatabase m_testDatabase;
    FakeClock m_clock;
    std::unique_ptr<Database> m_database;
    Events m_events;
};

/// The event of that kind, if `events` holds exactly one.
template <typename T>
[[nodiscard]] std::optional<T> only(const Events &events)
{
    std::optional<T> found;
    for (const Event &event : events) {
        const T *one = std::get_if<T>(&event);
        if (one && found)
            return std::nullopt;
        if (one)
            found = *one;
    }
    return found;
}

} // namespace confab::tests
