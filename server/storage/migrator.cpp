// SPDX-License-Identifier: Apache-2.0
#include "server/storage/migrator.h"

#include "shared/core/logging.h"

#include <QDir>
#include <QFile>

namespace confab {

using namespace Qt::StringLiterals;

Migrator::Migrator(QString folder)
    : m_folder(std::move(folder))
{ }

Result<QList<Migrator::Migration>> Migrator::migrations() const
{
    QList<Migration> found;
    for (const QString &fileName : QDir(m_folder).entryList({u"*.sql"_s}, QDir::Files, QDir::Name)) {
        QFile file(QDir(m_folder).filePath(fileName));
        if (!file.open(QIODevice::ReadOnly))
            return Error{ErrorCode::Internal, {}, u"cannot read the migration "_s + fileName};
        found.append({fileName.left(4).toInt(), fileName, QString::fromUtf8(file.readAll())});
        if (found.last().number != found.size())
            return Error{
                ErrorCode::Internal, {}, u"the migrations are not numbered 1, 2, 3 …: "_s + fileName};
    }
    return found;
}

int Migrator::newest() const
{
    const auto all = migrations();
    return all ? int(all->size()) : 0;
}

Result<int> Migrator::version(Database &database)
{
    {
        auto table = database.run(u"SELECT 1 FROM sqlite_master WHERE name = 'schema_migration'"_s);
        if (!table)
            return table.error();
        if (!table->next())
            return 0;
    }
    auto rows = database.run(u"SELECT coalesce(max(number), 0) FROM schema_migration"_s);
    if (!rows)
        return rows.error();
    return rows->next() ? int(rows->integer(0)) : 0;
}

Result<int> Migrator::migrate(Database &database) const
{
    const auto all = migrations();
    if (!all)
        return all.error();
    const auto done = version(database);
    if (!done)
        return done.error();
    if (*done > all->size()) {
        return Error{
            ErrorCode::Internal,
            {},
            u"the database has schema %1, written by a newer confabd; this one knows %2"_s.arg(*done).arg(
                all->size())};
    }
    if (*done == all->size())
        return 0;
    if (*done > 0 && database.url().path != ":memory:"_L1) {
        const QString copy = u"%1.before-%2"_s.arg(database.url().path).arg(*done + 1, 4, 10, QChar(u'0'));
        QFile::remove(copy);
        if (const auto copied = database.change(u"VACUUM INTO :copy"_s, {{":copy", copy}}); !copied)
            return copied.error();
    }
    for (const Migration &migration : all->sliced(*done)) {
        if (const auto ran = run(database, migration); !ran)
            return ran.error();
        qCInfo(lcStorage, "Migrated the database: %s", qPrintable(migration.name));
    }
    return int(all->size()) - *done;
}

Result<void> Migrator::record(Database &database, const Migration &migration)
{
    static const QString sql = uR"(
        INSERT INTO schema_migration (number, name, finished_at)
        VALUES (:number, :name, strftime('%Y-%m-%dT%H:%M:%fZ')))"_s;
    const auto done = database.change(sql, {{":number", migration.number}, {":name", migration.name}});
    return done ? Result<void>() : Result<void>(done.error());
}

Result<void> Migrator::run(Database &database, const Migration &migration) const
{
    // SQLite's DDL is transactional: a migration stands as a whole, with its record, or not at all.
    QStringList texts{
        u"BEGIN IMMEDIATE"_s,
        u"CREATE TABLE IF NOT EXISTS schema_migration ("
        "number INTEGER PRIMARY KEY, name TEXT NOT NULL, finished_at TEXT NOT NULL)"_s,
    };
    texts += statements(migration.sql);
    Result<void> done;
    for (const QString &text : texts) {
        if (done)
            done = database.execute(text);
    }
    if (done)
        done = record(database, migration);
    if (done)
        done = database.execute(u"COMMIT"_s);
    if (done)
        return {};
    (void)database.execute(u"ROLLBACK"_s);
    return Error{done.error().code,
                 {},
                 u"migration %1 failed and was undone: %2"_s.arg(migration.name, done.error().detail)};
}

QStringList Migrator::statements(const QString &sql)
{
    QStringList found;
    QString current;
    bool quoted = false;
    for (qsizetype i = 0; i < sql.size(); ++i) {
        const QChar c = sql[i];
        if (!quoted && c == u'-' && QStringView(sql).sliced(i).startsWith(u"--")) {
            const qsizetype end = sql.indexOf(u'\n', i);
            i = end < 0 ? sql.size() : end;
            current += u'\n';
            continue;
        }
        quoted ^= c == u'\'';
        if (c == u';' && !quoted) {
            found.append(current.trimmed());
            current.clear();
        } else {
            current += c;
        }
    }
    if (!current.trimmed().isEmpty())
        found.append(current.trimmed());
    return found;
}

} // namespace confab
