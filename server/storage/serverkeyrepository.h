// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/database.h"

#include <QList>

namespace confab {

/// A key that the nodes share. Number 0 is what refresh tokens are made with; 1, 2, 3 … sign access tokens,
/// in the order in which they take over.
struct ServerKeyRow {
    qint64 number = 0;
    QByteArray name = {};
    QByteArray sealed = {}; ///< what it is, for those who hold the secret
    Timestamp validFrom = {};
};

/// The table `server_key`. Belongs to the thread of its Database; holds no state of its own.
class ServerKeyRepository {
public:
    explicit ServerKeyRepository(Database &database)
        : m_database(database)
    { }

    /// Lets one node at a time change the keys: the others wait here until its transaction ends. False when
    /// there are no keys yet, and nothing to wait for.
    [[nodiscard]] Result<bool> lock();
    /// By their numbers.
    [[nodiscard]] Result<QList<ServerKeyRow>> list();
    /// Fails when there is one with that number.
    [[nodiscard]] Result<void> insert(const ServerKeyRow &row);
    [[nodiscard]] Result<void> remove(qint64 number);

private:
    Database &m_database;
};

} // namespace confab
