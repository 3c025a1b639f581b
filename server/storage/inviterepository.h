// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/database.h"
#include "shared/protocol/invite.h"

#include <QList>

namespace confab {

struct InviteRow {
    Invite invite;
    AccountId createdBy = {};
    Timestamp createdAt = {};
};

/// The table `invite`: codes that let somebody make an account. Those that are used up or over are as if they
/// were not there, until removeOver() takes them. Belongs to the thread of its Database; holds no state of
/// its own.
class InviteRepository {
public:
    explicit InviteRepository(Database &database)
        : m_database(database)
    { }

    [[nodiscard]] Result<bool> isValid(const QString &code, Timestamp now) const;
    [[nodiscard]] Result<int> count(Timestamp now) const;
    /// The newest first, after the one that was made then and has that code.
    [[nodiscard]] Result<QList<InviteRow>> list(Timestamp now, const std::optional<InviteRow> &after,
                                                int limit) const;
    [[nodiscard]] Result<void> insert(const InviteRow &row) const;
    /// Takes one of its uses; false when it has none left.
    [[nodiscard]] Result<bool> use(const QString &code, Timestamp now) const;
    /// False when there was none.
    [[nodiscard]] Result<bool> remove(const QString &code, Timestamp now) const;
    [[nodiscard]] Result<void> removeOver(Timestamp now) const;

private:
    Database &m_database;
};

} // namespace confab
