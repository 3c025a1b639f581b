// SPDX-License-Identifier: Apache-2.0
#include "server/storage/settingrepository.h"

#include <QUuid>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

const QString epochName = u"epoch"_s;

QString newEpoch()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

} // namespace

Result<std::optional<QString>> SettingRepository::value(const QString &name)
{
    auto rows = m_database.run(u"SELECT value FROM setting WHERE name = :name"_s, {{":name", name}});
    if (!rows)
        return rows.error();
    return rows->next() ? std::optional(rows->text(0)) : std::nullopt;
}

Result<void> SettingRepository::setValue(const QString &name, const QString &value)
{
    static const QString insert = u"INSERT INTO setting (name, value) VALUES (:name, :value)"_s;
    static const QString standard = insert + u" ON CONFLICT (name) DO UPDATE SET value = excluded.value"_s;
    static const QString mariaDb = insert + u" ON DUPLICATE KEY UPDATE value = VALUES(value)"_s;
    const auto changed = m_database.change(m_database.engine() == Engine::MariaDb ? mariaDb : standard,
                                           {{":name", name}, {":value", value}});
    return changed ? Result<void>() : Result<void>(changed.error());
}

Result<QString> SettingRepository::epoch()
{
    auto found = value(epochName);
    if (!found)
        return found.error();
    if (*found)
        return **found;
    // Nodes that start together have one.
    static const QString standard = u"INSERT INTO setting (name, value) VALUES (:name, :value) "
                                    "ON CONFLICT (name) DO NOTHING"_s;
    static const QString mariaDb = u"INSERT IGNORE INTO setting (name, value) VALUES (:name, :value)"_s;
    const auto made = m_database.change(m_database.engine() == Engine::MariaDb ? mariaDb : standard,
                                        {{":name", epochName}, {":value", newEpoch()}});
    if (!made)
        return made.error();
    found = value(epochName);
    return found ? Result<QString>(found->value_or(QString())) : Result<QString>(found.error());
}

Result<void> SettingRepository::lock()
{
    if (const auto exists = epoch(); !exists)
        return exists.error();
    // An update that changes nothing locks its row on every engine.
    return withoutCount(
        m_database.change(u"UPDATE setting SET value = value WHERE name = :name"_s, {{":name", epochName}}));
}

Result<QString> SettingRepository::renewEpoch()
{
    const QString epoch = newEpoch();
    if (const auto stored = setValue(epochName, epoch); !stored)
        return stored.error();
    return epoch;
}

} // namespace confab
