// SPDX-License-Identifier: Apache-2.0
#include "server/domain/avatarservice.h"

#include "shared/core/limits.h"

#include <QCryptographicHash>

namespace confab {

using namespace Qt::StringLiterals;

QString AvatarService::nameOf(const QByteArray &data)
{
    constexpr qsizetype half = 16;
    return QString::fromLatin1(
        QCryptographicHash::hash(data, QCryptographicHash::Sha256).first(half).toHex());
}

Result<AvatarRow> AvatarService::read(const QByteArray &bytes)
{
    if (bytes.size() > Limits::avatar)
        return Error{ErrorCode::PayloadTooLarge, u"picture"_s,
                     u"is larger than %1 bytes"_s.arg(Limits::avatar)};
    const auto picture = Picture::read(bytes);
    if (!picture)
        return picture.error();
    return AvatarRow{nameOf(picture->data), int(picture->type), picture->data};
}

Result<Me> AvatarService::set(Writer &writer, const Caller &caller, const QByteArray &bytes) const
{
    const auto read = AvatarService::read(bytes);
    if (!read)
        return read.error();
    const AvatarRow &row = *read;
    return writer.run<Me>([&](Transaction &transaction) -> Result<Me> {
        if (const auto kept = AvatarRepository(transaction.database()).keep(row); !kept)
            return kept.error();
        return m_accounts.changeAvatar(transaction, caller, row.name);
    });
}

Result<Me> AvatarService::remove(Transaction &transaction, const Caller &caller) const
{
    return m_accounts.changeAvatar(transaction, caller, std::nullopt);
}

Result<AvatarRow> AvatarService::find(Database &database, const QString &name) const
{
    const auto row = AvatarRepository(database).find(name);
    if (!row)
        return row.error();
    if (!*row)
        return Error{ErrorCode::NotFound, u"avatar"_s, u"there is no such picture"_s};
    return **row;
}

} // namespace confab
