// SPDX-License-Identifier: Apache-2.0
#include "client/store/searchindex.h"

#include "client/store/columns.h"
#include "shared/core/logging.h"

#include <QFile>

namespace confab {

using namespace Qt::StringLiterals;
using Durability = LocalDatabase::Durability;

SearchIndex::SearchIndex(std::unique_ptr<LocalDatabase> database)
    : m_database(std::move(database))
{ }

Result<std::unique_ptr<SearchIndex>> SearchIndex::open(const QString &path)
{
    auto database = LocalDatabase::open(path, LocalDatabase::Schema::Search);
    if (!database && database.error().code != ErrorCode::StorageFull) {
        qCWarning(lcStorage) << "The search index cannot be read, and is made anew";
        for (const QString &file : {path, path + u"-wal"_s, path + u"-shm"_s})
            QFile::remove(file);
        database = LocalDatabase::open(path, LocalDatabase::Schema::Search);
    }
    if (!database)
        return database.error();
    return std::unique_ptr<SearchIndex>(new SearchIndex(std::move(database).value()));
}

QVariant SearchIndex::value(const QString &name) const
{
    QVariant value;
    (void)m_database->read(u"SELECT value FROM state WHERE name = ?"_s, {name},
                           [&](const QSqlQuery &row) { value = row.value(0); });
    return value;
}

Result<void> SearchIndex::write(const QString &sql, const QVariantList &values)
{
    const auto rows = m_database->write(sql, values);
    return rows ? Result<void>() : Result<void>(rows.error());
}

Result<void> SearchIndex::setValue(const QString &name, const QVariant &value)
{
    return write(u"INSERT OR REPLACE INTO state (name, value) VALUES (?, ?)"_s, {name, value});
}

QString SearchIndex::epoch() const
{
    return value(u"epoch"_s).toString();
}

Result<void> SearchIndex::startOver(const QString &epoch)
{
    LocalTransaction transaction(*m_database, Durability::Normal);
    if (!transaction.begun())
        return transaction.begun();
    for (const auto &sql :
         {u"DELETE FROM posting"_s, u"DELETE FROM block"_s, u"DELETE FROM chunk"_s, u"DELETE FROM state"_s}) {
        if (auto done = write(sql, {}); !done)
            return done;
    }
    if (auto done = setValue(u"epoch"_s, epoch.isNull() ? u""_s : epoch); !done)
        return done;
    return transaction.commit();
}

SearchIndex::Progress SearchIndex::progress() const
{
    return {.chat = ChatId(value(u"chat"_s).toLongLong()),
            .seq = Seq(value(u"seq"_s).toLongLong()),
            .isDone = value(u"done"_s).toBool()};
}

Result<void> SearchIndex::setProgress(const Progress &progress)
{
    if (auto done = setValue(u"chat"_s, progress.chat.value()); !done)
        return done;
    if (auto done = setValue(u"seq"_s, progress.seq.value()); !done)
        return done;
    return setValue(u"done"_s, progress.isDone);
}

Result<void> SearchIndex::add(const SearchChunk &chunk, const std::optional<Progress> &progress)
{
    LocalTransaction transaction(*m_database, Durability::Normal);
    if (!transaction.begun())
        return transaction.begun();
    if (chunk.size() > 0) {
        const QList<SearchEntry> entries = chunk.entries();
        const auto id = m_database->insert(u"INSERT INTO chunk (size, newest) VALUES (?, ?)"_s,
                                           {chunk.size(), Columns::of(entries.first().sentAt)});
        if (!id)
            return id.error();
        for (int from = 0; from < entries.size(); from += blockSize) {
            if (auto done = write(u"INSERT INTO block (chunk, number, entries) VALUES (?, ?, ?)"_s,
                                  {*id, from / blockSize, toBytes(entries.mid(from, blockSize))});
                !done)
                return done;
        }
        if (auto done = writePostings(*id, chunk); !done)
            return done;
    }
    if (progress) {
        if (auto done = setProgress(*progress); !done)
            return done;
    }
    return transaction.commit();
}

Result<void> SearchIndex::writePostings(qint64 id, const SearchChunk &chunk)
{
    Result<void> outcome;
    chunk.visitPostings([&](qint64 pair, const PostingSet &members) {
        if (outcome)
            outcome = write(u"INSERT INTO posting (chunk, pair, slots) VALUES (?, ?, ?)"_s,
                            {id, pair, members.toBytes()});
    });
    return outcome;
}

QList<SearchIndex::Chunk> SearchIndex::chunks() const
{
    QList<Chunk> chunks;
    (void)m_database->read(
        u"SELECT id, size, newest FROM chunk ORDER BY newest DESC, id DESC"_s, {}, [&](const QSqlQuery &row) {
            chunks.append({row.value(0).toLongLong(), row.value(1).toInt(), Columns::time(row.value(2))});
        });
    return chunks;
}

PostingSet SearchIndex::members(const Chunk &chunk, qint64 pair) const
{
    PostingSet members;
    (void)m_database->read(u"SELECT slots FROM posting WHERE chunk = ? AND pair = ?"_s, {chunk.id, pair},
                           [&](const QSqlQuery &row) {
                               members
                                   = PostingSet::fromBytes(row.value(0).toByteArray()).value_or(PostingSet());
                           });
    return members;
}

QList<SearchEntry> SearchIndex::block(const Chunk &chunk, int block) const
{
    QList<SearchEntry> entries;
    (void)m_database->read(
        u"SELECT entries FROM block WHERE chunk = ? AND number = ?"_s, {chunk.id, block},
        [&](const QSqlQuery &row) { entries = entriesFromBytes(row.value(0).toByteArray()); });
    return entries;
}

} // namespace confab
