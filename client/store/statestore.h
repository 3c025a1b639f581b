// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/number.h"
#include "shared/core/result.h"
#include "shared/protocol/user.h"

namespace confab {

class LocalDatabase;

/// The single values of an account's database. GUI thread; the database outlives it.
class StateStore final {
public:
    explicit StateStore(LocalDatabase &database)
        : m_database(database)
    { }

    /// The epoch of the server whose conversations are cached; empty before the first sync.
    [[nodiscard]] QString epoch() const;
    Result<void> setEpoch(const QString &epoch);
    [[nodiscard]] std::optional<AccountChange> account() const;
    Result<void> setAccount(AccountChange account);
    /// Whether one sync has come to its end: what is new afterwards is news.
    [[nodiscard]] bool hasSynced() const;
    Result<void> setSynced();
    [[nodiscard]] std::optional<Me> me() const;
    Result<void> setMe(const Me &me);
    /// How many bytes the server takes of a file; nothing before it was asked.
    [[nodiscard]] std::optional<qint64> largestFile() const;
    Result<void> setLargestFile(qint64 bytes);
    /// Whether messages that mention this account are told of in groups that are muted.
    [[nodiscard]] bool tellsMentions() const;
    Result<void> setTellsMentions(bool tells);
    /// Whether the server holds people to one direct conversation at a time, as last heard.
    [[nodiscard]] bool isExclusive() const;
    Result<void> setExclusive(bool exclusive);
    /// All but `me` and what the person has chosen, which are no cache of conversations.
    Result<void> clear();

private:
    [[nodiscard]] QString value(const QString &name) const;
    Result<void> setValue(const QString &name, const QString &value);

    LocalDatabase &m_database;
};

} // namespace confab
