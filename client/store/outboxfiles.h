// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/outgoingfile.h"

#include <QStringList>
#include <QUuid>

namespace confab {

class LocalDatabase;

/// The table of the files that messages in the outbox hold. GUI thread; the database outlives it.
class OutboxFiles final {
public:
    explicit OutboxFiles(LocalDatabase &database)
        : m_database(database)
    { }

    /// Answers them with their rows.
    Result<QList<OutgoingFile>> add(const QUuid &clientId, const QList<OutgoingFile> &files);
    [[nodiscard]] QList<OutgoingFile> of(const QUuid &clientId) const;
    /// Where all of them are on this device.
    [[nodiscard]] Result<QStringList> paths() const;
    /// `upload`, and the id of what is `shown`.
    Result<void> update(const OutgoingFile &file);
    Result<void> remove(const QUuid &clientId);

private:
    LocalDatabase &m_database;
};

} // namespace confab
