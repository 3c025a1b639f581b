// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/caller.h"
#include "server/storage/relationrepository.h"
#include "server/storage/transaction.h"
#include "shared/protocol/page.h"
#include "shared/protocol/user.h"

namespace confab {

class PresenceSource;
struct AccountRow;

/// Contact lists and blocks.
///
/// Who is blocked can neither begin nor write a direct conversation with who blocks, nor can the latter; the
/// two see no presence of each other, nor that the other reads or types. Nobody is told of being blocked.
/// Keeps no state; thread-safe.
class RelationService {
public:
    RelationService(const PresenceSource &presence, const Clock &clock)
        : m_presence(presence)
        , m_clock(clock)
    { }

    /// The caller's, in the order of their usernames. A cursor that is none is an invalid field `after`.
    [[nodiscard]] Result<Page<User>> list(Database &database, const Caller &caller, Relation relation,
                                          int limit, const QString &after) const;
    /// Nothing happens when it is so already. ListFull when there are too many.
    [[nodiscard]] Result<void> add(Transaction &transaction, const Caller &caller, Relation relation,
                                   const QString &username) const;
    [[nodiscard]] Result<void> remove(Transaction &transaction, const Caller &caller, Relation relation,
                                      const QString &username) const;

private:
    enum class Change { Add, Remove };
    [[nodiscard]] Result<void> change(Transaction &transaction, const Caller &caller, Relation relation,
                                      const QString &username, Change change) const;
    [[nodiscard]] Result<bool> store(Database &database, AccountId self, Relation relation, AccountId other,
                                     Change change) const;
    [[nodiscard]] Result<void> tell(Transaction &transaction, AccountId self, Relation relation,
                                    const AccountRow &other, Change change) const;
    [[nodiscard]] Result<void> applyBlock(Transaction &transaction, AccountId self,
                                          const AccountRow &other) const;
    void tellSight(Transaction &transaction, const AccountRow &viewer, const AccountRow &about,
                   bool hidden) const;

    const PresenceSource &m_presence;
    const Clock &m_clock;
};

} // namespace confab
