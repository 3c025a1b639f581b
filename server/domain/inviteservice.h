// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/caller.h"
#include "server/storage/inviterepository.h"
#include "server/storage/transaction.h"
#include "shared/core/clock.h"
#include "shared/protocol/page.h"

namespace confab {

/// Invitations: owners and administrators of the server make them, see all of them and revoke them; anybody
/// else is Forbidden. Keeps no state; thread-safe.
class InviteService {
public:
    explicit InviteService(const Clock &clock)
        : m_clock(clock)
    { }

    /// Those that still let somebody in, the newest first. A cursor that is none is an invalid field `after`.
    [[nodiscard]] Result<Page<Invite>> list(Database &database, const Caller &caller, int limit,
                                            const QString &after) const;
    /// ListFull when there are too many.
    [[nodiscard]] Result<Invite> make(Transaction &transaction, const Caller &caller,
                                      const InviteRequest &request) const;
    /// NotFound when it lets nobody in (any more).
    [[nodiscard]] Result<void> revoke(Transaction &transaction, const Caller &caller,
                                      const QString &code) const;

    /// RegistrationClosed, with the field `invite`, unless the code lets somebody in now.
    [[nodiscard]] Result<void> check(Database &database, const std::optional<QString> &code) const;
    /// The same, and takes one of its uses.
    [[nodiscard]] Result<void> use(Transaction &transaction, const std::optional<QString> &code) const;

private:
    const Clock &m_clock;
};

} // namespace confab
