// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/bus/event.h"
#include "server/storage/database.h"

#include <QSet>

namespace confab {

/// Whose presence one person may see: who does not share it sees none, and a block hides the two from each
/// other. Whether the other one shares it is asked where it is shown. A value, true when it was read.
class Sight {
public:
    [[nodiscard]] static Result<Sight> of(Database &database, AccountId viewer);

    [[nodiscard]] bool sees(AccountId other) const
    {
        return other == m_viewer || (m_shares && !m_hidden.contains(other));
    }
    /// Without it nothing is seen, whoever it is of.
    [[nodiscard]] bool shares() const { return m_shares; }
    [[nodiscard]] const QSet<AccountId> &hidden() const { return m_hidden; }
    bool operator==(const Sight &) const = default;

    /// Says all of it to the sockets of the viewer: for when some of it may not have been heard.
    [[nodiscard]] Events events(Database &database) const;

private:
    Sight(AccountId viewer, bool shares, QSet<AccountId> hidden)
        : m_viewer(viewer)
        , m_shares(shares)
        , m_hidden(std::move(hidden))
    { }

    AccountId m_viewer;
    bool m_shares;
    QSet<AccountId> m_hidden;
};

} // namespace confab
