// SPDX-License-Identifier: Apache-2.0
#include "server/domain/sealedkeys.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 refreshNumber = 0;
const QByteArray refreshName = "refresh";

Error notOpened()
{
    return Error::invalid(u"cluster_secret"_s,
                          u"cluster_secret does not open the keys in the database: every node needs the "
                          "one that they were sealed with"_s);
}

Error notWhole()
{
    return {ErrorCode::Internal, {}, u"the keys in the database are not whole"_s};
}

// A box opens only in the row it was sealed for.
QByteArray placeOf(const ServerKeyRow &row)
{
    return QByteArray::number(row.number) + ' ' + row.name + ' '
        + QByteArray::number(qint64(row.validFrom.time_since_epoch().count()));
}

} // namespace

ServerKeyRow SealedKeys::seal(ServerKeyRow row, const QByteArray &plain) const
{
    row.sealed = m_seal.seal(plain, placeOf(row));
    return row;
}

ServerKeyRow SealedKeys::seal(qint64 number, const SigningKey &key) const
{
    return seal({.number = number, .name = key.id, .validFrom = key.createdAt}, key.seed().toByteArray());
}

ServerKeyRow SealedKeys::sealRefresh(const QByteArray &key, Timestamp now) const
{
    return seal({.number = refreshNumber, .name = refreshName, .validFrom = now}, key);
}

QList<ServerKeyRow> SealedKeys::seal(const KeySet &keys) const
{
    QList<ServerKeyRow> rows{sealRefresh(keys.refresh, keys.signing.first().createdAt)};
    for (qsizetype i = 0; i < keys.signing.size(); ++i)
        rows.append(seal(keys.first + i, keys.signing[i]));
    return rows;
}

Result<KeySet> SealedKeys::open(const QList<ServerKeyRow> &rows) const
{
    KeySet keys;
    for (const ServerKeyRow &row : rows) {
        const auto plain = m_seal.open(row.sealed, placeOf(row));
        if (!plain)
            return notOpened();
        if (row.number == refreshNumber) {
            keys.refresh = *plain;
            continue;
        }
        const auto key = SigningKey::fromSeed(row.name, *plain, row.validFrom);
        if (!key || (!keys.signing.isEmpty() && keys.first + keys.signing.size() != row.number))
            return notWhole();
        if (keys.signing.isEmpty())
            keys.first = row.number;
        keys.signing.append(*key);
    }
    if (keys.signing.isEmpty() || keys.refresh.size() != KeySet::refreshBytes)
        return notWhole();
    return keys;
}

} // namespace confab
