// SPDX-License-Identifier: Apache-2.0
#include "server/domain/keymove.h"

#include "server/domain/crypto.h"
#include "server/domain/keyfile.h"
#include "server/domain/sealedkeys.h"
#include "server/storage/migrator.h"

namespace confab {

using namespace Qt::StringLiterals;

Result<std::optional<KeySet>> KeyMove::read(const Place &place) const
{
    if (!crypto::begin())
        return Error{ErrorCode::Internal, {}, u"libsodium does not start"_s};
    if (place.database.url().isShared())
        return readRows(place.database);
    const KeyFile file(place.file);
    if (!file.exists())
        return std::optional<KeySet>();
    auto keys = file.read();
    return keys ? Result<std::optional<KeySet>>(*std::move(keys)) : keys.error();
}

Result<std::optional<KeySet>> KeyMove::readRows(Database &database) const
{
    const auto schema = Migrator::version(database);
    if (!schema)
        return schema.error();
    if (*schema < Migrator(database.engine()).newest())
        return std::optional<KeySet>();
    const auto rows = ServerKeyRepository(database).list();
    if (!rows)
        return rows.error();
    if (rows->isEmpty())
        return std::optional<KeySet>();
    auto keys = SealedKeys(m_secret).open(*rows);
    return keys ? Result<std::optional<KeySet>>(*std::move(keys)) : keys.error();
}

Result<void> KeyMove::write(const Place &place, const KeySet &keys) const
{
    if (!place.database.url().isShared())
        return KeyFile(place.file).write(keys);
    Result<void> done = place.database.begin();
    if (done)
        done = writeRows(place.database, keys);
    if (done)
        done = place.database.commit();
    if (!done)
        place.database.rollback();
    return done;
}

Result<void> KeyMove::writeRows(Database &database, const KeySet &keys) const
{
    ServerKeyRepository repository(database);
    const auto before = repository.list(); // of a move that was interrupted
    if (!before)
        return before.error();
    for (const ServerKeyRow &row : *before) {
        if (auto removed = repository.remove(row.number); !removed)
            return removed;
    }
    for (const ServerKeyRow &row : SealedKeys(m_secret).seal(keys)) {
        if (auto inserted = repository.insert(row); !inserted)
            return inserted;
    }
    return {};
}

} // namespace confab
