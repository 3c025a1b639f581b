// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/accountrepository.h"
#include "server/storage/conversationrepository.h"
#include "server/storage/messagerepository.h"
#include "tests/benchmarks/phrases.h"

#include <functional>

namespace confab::tests {

/// What a database is filled with: people on a ring, each in conversation with the `partners` next to them,
/// and a year of messages, of which few conversations have most. The first conversation, that of users 0
/// and 1, has the most of all.
struct SeedPlan {
    int users = 200; ///< at least 2
    qint64 messages = 1000;
    int partners = 20; ///< of each user, at most; even
    quint32 seed = 1;
};

inline constexpr QLatin1StringView seededPassword{"correct horse"};
/// The name of that user, seeded or not.
[[nodiscard]] QString seededName(int user);

/// Fills an empty database through the server's own repositories, much faster than clients could.
///
/// Belongs to the thread of its database. What it writes is what the server would have written, so far as
/// readers can tell: numbers without a hole, times in order, marks near the end.
class Seeder final {
public:
    Seeder(Database &database, const SeedPlan &plan);

    /// `progress` is told the number of messages so far.
    [[nodiscard]] Result<void> run(const std::function<void(qint64)> &progress = {});

private:
    struct Talk {
        ConversationRow row;
        std::array<int, 2> users; ///< numbers, not ids
    };

    [[nodiscard]] Result<void> addAccounts();
    [[nodiscard]] Result<void> addConversations();
    [[nodiscard]] Result<void> addConversation(int first, int second);
    [[nodiscard]] Result<void> addMessages(const std::function<void(qint64)> &progress);
    [[nodiscard]] Result<void> finish(Talk &talk);
    [[nodiscard]] Result<void> inTransaction(const std::function<Result<void>()> &work);
    [[nodiscard]] Talk &nextTalk();
    [[nodiscard]] std::vector<MessageRepository::New> nextMessages(qint64 count);
    [[nodiscard]] MessageRepository::New nextMessage(Talk &talk);
    [[nodiscard]] QUuid newClientId();

    Database &m_database;
    const SeedPlan m_plan;
    Phrases m_phrases;
    std::mt19937_64 m_random;
    Timestamp m_now;
    const std::chrono::milliseconds m_step; ///< from one message to the next
    std::vector<AccountId> m_accounts; ///< by user
    std::vector<Talk> m_talks;
};

/// Migrates and fills the database that a confabd with this data directory has: that of `url`, or its own
/// where the URL is empty.
[[nodiscard]] Result<void> seedInstallation(const QString &url, const QString &dataDirectory,
                                            const SeedPlan &plan,
                                            const std::function<void(qint64)> &progress = {});

} // namespace confab::tests
