// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QSet>
#include <QStringList>

namespace confab::tests {

/// Reads what the preloaded syswatch wrote down, and says what left before it was durable.
///
///     pwrite(wal, M1)       stored M1
///     pwrite(wal, M2)       stored M2
///     fdatasync(wal)        syncing       <- what was stored before this …
///     … returns             synced        <- … is durable from here on
///     send(socket, M1 M2)   sent M1 M2    <- each must be durable by now
class SyncLog final {
public:
    explicit SyncLog(const QByteArray &text);

    /// One sentence for each mark that was sent before it was durable, and each line that cannot be read.
    [[nodiscard]] const QStringList &violations() const { return m_violations; }
    [[nodiscard]] const QSet<QByteArray> &sent() const { return m_sent; }
    [[nodiscard]] int syncs() const { return m_syncs; }

private:
    void read(const QByteArray &line);
    void markSent(const QByteArray &mark);

    QSet<QByteArray> m_stored; ///< written and not known to be on the disk
    QSet<QByteArray> m_syncing; ///< written before the sync that is under way
    QSet<QByteArray> m_durable;
    QSet<QByteArray> m_sent;
    QStringList m_violations;
    int m_syncs = 0;
};

} // namespace confab::tests
