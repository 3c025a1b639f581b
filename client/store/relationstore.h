// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"
#include "shared/protocol/relation.h"

#include <QSet>
#include <QStringList>

namespace confab {

class LocalDatabase;

/// The table of contacts and blocks, as the server last said, by usernames in any case. GUI thread; the
/// database outlives it.
class RelationStore final {
public:
    explicit RelationStore(LocalDatabase &database)
        : m_database(database)
    { }

    [[nodiscard]] bool holds(Relation relation, const QString &username) const;
    /// In no particular order.
    [[nodiscard]] QStringList names(Relation relation) const;
    /// `names` in place of those before; answers whom it has made a difference to.
    Result<QSet<QString>> replace(Relation relation, const QStringList &names);
    Result<void> clear();

private:
    LocalDatabase &m_database;
};

} // namespace confab
