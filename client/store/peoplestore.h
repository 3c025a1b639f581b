// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"
#include "shared/protocol/relation.h"
#include "shared/protocol/user.h"

#include <QList>

namespace confab {

class LocalDatabase;

/// The table of people as last heard, by username in any case. Presence is not kept: it is over when one
/// hears no more of it. GUI thread; the database outlives it.
class PeopleStore final {
public:
    explicit PeopleStore(LocalDatabase &database)
        : m_database(database)
    { }

    /// Whether this was news.
    Result<bool> put(const User &user);
    [[nodiscard]] std::optional<User> find(const QString &username) const;
    /// Of those who have not deleted the account, as below: those with `query` in any part of a name, by
    /// display name, at most `limit`.
    [[nodiscard]] QList<User> search(const QString &query, int limit) const;
    /// Of those who are `relation`, by display name: who has `query` in any part of a name.
    [[nodiscard]] QList<User> related(Relation relation, const QString &query) const;

private:
    LocalDatabase &m_database;
};

} // namespace confab
