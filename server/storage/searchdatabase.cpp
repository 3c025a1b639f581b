// SPDX-License-Identifier: Apache-2.0
#include "server/storage/searchdatabase.h"

#include "server/storage/migrator.h"
#include "shared/core/logging.h"

#include <QFile>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

/// The generations of the index that `main` has attached.
Result<QStringList> attachedTo(Database &main)
{
    static const QString sql = u"SELECT name FROM pragma_database_list WHERE name LIKE 'search_%'"_s;
    auto rows = main.run(sql);
    if (!rows)
        return rows.error();
    QStringList names;
    while (rows->next())
        names.append(rows->text(0));
    return names;
}

} // namespace

SearchDatabase::SearchDatabase(DatabaseUrl main, QString file)
    : m_url(main.isShared() ? std::move(main) : DatabaseUrl::sqlite(std::move(file)))
    , m_isFile(!m_url.isShared())
{ }

Result<std::unique_ptr<Database>> SearchDatabase::open()
{
    if (!m_isFile)
        return Database::open(m_url, Access::Write);
    auto opened = openFile();
    if (opened)
        return opened;
    qCWarning(lcStorage, "The search index cannot be used and is made anew: %s",
              qPrintable(opened.error().detail));
    discard();
    return openFile();
}

Result<std::unique_ptr<Database>> SearchDatabase::openFile() const
{
    static const Migrator migrator(u":/migrations/sqlite-search"_s);
    auto opened = Database::open(m_url, Access::Write);
    if (!opened)
        return opened;
    Database &database = **opened;
    QFile::setPermissions(m_url.path, QFile::ReadOwner | QFile::WriteOwner);
    const auto version = Migrator::version(database);
    if (!version)
        return version.error();
    if (*version != 0 && *version != migrator.newest())
        return Error{ErrorCode::Internal, {}, u"it is of another version"_s};
    if (const auto migrated = migrator.migrate(database); !migrated)
        return migrated.error();
    // What a loss of power takes is made anew from the messages; what is deleted is overwritten.
    for (const QString &pragma : {u"PRAGMA synchronous=NORMAL"_s, u"PRAGMA secure_delete=ON"_s}) {
        if (const auto set = database.execute(pragma); !set)
            return set.error();
    }
    return opened;
}

Result<void> SearchDatabase::attach(Database &main) const
{
    if (!m_isFile)
        return {};
    static const QString attachFile = u"ATTACH :file AS :name"_s;
    static const QString detach = u"DETACH :name"_s;
    // The connection itself knows which generation it has.
    const QString name = u"search_%1"_s.arg(m_generation.load());
    const auto attached = attachedTo(main);
    if (!attached)
        return attached.error();
    if (attached->contains(name))
        return {};
    for (const QString &former : *attached) {
        if (const auto detached = main.change(detach, {{":name", former}}); !detached)
            return detached.error();
    }
    const auto done = main.change(attachFile, {{":file", m_url.path}, {":name", name}});
    return withoutCount(done);
}

bool SearchDatabase::isThere() const
{
    return !m_isFile || QFile::exists(m_url.path);
}

bool SearchDatabase::isSound(Database &database) const
{
    if (!m_isFile)
        return true;
    static const QString sql = u"PRAGMA quick_check(1)"_s;
    auto rows = database.run(sql);
    const bool isSound = rows && rows->next() && rows->text(0) == "ok"_L1;
    return isSound && database.takeFailure();
}

void SearchDatabase::discard()
{
    if (!m_isFile)
        return;
    for (const QLatin1StringView suffix : {""_L1, "-wal"_L1, "-shm"_L1})
        QFile::remove(m_url.path + suffix);
    ++m_generation;
}

SearchTransaction::SearchTransaction(Database &index)
    : m_index(&index)
{ }

SearchTransaction::SearchTransaction(SearchTransaction &&other) noexcept
    : m_index(std::exchange(other.m_index, nullptr))
{ }

SearchTransaction::~SearchTransaction()
{
    if (m_index)
        m_index->rollback();
}

Result<SearchTransaction> SearchTransaction::begin(Database &index)
{
    static const QString lock = u"SELECT value FROM search_state WHERE name = 'lock' FOR UPDATE"_s;
    if (const auto begun = index.begin(); !begun)
        return begun.error();
    SearchTransaction transaction(index);
    if (!index.url().isShared()) // SQLite has one writer anyway
        return transaction;
    auto rows = index.run(lock);
    if (!rows)
        return rows.error();
    if (!rows->next())
        return Error{ErrorCode::Internal, {}, u"the search index has lost its lock"_s};
    return transaction;
}

Result<void> SearchTransaction::commit()
{
    // What could not be read is not there: the transaction may not stand on it.
    if (auto failed = m_index->takeFailure(); !failed)
        return failed;
    auto committed = m_index->commit();
    if (committed)
        m_index = nullptr;
    return committed;
}

} // namespace confab
