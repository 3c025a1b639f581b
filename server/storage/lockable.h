// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/database.h"

namespace confab {

/// Whether a row that is read is kept as it is until the transaction ends: what is to be written depends on
/// it.
enum class Lock { None, Row };

/// A statement that reads rows, with and without a lock on them. SQLite, which has one writer, needs none. A
/// value; any thread.
class Lockable final {
public:
    explicit Lockable(const QString &select)
        : m_plain(select)
        , m_locking(select + QStringLiteral(" FOR UPDATE"))
    { }

    [[nodiscard]] const QString &sql(const Database &database, Lock lock) const
    {
        return lock == Lock::Row && database.url().isShared() ? m_locking : m_plain;
    }

private:
    const QString m_plain;
    const QString m_locking;
};

} // namespace confab
