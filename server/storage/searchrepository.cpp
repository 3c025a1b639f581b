// SPDX-License-Identifier: Apache-2.0
#include "server/storage/searchrepository.h"

#include "server/storage/jsonrows.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

/// Of the postings in one statement: a server takes one of 16 MiB at most, if it is not told otherwise.
constexpr qsizetype statementBytes = 1'000'000;

} // namespace

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
    std::optional<SearchBlock> found;
    const auto read
        = parts(QList<Part>{Part{.block = block}}, [&](qint64, const SearchBlock &part) { found = part; });
    if (!read)
        return read.error();
    return found ? Result<SearchBlock>(*std::move(found)) : damagedIndex();
}

Result<void> SearchRepository::parts(const QList<Part> &parts, const VisitPart &visit) const
{
    static const QString sql = uR"(
        SELECT b.block, :first, substr(b.documents, :from_byte, :bytes) FROM search_block b WHERE b.block = :block)"_s;
    static const jsonrows::Text text([](Engine engine) {
        return u"SELECT b.block, given.first_number, substr(b.documents, given.from_byte, given.bytes) "
               "FROM %1 %2 search_block b ON b.block = given.block"_s.arg(
                   jsonrows::table(
                       engine,
                       {u"block BIGINT"_s, u"first_number INT"_s, u"from_byte INT"_s, u"bytes INT"_s}),
                   jsonrows::join(engine));
    });
    constexpr int size = SearchBlock::documentBytes;
    QJsonArray given;
    for (const Part &part : parts) {
        const int from = 1 + part.first * size;
        if (m_database.url().isShared()) {
            given.append(QJsonArray{part.block, part.first, from, part.count * size});
            continue;
        }
        auto read = visitParts(m_database.run(sql,
                                              {{":first", part.first},
                                               {":from_byte", from},
                                               {":bytes", part.count * size},
                                               {":block", part.block}}),
                               visit);
        if (!read)
            return read;
    }
    if (given.isEmpty())
        return {};
    return visitParts(m_database.run(text.of(m_database.engine()), {{":rows", jsonrows::value(given)}}),
                      visit);
}

Result<void> SearchRepository::visitParts(Result<Rows> rows, const VisitPart &visit)
{
    if (!rows)
        return rows.error();
    while (rows->next()) {
        const auto part = SearchBlock::fromBytes(rows->bytes(2), int(rows->integer(1)));
        if (!part)
            return part.error();
        visit(rows->integer(0), *part);
    }
    return {};
}

Result<void> SearchRepository::insertBlock(const BlockHead &head, const SearchBlock &block) const
{
    static const QString sql = uR"(
        INSERT INTO search_block (block, first_at, last_at, reached_at, documents)
        VALUES (:block, :first_at, :last_at, :reached_at, :documents))"_s;
    return change(sql,
                  {{":block", head.block},
                   {":first_at", toColumn(head.firstAt)},
                   {":last_at", toColumn(head.lastAt)},
                   {":reached_at", toColumn(head.reachedAt)},
                   {":documents", block.toBytes()}});
}

Result<void> SearchRepository::updateDocuments(qint64 block, const SearchBlock &content) const
{
    static const QString sql = u"UPDATE search_block SET documents = :documents WHERE block = :block"_s;
    return change(sql, {{":documents", content.toBytes()}, {":block", block}});
}

Result<void> SearchRepository::postings(const QList<SearchToken> &tokens, qint64 low, qint64 high,
                                        const VisitPosting &visit) const
{
    static const QString sql = uR"(
        SELECT token, block, documents
          FROM search_posting
         WHERE token = :token AND block >= :low AND block <= :high)"_s;
    static const jsonrows::Text text([](Engine engine) {
        return u"SELECT p.token, p.block, p.documents FROM %1 %2"_s.arg(
            jsonrows::table(engine, {u"token BIGINT"_s}),
            jsonrows::lookUp(engine, u"search_posting p"_s,
                             u"p.token = given.token AND p.block >= :low AND p.block <= :high"_s));
    });
    QJsonArray given;
    for (const SearchToken token : tokens) {
        if (m_database.url().isShared()) {
            given.append(QJsonArray{qint64(token)});
            continue;
        }
        auto read = visitPostings(
            m_database.run(sql, {{":token", qint64(token)}, {":low", low}, {":high", high}}), visit);
        if (!read)
            return read;
    }
    if (given.isEmpty())
        return {};
    return visitPostings(m_database.run(text.of(m_database.engine()),
                                        {{":rows", jsonrows::value(given)}, {":low", low}, {":high", high}}),
                         visit);
}

Result<void> SearchRepository::visitPostings(Result<Rows> rows, const VisitPosting &visit)
{
    if (!rows)
        return rows.error();
    while (rows->next()) {
        const auto documents = PostingSet::fromBytes(rows->bytes(2));
        if (!documents)
            return damagedIndex();
        visit(SearchToken(rows->integer(0)), rows->integer(1), *documents);
    }
    return {};
}

Result<QList<SearchBlock::Posting>> SearchRepository::postingsOf(qint64 block) const
{
    static const QString sql = u"SELECT token, block, documents FROM search_posting WHERE block = :block"_s;
    QList<SearchBlock::Posting> found;
    const auto read = visitPostings(m_database.run(sql, {{":block", block}}),
                                    [&](SearchToken token, qint64, const PostingSet &documents) {
                                        found.append({.token = token, .documents = documents});
                                    });
    return read ? Result<QList<SearchBlock::Posting>>(std::move(found)) : read.error();
}

Result<void> SearchRepository::insertPostings(qint64 block, const QList<SearchBlock::Posting> &postings) const
{
    static const QString sql = uR"(
        INSERT INTO search_posting (token, block, documents) VALUES (:token, :block, :documents))"_s;
    QJsonArray given;
    qsizetype size = 0;
    for (const SearchBlock::Posting &posting : postings) {
        const QByteArray documents = posting.documents.toBytes();
        if (m_database.url().isShared()) {
            given.append(QJsonArray{qint64(posting.token), block, jsonrows::hex(documents)});
            size += 2 * documents.size() + 40;
            if (size < statementBytes)
                continue;
            size = 0;
            if (auto done = insertAtOnce(std::exchange(given, {})); !done)
                return done;
            continue;
        }
        if (auto done
            = change(sql, {{":token", qint64(posting.token)}, {":block", block}, {":documents", documents}});
            !done)
            return done;
    }
    return given.isEmpty() ? Result<void>() : insertAtOnce(given);
}

Result<void> SearchRepository::insertAtOnce(const QJsonArray &given) const
{
    static const jsonrows::Text text([](Engine engine) {
        return u"INSERT INTO search_posting (token, block, documents) SELECT given.token, given.block, %1 FROM %2"_s
            .arg(jsonrows::unhex(engine, u"given.documents"_s),
                 jsonrows::table(engine, {u"token BIGINT"_s, u"block BIGINT"_s, u"documents TEXT"_s}));
    });
    return change(text.of(m_database.engine()), {{":rows", jsonrows::value(given)}});
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
        {{":documents", posting.documents.toBytes()}, {":token", qint64(posting.token)}, {":block", block}});
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
