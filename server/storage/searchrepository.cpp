// SPDX-License-Identifier: Apache-2.0
#include "server/storage/searchrepository.h"

namespace confab {

using namespace Qt::StringLiterals;

Result<void> SearchRepository::change(const QString &sql, Bindings bindings) const
{
    const auto changed = m_database.change(sql, bindings);
    return changed ? Result<void>() : Result<void>(changed.error());
}

Result<std::optional<QString>> SearchRepository::state(const QString &name) const
{
    static const QString sql = u"SELECT value FROM search_state WHERE name = :name"_s;
    auto rows = m_database.run(sql, {{":name", name}});
    if (!rows)
        return rows.error();
    return rows->next() ? std::optional(rows->text(0)) : std::nullopt;
}

Result<void> SearchRepository::setState(const QString &name, const QString &value) const
{
    static const QString remove = u"DELETE FROM search_state WHERE name = :name"_s;
    static const QString insert = u"INSERT INTO search_state (name, value) VALUES (:name, :value)"_s;
    if (auto removed = change(remove, {{":name", name}}); !removed)
        return removed;
    return change(insert, {{":name", name}, {":value", value}});
}

Result<SearchRepository::Progress> SearchRepository::progress(ConversationId conversation) const
{
    static const QString sql = uR"(
        SELECT indexed_seq, indexed_change FROM search_progress WHERE conversation_id = :conversation)"_s;
    auto rows = m_database.run(sql, {{":conversation", conversation.value()}});
    if (!rows)
        return rows.error();
    if (!rows->next())
        return Progress{.conversation = conversation};
    return Progress{.conversation = conversation, .seq = rows->as<Seq>(0), .change = rows->as<Change>(1)};
}

Result<void> SearchRepository::setProgress(const Progress &progress) const
{
    static const QString remove = u"DELETE FROM search_progress WHERE conversation_id = :conversation"_s;
    static const QString insert = uR"(
        INSERT INTO search_progress (conversation_id, indexed_seq, indexed_change)
        VALUES (:conversation, :seq, :change))"_s;
    if (auto removed = change(remove, {{":conversation", progress.conversation.value()}}); !removed)
        return removed;
    return change(insert,
                  {{":conversation", progress.conversation.value()},
                   {":seq", progress.seq.value()},
                   {":change", progress.change.value()}});
}

Result<QList<SearchEntry>> SearchRepository::fresh() const
{
    static const QString sql = u"SELECT entries FROM search_fresh ORDER BY batch"_s;
    auto rows = m_database.run(sql);
    if (!rows)
        return rows.error();
    QList<SearchEntry> all;
    while (rows->next()) {
        const auto entries = decodeEntries(rows->bytes(0));
        if (!entries)
            return entries.error();
        all += *entries;
    }
    return all;
}

Result<void> SearchRepository::insertFresh(const QByteArray &entries) const
{
    static const QString sql = u"INSERT INTO search_fresh (entries) VALUES (:entries)"_s;
    return change(sql, {{":entries", entries}});
}

Result<void> SearchRepository::clearFresh() const
{
    static const QString sql = u"DELETE FROM search_fresh"_s;
    return change(sql);
}

Result<SearchRepository::BlockHead> SearchRepository::head(Result<Rows> rows) const
{
    if (!rows)
        return rows.error();
    if (!rows->next())
        return BlockHead();
    return BlockHead{.block = rows->integer(0),
                     .firstAt = rows->time(1),
                     .lastAt = rows->time(2),
                     .reachedAt = rows->time(3)};
}

Result<SearchRepository::BlockHead> SearchRepository::lastBlock(qint64 block) const
{
    static const QString sql = uR"(
        SELECT block, first_at, last_at, reached_at
          FROM search_block
         WHERE block <= :block
         ORDER BY block DESC
         LIMIT 1)"_s;
    return head(m_database.run(sql, {{":block", block}}));
}

Result<SearchRepository::BlockHead> SearchRepository::lastBlockFrom(Timestamp time) const
{
    static const QString sql = uR"(
        SELECT block, first_at, last_at, reached_at
          FROM search_block
         WHERE first_at <= :time
         ORDER BY block DESC
         LIMIT 1)"_s;
    return head(m_database.run(sql, {{":time", toColumn(time)}}));
}

Result<QList<qint64>> SearchRepository::blocksAround(Timestamp time) const
{
    static const QString sql = uR"(
        SELECT block FROM search_block WHERE first_at <= :time AND last_at >= :same_time)"_s;
    auto rows = m_database.run(sql, {{":time", toColumn(time)}, {":same_time", toColumn(time)}});
    if (!rows)
        return rows.error();
    QList<qint64> blocks;
    while (rows->next())
        blocks.append(rows->integer(0));
    return blocks;
}

Result<SearchBlock> SearchRepository::block(qint64 block) const
{
    static const QString sql = uR"(
        SELECT conversations, senders, documents FROM search_block WHERE block = :block)"_s;
    auto rows = m_database.run(sql, {{":block", block}});
    if (!rows)
        return rows.error();
    if (!rows->next())
        return damagedIndex();
    return SearchBlock::fromColumns(
        {.conversations = rows->bytes(0), .senders = rows->bytes(1), .documents = rows->bytes(2)});
}

Result<QList<qint64>> SearchRepository::conversations(qint64 block) const
{
    static const QString sql = u"SELECT conversations FROM search_block WHERE block = :block"_s;
    auto rows = m_database.run(sql, {{":block", block}});
    if (!rows)
        return rows.error();
    return rows->next() ? SearchBlock::ids(rows->bytes(0)) : QList<qint64>();
}

Result<void> SearchRepository::insertBlock(const BlockHead &head, const SearchBlock &block) const
{
    static const QString sql = uR"(
        INSERT INTO search_block (block, first_at, last_at, reached_at, conversations, senders, documents)
        VALUES (:block, :first_at, :last_at, :reached_at, :conversations, :senders, :documents))"_s;
    return change(sql,
                  {{":block", head.block},
                   {":first_at", toColumn(head.firstAt)},
                   {":last_at", toColumn(head.lastAt)},
                   {":reached_at", toColumn(head.reachedAt)},
                   {":conversations", block.columns().conversations},
                   {":senders", block.columns().senders},
                   {":documents", block.columns().documents}});
}

Result<void> SearchRepository::updateDocuments(qint64 block, const SearchBlock &content) const
{
    static const QString sql = u"UPDATE search_block SET documents = :documents WHERE block = :block"_s;
    return change(sql, {{":documents", content.columns().documents}, {":block", block}});
}

Result<QList<SearchRepository::Posting>> SearchRepository::postings(SearchToken token, qint64 low,
                                                                    qint64 high) const
{
    static const QString sql = uR"(
        SELECT block, documents
          FROM search_posting
         WHERE token = :token AND block >= :low AND block <= :high
         ORDER BY block)"_s;
    auto rows = m_database.run(sql, {{":token", qint64(token)}, {":low", low}, {":high", high}});
    if (!rows)
        return rows.error();
    QList<Posting> found;
    while (rows->next()) {
        const auto documents = DocumentSet::decode(rows->bytes(1));
        if (!documents)
            return damagedIndex();
        found.append({.block = rows->integer(0), .documents = *documents});
    }
    return found;
}

Result<QList<SearchBlock::Posting>> SearchRepository::postingsOf(qint64 block) const
{
    static const QString sql = u"SELECT token, documents FROM search_posting WHERE block = :block"_s;
    auto rows = m_database.run(sql, {{":block", block}});
    if (!rows)
        return rows.error();
    QList<SearchBlock::Posting> found;
    while (rows->next()) {
        const auto documents = DocumentSet::decode(rows->bytes(1));
        if (!documents)
            return damagedIndex();
        found.append({.token = SearchToken(rows->integer(0)), .documents = *documents});
    }
    return found;
}

Result<void> SearchRepository::insertPosting(qint64 block, const SearchBlock::Posting &posting) const
{
    static const QString sql = uR"(
        INSERT INTO search_posting (token, block, documents) VALUES (:token, :block, :documents))"_s;
    return change(
        sql,
        {{":token", qint64(posting.token)}, {":block", block}, {":documents", posting.documents.encoded()}});
}

Result<void> SearchRepository::updatePosting(qint64 block, const SearchBlock::Posting &posting) const
{
    static const QString update = uR"(
        UPDATE search_posting SET documents = :documents WHERE token = :token AND block = :block)"_s;
    static const QString remove = u"DELETE FROM search_posting WHERE token = :token AND block = :block"_s;
    if (posting.documents.isEmpty())
        return change(remove, {{":token", qint64(posting.token)}, {":block", block}});
    return change(
        update,
        {{":documents", posting.documents.encoded()}, {":token", qint64(posting.token)}, {":block", block}});
}

Result<void> SearchRepository::clear() const
{
    static const QStringList statements{u"DELETE FROM search_state WHERE name <> 'lock'"_s,
                                        u"DELETE FROM search_progress"_s, u"DELETE FROM search_fresh"_s,
                                        u"DELETE FROM search_block"_s, u"DELETE FROM search_posting"_s};
    for (const QString &sql : statements) {
        if (auto cleared = change(sql); !cleared)
            return cleared;
    }
    return {};
}

} // namespace confab
