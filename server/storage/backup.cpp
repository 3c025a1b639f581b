// SPDX-License-Identifier: Apache-2.0
#include "server/storage/backup.h"

#include "server/storage/filesync.h"
#include "server/storage/migrator.h"
#include "server/storage/settingrepository.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryFile>

#include <filesystem>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

Error failure(const QString &detail)
{
    return {ErrorCode::Internal, {}, detail};
}

/// The name of a new, empty file beside `file` that only its owner can read; gone with `holder` unless
/// renamed.
Result<QString> makeBeside(const QString &file, QTemporaryFile &holder)
{
    holder.setFileTemplate(QFileInfo(file).absolutePath() + "/.confab-copy-XXXXXX"_L1);
    if (!holder.open())
        return failure(u"cannot write in %1: %2"_s.arg(QFileInfo(file).absolutePath(), holder.errorString()));
    const QString name = holder.fileName();
    holder.close();
    return name;
}

Result<void> checkIntegrity(Database &database)
{
    auto rows = database.run(u"PRAGMA integrity_check(1)"_s);
    if (!rows)
        return rows.error();
    if (!rows->next() || rows->text(0) != "ok"_L1)
        return failure(u"it is damaged"_s);
    return {};
}

Result<BackupSummary> summarize(Database &database, const QString &file)
{
    const auto schema = Migrator::version(database);
    if (!schema)
        return failure(u"%1 is no Confab database"_s.arg(file));
    const int newest = Migrator().newest();
    if (*schema < 1 || *schema > newest) {
        return failure(*schema < 1
                           ? u"%1 is no Confab database"_s.arg(file)
                           : u"%1 is of a newer Confab: it has schema %2, this one knows %3"_s.arg(file)
                                 .arg(*schema)
                                 .arg(newest));
    }
    if (const auto whole = checkIntegrity(database); !whole)
        return failure(u"%1 cannot be used: %2"_s.arg(file, whole.error().detail));
    const auto epoch = SettingRepository(database).value(u"epoch"_s);
    if (!epoch || !*epoch)
        return failure(u"%1 is no Confab database: it has no epoch"_s.arg(file));
    return BackupSummary{.file = file, .bytes = QFileInfo(file).size(), .schema = *schema, .epoch = **epoch};
}

} // namespace

Result<BackupSummary> Backup::examine(const QString &file)
{
    // Opening what is not there would make it.
    if (!QFileInfo(file).isFile())
        return failure(u"there is no file %1"_s.arg(file));
    auto database = Database::open(DatabaseUrl::sqlite(file), Database::Access::Read);
    if (!database)
        return failure(u"%1 is no Confab database"_s.arg(file));
    return summarize(**database, file);
}

Result<void> Backup::refuseTarget(const QString &file) const
{
    const QFileInfo target(file);
    if (!target.exists())
        return {};
    if (target.canonicalFilePath() == QFileInfo(m_databasePath).canonicalFilePath())
        return failure(u"%1 is the database itself"_s.arg(file));
    if (!examine(file))
        return failure(u"%1 exists and is no backup; it is left alone"_s.arg(file));
    return {};
}

Result<BackupSummary> Backup::write(const QString &file) const
{
    if (!QFileInfo(m_databasePath).isFile())
        return failure(u"there is no database %1"_s.arg(m_databasePath));
    if (const auto free = refuseTarget(file); !free)
        return free.error();
    QTemporaryFile holder;
    const auto copy = makeBeside(file, holder);
    if (!copy)
        return copy.error();
    {
        auto database = Database::open(DatabaseUrl::sqlite(m_databasePath), Database::Access::Write);
        if (!database)
            return database.error();
        if (const auto copied = (*database)->change(u"VACUUM INTO :file"_s, {{":file", *copy}}); !copied)
            return copied.error();
    }
    auto summary = examine(*copy);
    if (!summary)
        return summary.error();
    if (const auto synced = syncFile(*copy); !synced)
        return synced.error();
    if (const auto replaced = replaceFile(*copy, file); !replaced)
        return replaced.error();
    holder.setAutoRemove(false);
    summary->file = file;
    return summary;
}

Result<BackupSummary> Backup::restore(const QString &file) const
{
    if (!QFileInfo(file).isFile())
        return failure(u"there is no file %1"_s.arg(file));
    if (QFileInfo(file).canonicalFilePath() == QFileInfo(m_databasePath).canonicalFilePath())
        return failure(u"%1 is the database itself"_s.arg(file));
    QTemporaryFile holder;
    const auto copy = makeBeside(m_databasePath, holder);
    if (!copy)
        return copy.error();
    std::error_code error;
    std::filesystem::copy_file(QFileInfo(file).filesystemAbsoluteFilePath(),
                               QFileInfo(*copy).filesystemAbsoluteFilePath(),
                               std::filesystem::copy_options::overwrite_existing, error);
    // The copy takes the rights of what it is copied from, which others may read.
    if (error || !QFile::setPermissions(*copy, QFile::ReadOwner | QFile::WriteOwner))
        return failure(u"cannot copy %1"_s.arg(file));
    auto summary = prepare(*copy);
    if (!summary) {
        summary = Error{summary.error().code, {}, QString(summary.error().detail).replace(*copy, file)};
        return summary;
    }
    if (const auto aside = setAside(); !aside)
        return aside.error();
    if (const auto replaced = replaceFile(*copy, m_databasePath); !replaced)
        return replaced.error();
    holder.setAutoRemove(false);
    summary->file = m_databasePath;
    return summary;
}

Result<BackupSummary> Backup::prepare(const QString &copy) const
{
    if (auto usable = examine(copy); !usable)
        return usable;
    {
        auto database = Database::open(DatabaseUrl::sqlite(copy), Database::Access::Write);
        if (!database)
            return database.error();
        if (const auto kept = keepSessions(**database); !kept)
            return kept.error();
        if (const auto epoch = SettingRepository(**database).renewEpoch(); !epoch)
            return epoch.error();
        // What is renamed must be one file.
        if (const auto merged = (*database)->execute(u"PRAGMA journal_mode=DELETE"_s); !merged)
            return merged.error();
    }
    if (const auto synced = syncFile(copy); !synced)
        return synced.error();
    return examine(copy);
}

Result<void> Backup::keepSessions(Database &restored) const
{
    // A session that was ended after the backup must not come back with it: only those that are in both stay,
    // with the later generation, so that no refresh token is good twice. Without a readable database none
    // stays.
    bool readable = false;
    if (examine(m_databasePath)) {
        const auto attached = restored.change(u"ATTACH :path AS replaced"_s, {{":path", m_databasePath}});
        readable = bool(attached);
    }
    if (!readable)
        return restored.execute(u"DELETE FROM session"_s);
    const QStringList statements{u"DELETE FROM session WHERE id NOT IN (SELECT id FROM replaced.session)"_s,
                                 uR"(UPDATE session
               SET (generation, nonce, last_used_at) =
                   (SELECT generation, nonce, last_used_at FROM replaced.session AS newer WHERE newer.id = session.id))"_s,
                                 u"DETACH replaced"_s};
    for (const QString &statement : statements) {
        if (const auto done = restored.execute(statement); !done)
            return done.error();
    }
    return {};
}

Result<void> Backup::setAside() const
{
    if (!QFileInfo::exists(m_databasePath))
        return {};
    // A write-ahead log left behind would be replayed into the restored database. Opened and closed, a sound
    // database has none; a damaged one's goes aside with it.
    if (auto database = Database::open(DatabaseUrl::sqlite(m_databasePath), Database::Access::Write))
        (void)(*database)->execute(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    const QString aside = m_databasePath + ".before-restore"_L1;
    for (const QLatin1StringView suffix : {"-wal"_L1, "-shm"_L1}) {
        QFile::remove(aside + suffix);
        if (QFileInfo::exists(m_databasePath + suffix)) {
            if (const auto moved = replaceFile(m_databasePath + suffix, aside + suffix); !moved)
                return moved.error();
        }
    }
    // As a second name for it, so that there is no moment without a database.
    std::error_code error;
    QFile::remove(aside);
    std::filesystem::create_hard_link(QFileInfo(m_databasePath).filesystemAbsoluteFilePath(),
                                      QFileInfo(aside).filesystemAbsoluteFilePath(), error);
    return error ? replaceFile(m_databasePath, aside) : Result<void>();
}

} // namespace confab
