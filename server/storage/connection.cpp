// SPDX-License-Identifier: Apache-2.0
#include "server/storage/connection.h"

#include "server/storage/sqlconnection.h"
#include "server/storage/sqliteconnection.h"

namespace confab {

Result<std::unique_ptr<Connection>> Connection::open(const DatabaseUrl &url, Access access)
{
    return url.isShared() ? SqlConnection::open(url, access) : SqliteConnection::open(url.path, access);
}

} // namespace confab
