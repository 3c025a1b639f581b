// SPDX-License-Identifier: Apache-2.0
#include "server/storage/migrator.h"

#include "server/storage/migrationjournal.h"
#include "shared/core/logging.h"

#include <QDir>
#include <QFile>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

QString folderOf(Engine engine)
{
    switch (engine) {
    case Engine::Sqlite:
        return u":/migrations/sqlite"_s;
    case Engine::PostgreSql:
        return u":/migrations/postgresql"_s;
    case Engine::MariaDb:
        return u":/migrations/mariadb"_s;
    }
    Q_UNREACHABLE();
}

/// A program that knows only what was before can go on using the database.
bool isCompatible(const QString &sql)
{
    return sql.contains("\n-- compatible\n"_L1);
}

Error refusal(const QString &why)
{
    return {ErrorCode::Internal, {}, why};
}

} // namespace

Migrator::Migrator(Engine engine)
    : Migrator(folderOf(engine))
{ }

Migrator::Migrator(QString folder)
    : m_folder(std::move(folder))
{ }

Result<QList<Migrator::Migration>> Migrator::migrations() const
{
    QList<Migration> found;
    int oldest = 0;
    for (const QString &fileName : QDir(m_folder).entryList({u"*.sql"_s}, QDir::Files, QDir::Name)) {
        QFile file(QDir(m_folder).filePath(fileName));
        if (!file.open(QIODevice::ReadOnly))
            return refusal(u"cannot read the migration "_s + fileName);
        const QString sql = QString::fromUtf8(file.readAll());
        const int number = fileName.left(4).toInt();
        oldest = isCompatible(sql) ? oldest : number;
        found.append({number, fileName, sql, oldest});
        if (number != found.size())
            return refusal(u"the migrations are not numbered 1, 2, 3 …: "_s + fileName);
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
    const auto state = MigrationJournal(database).read();
    return state ? Result<int>(state->newest) : Result<int>(state.error());
}

Result<int> Migrator::migrate(Database &database) const
{
    MigrationJournal journal(database);
    if (const auto locked = journal.lock(); !locked)
        return locked.error();
    auto ran = migrateLocked(database);
    journal.unlock();
    return ran;
}

Result<int> Migrator::migrateLocked(Database &database) const
{
    const auto all = migrations();
    if (!all)
        return all.error();
    const auto state = MigrationJournal(database).read();
    if (!state)
        return state.error();
    if (!state->unfinished.isEmpty()) {
        return refusal(
            u"the database is half migrated: %1 was begun and did not finish, and MariaDB cannot undo "
            "it. Restore the backup from before the upgrade, and start again"_s.arg(state->unfinished));
    }
    if (state->oldest > all->size()) {
        return refusal(
            u"the database has schema %1, written by a newer confabd; this one knows %2"_s.arg(state->newest)
                .arg(all->size()));
    }
    if (state->newest >= all->size())
        return 0;
    if (const auto copied = copy(database, state->newest + 1); !copied)
        return copied.error();
    const QList<Migration> missing = all->sliced(state->newest);
    const auto ran = state->newest == 0 ? makeNew(database, missing) : runAll(database, missing);
    return ran ? Result<int>(int(missing.size())) : Result<int>(ran.error());
}

Result<void> Migrator::makeNew(Database &database, const QList<Migration> &all)
{
    if (database.url().isShared())
        return runAll(database, all);
    // What a loss of power takes of an empty database is made again, so only the first commit after this one
    // syncs it, and not each of them.
    auto done = database.execute(u"PRAGMA synchronous=NORMAL"_s);
    if (done)
        done = runAll(database, all);
    const auto restored = database.execute(u"PRAGMA synchronous=FULL"_s);
    return done ? restored : done;
}

Result<void> Migrator::runAll(Database &database, const QList<Migration> &all)
{
    for (const Migration &migration : all) {
        if (const auto ran = run(database, migration); !ran)
            return ran.error();
        qCInfo(lcStorage, "Migrated the database: %s", qPrintable(migration.name));
    }
    return {};
}

Result<void> Migrator::copy(Database &database, int number)
{
    if (number == 1 || database.url().isShared() || database.url().path == ":memory:"_L1)
        return {};
    const QString file = u"%1.before-%2"_s.arg(database.url().path).arg(number, 4, 10, QChar(u'0'));
    QFile::remove(file);
    const auto copied = database.change(u"VACUUM INTO :copy"_s, {{":copy", file}});
    return copied ? Result<void>() : Result<void>(copied.error());
}

Result<void> Migrator::run(Database &database, const Migration &migration)
{
    if (database.engine() == Engine::MariaDb) {
        // Every statement that changes the schema commits.
        const auto done = runStatements(database, migration);
        return done
            ? done
            : refusal(u"migration %1 failed and is half done: %2"_s.arg(migration.name, done.error().detail));
    }
    auto done = database.begin();
    if (done)
        done = runStatements(database, migration);
    if (done)
        done = database.commit();
    if (done)
        return {};
    database.rollback();
    return Error{done.error().code,
                 {},
                 u"migration %1 failed and was undone: %2"_s.arg(migration.name, done.error().detail)};
}

Result<void> Migrator::runStatements(Database &database, const Migration &migration)
{
    MigrationJournal journal(database);
    Result<void> done = journal.create();
    if (done)
        done = journal.begin(migration.number, migration.name, migration.oldest);
    for (const QString &text : statements(migration.sql)) {
        if (done)
            done = database.execute(text);
    }
    return done ? journal.finish(migration.number, migration.name, migration.oldest) : done;
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
