// SPDX-License-Identifier: Apache-2.0
#include "client/store/searchindexer.h"

#include "client/store/columns.h"
#include "shared/core/bigrams.h"
#include "shared/core/logging.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

qint64 one(LocalDatabase &database, const QString &sql)
{
    qint64 value = 0;
    (void)database.read(sql, {}, [&](const QSqlQuery &row) { value = row.value(0).toLongLong(); });
    return value;
}

bool fillsAChunk(LocalDatabase &messages)
{
    return one(messages,
               u"SELECT count(*) FROM (SELECT 1 FROM unindexed LIMIT %1)"_s.arg(SearchChunk::capacity))
        >= SearchChunk::capacity;
}

} // namespace

SearchIndexer::SearchIndexer(LocalDatabase &messages, SearchIndex &index)
    : m_messages(messages)
    , m_index(index)
{ }

bool SearchIndexer::isUpToDate() const
{
    return m_source == Source::None && m_index.progress().isDone && !fillsAChunk(m_messages);
}

SearchIndexer::Step SearchIndexer::step()
{
    if (m_source == Source::None) {
        const auto source = choose();
        if (!source || *source == Source::None)
            return Step::Idle;
        m_source = *source;
    }
    const auto isMore = m_source == Source::Unindexed ? readUnindexed() : readOld();
    const auto done = isMore ? finish(*isMore) : Result<void>(isMore.error());
    if (done)
        return Step::More;
    // What was read is read again when there is a reason to look.
    qCWarning(lcStorage) << "Indexing failed:" << done.error().detail;
    m_chunk = {};
    m_source = Source::None;
    return Step::Idle;
}

Result<SearchIndexer::Source> SearchIndexer::choose()
{
    if (auto done = startOverIfOther(); !done)
        return done.error();
    m_chunk = {};
    m_lastId = 0;
    m_progress = m_index.progress();
    if (fillsAChunk(m_messages))
        return Source::Unindexed;
    return m_progress.isDone ? Source::None : Source::Old;
}

/// After the server's epoch has changed, nothing that is in the index is there any more.
Result<void> SearchIndexer::startOverIfOther()
{
    QString epoch = u""_s;
    const auto read = m_messages.read(u"SELECT value FROM state WHERE name = 'epoch'"_s, {},
                                      [&](const QSqlQuery &row) { epoch = row.value(0).toString(); });
    const QString indexed = m_index.epoch();
    if (!read || (!indexed.isNull() && indexed == epoch))
        return read;
    if (auto done = m_index.startOver(epoch); !done)
        return done;
    // All of it is met again among the old ones; what comes from here on is listed again.
    const auto rows = m_messages.write(u"DELETE FROM unindexed"_s, {});
    return rows ? Result<void>() : Result<void>(rows.error());
}

void SearchIndexer::take(const QSqlQuery &row)
{
    if (row.value(3).isNull() || m_chunk.isFull())
        return; // It is gone.
    m_chunk.add(
        {ChatId(row.value(1).toLongLong()), Seq(row.value(2).toLongLong()), Columns::time(row.value(3))},
        foldedText(row.value(4).toString()));
}

Result<bool> SearchIndexer::readUnindexed()
{
    int rows = 0;
    const int limit = std::min(rowsAtOnce, SearchChunk::capacity - m_chunk.size());
    const auto read = m_messages.read(uR"(
        SELECT u.id, u.chat, u.seq, m.sent_at, m.body
          FROM unindexed u
          LEFT JOIN message m ON m.chat = u.chat AND m.seq = u.seq AND NOT m.deleted AND m.kind = 0
         WHERE u.id > ? ORDER BY u.id LIMIT ?)"_s,
                                      {m_lastId, limit}, [&](const QSqlQuery &row) {
                                          m_lastId = row.value(0).toLongLong();
                                          ++rows;
                                          take(row);
                                      });
    return read ? Result<bool>(rows == limit) : Result<bool>(read.error());
}

Result<bool> SearchIndexer::readOld()
{
    int rows = 0;
    const int limit = std::min(rowsAtOnce, SearchChunk::capacity - m_chunk.size());
    const auto read = m_messages.read(uR"(
        SELECT 0, chat, seq, CASE WHEN deleted OR kind <> 0 THEN NULL ELSE sent_at END, body
          FROM message WHERE (chat, seq) > (?, ?) ORDER BY chat, seq LIMIT ?)"_s,
                                      {m_progress.chat.value(), m_progress.seq.value(), limit},
                                      [&](const QSqlQuery &row) {
                                          m_progress.chat = ChatId(row.value(1).toLongLong());
                                          m_progress.seq = Seq(row.value(2).toLongLong());
                                          ++rows;
                                          take(row);
                                      });
    m_progress.isDone = rows < limit;
    return read ? Result<bool>(!m_progress.isDone) : Result<bool>(read.error());
}

Result<void> SearchIndexer::finish(bool isMore)
{
    if (isMore && !m_chunk.isFull())
        return {};
    auto done = write();
    if (done)
        m_source = Source::None;
    return done;
}

Result<void> SearchIndexer::write()
{
    if (m_source == Source::Old)
        return m_index.add(m_chunk, m_progress);
    if (auto done = m_index.add(m_chunk, {}); !done)
        return done;
    const auto rows = m_messages.write(u"DELETE FROM unindexed WHERE id <= ?"_s, {m_lastId});
    return rows ? Result<void>() : Result<void>(rows.error());
}

} // namespace confab
