// SPDX-License-Identifier: Apache-2.0
#include "server/storage/move.h"

#include "server/storage/migrator.h"
#include "server/storage/servercheck.h"
#include "server/storage/settingrepository.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

const QString marker = u"moving"_s; // in `setting`: the epoch of the source, until the move is finished
const QString settingTable = u"setting"_s;
const QString keyTable = u"server_key"_s;

Error refusal(const QString &why)
{
    return {ErrorCode::Internal, {}, why};
}

/// A long copy is one statement or transaction; the limits of a server's daily work are too short for it.
Result<void> bePatient(Database &database)
{
    switch (database.engine()) {
    case Engine::Sqlite:
        return {};
    case Engine::PostgreSql:
        return database.execute(u"SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0"_s);
    case Engine::MariaDb:
        return database.execute(u"SET SESSION max_statement_time = 0, idle_transaction_timeout = 0"_s);
    }
    Q_UNREACHABLE();
}

} // namespace

Move::Move(Database &source, Database &target, Progress progress, CarryKeys carryKeys)
    : m_source(source)
    , m_target(target)
    , m_progress(std::move(progress))
    , m_carryKeys(std::move(carryKeys))
{ }

Result<bool> Move::isUnfinished(Database &database)
{
    const auto found = SettingRepository(database).value(marker);
    return found ? Result<bool>(found->has_value()) : Result<bool>(found.error());
}

Result<qint64> Move::run()
{
    if (const auto patient = bePatient(m_source); !patient)
        return patient.error();
    if (const auto prepared = prepareTarget(); !prepared)
        return prepared.error();
    const auto snapshot = Snapshot::begin(m_source);
    const auto all = tables();
    if (!snapshot || !all)
        return snapshot ? all.error() : snapshot.error();
    auto total = carry(*all);
    if (!total)
        return total;
    const auto finished = finish();
    return finished ? total : Result<qint64>(finished.error());
}

bool Move::carriesKeysAsRows() const
{
    return m_source.url().isShared() && m_target.url().isShared();
}

Result<QList<MovedTable>> Move::tables() const
{
    auto all = MovedTable::all();
    if (!all)
        return all;
    all->removeIf([this](const MovedTable &table) {
        // The settings come last, with the end of the mark.
        return table.name == settingTable || (table.name == keyTable && !carriesKeysAsRows());
    });
    return all;
}

Result<qint64> Move::carry(const QList<MovedTable> &tables)
{
    TableCopier copier(m_source, m_target, m_progress);
    for (const MovedTable &table : tables) {
        if (const auto copied = copier.copy(table); !copied)
            return copied.error();
    }
    qint64 total = 0;
    for (const MovedTable &table : tables) {
        const auto rows = copier.compare(table);
        if (!rows)
            return rows;
        total += *rows;
    }
    return total;
}

Result<void> Move::prepareTarget()
{
    if (auto fit = checkServer(m_target); !fit)
        return fit;
    if (const auto migrated = Migrator(m_target.engine()).migrate(m_target); !migrated)
        return migrated.error();
    if (auto patient = bePatient(m_target); !patient)
        return patient;
    const auto schema = Migrator::version(m_source);
    if (!schema)
        return schema.error();
    if (*schema != Migrator().newest())
        return refusal(
            u"the source has another schema than this program: start its server once to migrate it"_s);
    const auto unfinished = isUnfinished(m_source);
    if (!unfinished)
        return unfinished.error();
    if (*unfinished)
        return refusal(u"the source is itself half of a move"_s);
    const auto epoch = SettingRepository(m_source).value(u"epoch"_s);
    if (!epoch)
        return epoch.error();
    if (!*epoch)
        return refusal(u"there is no Confab in the source"_s);
    return mark(**epoch);
}

Result<void> Move::mark(const QString &epoch)
{
    SettingRepository settings(m_target);
    const auto marked = settings.value(marker);
    if (!marked)
        return marked.error();
    if (*marked && **marked != epoch)
        return refusal(u"the target is half of a move from another source"_s);
    if (*marked) {
        m_progress(u"going on with the move that was begun"_s);
        return {};
    }
    auto rows = m_target.run(u"SELECT (SELECT count(*) FROM account) + (SELECT count(*) FROM setting)"_s);
    if (!rows)
        return rows.error();
    if (!rows->next() || rows->integer(0) != 0)
        return refusal(u"the target is not empty"_s);
    return settings.setValue(marker, epoch);
}

Result<void> Move::finish()
{
    if (auto done = continueNumbers(); !done)
        return done;
    if (auto done = m_carryKeys && !carriesKeysAsRows() ? m_carryKeys() : Result<void>(); !done)
        return done;
    Result<void> done = m_target.begin();
    if (done)
        done = carrySettings();
    if (done)
        done = m_target.commit();
    if (!done)
        m_target.rollback();
    return done;
}

Result<void> Move::carrySettings()
{
    QList<std::pair<QString, QString>> settings;
    {
        auto rows = m_source.run(u"SELECT name, value FROM setting ORDER BY name"_s);
        if (!rows)
            return rows.error();
        while (rows->next())
            settings.emplaceBack(rows->text(0), rows->text(1));
    }
    if (auto complete = m_source.takeFailure(); !complete)
        return complete;
    for (const auto &[name, value] : settings) {
        if (auto stored = SettingRepository(m_target).setValue(name, value); !stored)
            return stored;
    }
    // At once with the end of the mark: from here on it is an installation.
    return withoutCount(m_target.change(u"DELETE FROM setting WHERE name = :name"_s, {{":name", marker}}));
}

Result<void> Move::continueNumbers()
{
    // The others go on after the highest number by themselves.
    if (m_target.engine() != Engine::PostgreSql)
        return {};
    for (const QString &table : {u"account"_s, u"session_end"_s}) {
        auto rows = m_target.run(u"SELECT setval(pg_get_serial_sequence('%1', 'id'), "
                                 "(SELECT coalesce(max(id), 0) + 1 FROM %1), false)"_s.arg(table));
        if (!rows)
            return rows.error();
    }
    return {};
}

} // namespace confab
