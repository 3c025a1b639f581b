// SPDX-License-Identifier: Apache-2.0
#include "client/store/statestore.h"

#include "client/store/localdatabase.h"
#include "shared/protocol/jsonreader.h"
#include "shared/protocol/jsonwriter.h"

namespace confab {

using namespace Qt::StringLiterals;

QString StateStore::value(const QString &name) const
{
    QString value;
    (void)m_database.read(u"SELECT value FROM state WHERE name = ?"_s, {name},
                          [&](const QSqlQuery &row) { value = row.value(0).toString(); });
    return value;
}

Result<void> StateStore::setValue(const QString &name, const QString &value)
{
    const auto rows
        = m_database.write(u"INSERT OR REPLACE INTO state (name, value) VALUES (?, ?)"_s, {name, value});
    return rows ? Result<void>() : Result<void>(rows.error());
}

QString StateStore::epoch() const
{
    return value(u"epoch"_s);
}

Result<void> StateStore::setEpoch(const QString &epoch)
{
    return setValue(u"epoch"_s, epoch);
}

std::optional<AccountChange> StateStore::account() const
{
    const QString number = value(u"account"_s);
    return number.isEmpty() ? std::nullopt : std::optional(AccountChange(number.toLongLong()));
}

Result<void> StateStore::setAccount(AccountChange account)
{
    return setValue(u"account"_s, QString::number(account.value()));
}

bool StateStore::hasSynced() const
{
    return !value(u"synced"_s).isEmpty();
}

Result<void> StateStore::setSynced()
{
    return setValue(u"synced"_s, u"yes"_s);
}

std::optional<Me> StateStore::me() const
{
    const auto json = parseJsonObject(value(u"me"_s).toUtf8());
    if (!json)
        return std::nullopt;
    const auto me = Me::fromJson(*json);
    return me ? std::optional(*me) : std::nullopt;
}

Result<void> StateStore::setMe(const Me &me)
{
    return setValue(u"me"_s, QString::fromUtf8(toJson(me)));
}

std::optional<qint64> StateStore::largestFile() const
{
    const qint64 bytes = value(u"largestFile"_s).toLongLong();
    return bytes > 0 ? std::optional(bytes) : std::nullopt;
}

Result<void> StateStore::setLargestFile(qint64 bytes)
{
    return setValue(u"largestFile"_s, QString::number(bytes));
}

bool StateStore::tellsMentions() const
{
    return value(u"mentions"_s) != "quiet"_L1;
}

Result<void> StateStore::setTellsMentions(bool tells)
{
    return setValue(u"mentions"_s, tells ? u"told"_s : u"quiet"_s);
}

bool StateStore::isExclusive() const
{
    return !value(u"exclusive"_s).isEmpty();
}

Result<void> StateStore::setExclusive(bool exclusive)
{
    return setValue(u"exclusive"_s, exclusive ? u"yes"_s : QString());
}

Result<void> StateStore::clear()
{
    const auto rows = m_database.write(u"DELETE FROM state WHERE name NOT IN ('me', 'mentions')"_s, {});
    return rows ? Result<void>() : Result<void>(rows.error());
}

} // namespace confab
