// SPDX-License-Identifier: Apache-2.0
#include "server/storage/move.h"

#include "server/storage/migrator.h"
#include "server/storage/servercheck.h"
#include "server/storage/settingrepository.h"

#include <QCryptographicHash>
#include <QMap>

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

const QString marker = u"moving"_s; // in `setting`: the epoch of the source, until the move is finished
const QString settingTable = u"setting"_s;
constexpr qint64 progressInterval = 50'000; // rows

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

/// One value as no other is written.
QByteArray toBytes(const Value &value)
{
    const auto write = [](char type, const QByteArray &bytes) {
        return QByteArray(1, type) + QByteArray::number(bytes.size()) + ':' + bytes;
    };
    const auto &content = value.content();
    if (const auto *number = std::get_if<qint64>(&content))
        return write('i', QByteArray::number(*number));
    if (const auto *text = std::get_if<Utf8>(&content))
        return write('t', text->bytes);
    if (const auto *bytes = std::get_if<QByteArray>(&content))
        return write('b', *bytes);
    return write('n', {});
}

QStringList names(const QList<int> &key, const auto &columns)
{
    QStringList found;
    for (const int index : key)
        found.append(columns[index].name);
    return found;
}

} // namespace

Move::Move(Database &source, Database &target, Progress progress)
    : m_source(source)
    , m_target(target)
    , m_progress(std::move(progress))
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
    for (const Table &table : *all) {
        if (const auto copied = table.name == settingTable ? Result<void>() : copy(table); !copied)
            return copied.error();
    }
    qint64 total = 0;
    for (const Table &table : *all) {
        if (table.name == settingTable)
            continue;
        const auto rows = compare(table);
        if (!rows)
            return rows.error();
        total += *rows;
    }
    const auto finished = finish(*all);
    return finished ? Result<qint64>(total) : Result<qint64>(finished.error());
}

Result<QList<Move::Table>> Move::tables()
{
    // Every engine has the tables of SQLite's migrations, in the order in which rows refer to each other.
    const auto schema = Database::open(DatabaseUrl::sqlite(u":memory:"_s), Access::Write);
    if (!schema)
        return schema.error();
    if (const auto migrated = Migrator().migrate(**schema); !migrated)
        return migrated.error();
    auto rows = (*schema)->run(uR"(
        SELECT t.name, c.name, c.type, c.pk
          FROM sqlite_master t JOIN pragma_table_info(t.name) c
         WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name <> 'schema_migration'
         ORDER BY t.rowid, c.cid)"_s);
    if (!rows)
        return rows.error();
    QList<Table> all;
    QMap<qint64, int> key;
    while (rows->next()) {
        if (all.isEmpty() || all.last().name != rows->text(0)) {
            key.clear();
            all.append(Table{.name = rows->text(0), .columns = {}, .key = {}});
        }
        const QString type = rows->text(2);
        all.last().columns.append({rows->text(1),
                                   type == "BLOB"_L1       ? Column::Type::Bytes
                                       : type == "TEXT"_L1 ? Column::Type::Text
                                                           : Column::Type::Integer});
        if (rows->integer(3) > 0)
            key.insert(rows->integer(3), int(all.last().columns.size()) - 1);
        all.last().key = key.values();
    }
    return all;
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

Result<void> Move::copy(const Table &table)
{
    auto after = last(m_target, table);
    if (!after)
        return after.error();
    for (qint64 copied = 0;;) {
        const auto rows = read(m_source, table, *after);
        if (!rows)
            return rows.error();
        if (rows->empty()) {
            m_progress(u"%1: %2 rows copied"_s.arg(table.name).arg(copied));
            return {};
        }
        if (auto inserted = insert(table, *rows); !inserted)
            return inserted;
        *after = rows->back();
        if ((copied % progressInterval) + qint64(rows->size()) >= progressInterval)
            m_progress(u"%1: %2 rows so far"_s.arg(table.name).arg(copied + qint64(rows->size())));
        copied += qint64(rows->size());
    }
}

Result<void> Move::insert(const Table &table, const std::vector<Row> &rows)
{
    QStringList columns;
    QStringList places;
    std::vector<QByteArray> placeholders;
    for (const Column &column : table.columns) {
        columns.append(column.name);
        places.append(u':' + column.name);
        placeholders.push_back(places.last().toLatin1());
    }
    const QString sql
        = u"INSERT INTO %1 (%2) VALUES (%3)"_s.arg(table.name, columns.join(", "_L1), places.join(", "_L1));
    Result<void> done = m_target.begin();
    for (const Row &row : rows) {
        std::vector<Binding> bindings;
        for (size_t i = 0; i < row.size(); ++i)
            bindings.push_back({placeholders[i].constData(), row[i]});
        if (done)
            done = withoutCount(m_target.change(sql, bindings));
    }
    if (done)
        done = m_target.commit();
    if (!done)
        m_target.rollback();
    return done;
}

Result<qint64> Move::compare(const Table &table)
{
    const auto here = sum(m_source, table);
    if (!here)
        return here.error();
    const auto there = sum(m_target, table);
    if (!there)
        return there.error();
    if (*here != *there) {
        return refusal(
            u"the table %1 differs: the source has %2 rows, the target %3. Was one of them in use? "
            "Empty the target and move again"_s.arg(table.name)
                .arg(here->rows)
                .arg(there->rows));
    }
    m_progress(u"%1: %2 rows are the same"_s.arg(table.name).arg(here->rows));
    return here->rows;
}

Result<void> Move::finish(const QList<Table> &all)
{
    if (auto done = continueNumbers(); !done)
        return done;
    const auto settings
        = std::find_if(all.begin(), all.end(), [](const Table &table) { return table.name == settingTable; });
    const auto rows = read(m_source, *settings, {});
    if (!rows)
        return rows.error();
    // At once with the end of the mark: from here on it is an installation.
    Result<void> done = m_target.begin();
    for (const Row &row : *rows) {
        const auto &name = std::get<Utf8>(row[0].content()).bytes;
        const auto &value = std::get<Utf8>(row[1].content()).bytes;
        if (done)
            done = SettingRepository(m_target).setValue(QString::fromUtf8(name), QString::fromUtf8(value));
    }
    if (done)
        done
            = withoutCount(m_target.change(u"DELETE FROM setting WHERE name = :name"_s, {{":name", marker}}));
    if (done)
        done = m_target.commit();
    if (!done)
        m_target.rollback();
    return done;
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

QString Move::selection(Engine engine, const Table &table, const Row &after)
{
    QStringList columns;
    for (const Column &column : table.columns)
        columns.append(column.name);
    const QStringList key = names(table.key, table.columns);
    // MariaDB finds its place in the key only column by column, the others only by comparing rows.
    QStringList steps;
    QString equal;
    for (const QString &name : key) {
        steps.append(u"(%1%2 > :%2)"_s.arg(equal, name));
        equal += u"%1 = :%1 AND "_s.arg(name);
    }
    const QString rows = u"(%1) > (:%2)"_s.arg(key.join(", "_L1), key.join(", :"_L1));
    const QString condition = engine == Engine::MariaDb ? steps.join(" OR "_L1) : rows;
    return u"SELECT %1 FROM %2%3 ORDER BY %4 LIMIT %5"_s
        .arg(columns.join(", "_L1), table.name, after.empty() ? QString() : u" WHERE "_s + condition,
             key.join(", "_L1))
        .arg(batchLength);
}

Result<std::vector<Move::Row>> Move::read(Database &database, const Table &table, const Row &after)
{
    std::vector<QByteArray> placeholders;
    std::vector<Binding> bindings;
    for (const QString &name : names(table.key, table.columns))
        placeholders.push_back(':' + name.toLatin1());
    for (size_t i = 0; !after.empty() && i < placeholders.size(); ++i)
        bindings.push_back({placeholders[i].constData(), after[size_t(table.key[qsizetype(i)])]});
    std::vector<Row> found;
    {
        auto rows = database.run(selection(database.engine(), table, after), bindings);
        if (!rows)
            return rows.error();
        while (rows->next())
            found.push_back(readRow(*rows, table));
    }
    if (const auto complete = database.takeFailure(); !complete)
        return complete.error();
    return found;
}

Move::Row Move::readRow(const Rows &rows, const Table &table)
{
    Row row;
    for (int i = 0; i < int(table.columns.size()); ++i) {
        if (rows.isNull(i))
            row.emplace_back();
        else if (table.columns[i].type == Column::Type::Integer)
            row.emplace_back(rows.integer(i));
        else if (table.columns[i].type == Column::Type::Text)
            row.emplace_back(Utf8{rows.utf8(i).toByteArray()});
        else
            row.emplace_back(rows.bytes(i));
    }
    return row;
}

Result<Move::Row> Move::last(Database &database, const Table &table)
{
    const QStringList key = names(table.key, table.columns);
    const QString sql = u"SELECT %1 FROM %2 ORDER BY %3 DESC LIMIT 1"_s.arg(key.join(", "_L1), table.name,
                                                                            key.join(" DESC, "_L1));
    auto rows = database.run(sql);
    if (!rows)
        return rows.error();
    if (!rows->next())
        return Row();
    Row row(size_t(table.columns.size()));
    for (int i = 0; i < int(table.key.size()); ++i) {
        const auto type = table.columns[table.key[i]].type;
        row[size_t(table.key[i])] = type == Column::Type::Integer ? Value(rows->integer(i))
            : type == Column::Type::Text                          ? Value(Utf8{rows->bytes(i)})
                                                                  : Value(rows->bytes(i));
    }
    return row;
}

Result<Move::Sum> Move::sum(Database &database, const Table &table)
{
    Sum sum;
    QCryptographicHash hash(QCryptographicHash::Blake2b_256);
    for (Row after;;) {
        const auto rows = read(database, table, after);
        if (!rows)
            return rows.error();
        if (rows->empty())
            break;
        for (const Row &row : *rows)
            for (const Value &value : row)
                hash.addData(toBytes(value));
        sum.rows += qint64(rows->size());
        after = rows->back();
    }
    sum.digest = hash.result();
    return sum;
}

} // namespace confab
