// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/searchdatabase.h"
#include "server/storage/searchindex.h"
#include "server/storage/searchreader.h"
#include "shared/core/bigrams.h"

#include <QTemporaryDir>

namespace confab::tests {

/// A search index in a temporary directory, with a connection that writes and one that reads.
class SearchFixture {
public:
    /// Beside or in the database `main`, which has its schema.
    explicit SearchFixture(const DatabaseUrl &main)
        : m_files(main, path())
    {
        reopen();
    }

    [[nodiscard]] QString path() const { return m_directory.filePath(QStringLiteral("search.db")); }
    [[nodiscard]] SearchDatabase &files() { return m_files; }
    [[nodiscard]] Database &database() { return *m_database; }
    void close() { m_database.reset(); }
    void reopen()
    {
        auto opened = m_files.open();
        Q_ASSERT(opened);
        m_database = *std::move(opened);
    }

    /// Adds `entries` in one transaction.
    [[nodiscard]] bool add(const QList<SearchEntry> &entries)
    {
        return write([&](const SearchIndex &index) { return index.add(entries); });
    }
    [[nodiscard]] bool remove(const QList<SearchPlace> &places)
    {
        return write([&](const SearchIndex &index) { return index.remove(places); });
    }
    /// All that has the tokens of `query.text`.
    [[nodiscard]] QList<SearchPlace> find(SearchQuery query, const QString &text)
    {
        query.tokens = searchTokens(foldedText(text));
        SearchReader reader(*m_database, std::move(query));
        QList<SearchPlace> found;
        while (true) {
            const auto more = reader.next(7);
            Q_ASSERT(more);
            found += *more;
            if (more->size() < 7)
                return found;
        }
    }
    /// How many rows a table of the index has.
    [[nodiscard]] qint64 count(const QString &table)
    {
        auto rows = m_database->run(QStringLiteral("SELECT count(*) FROM ") + table);
        return rows && rows->next() ? rows->integer(0) : -1;
    }

private:
    template <typename Function>
    bool write(Function function)
    {
        auto transaction = SearchTransaction::begin(*m_database);
        return transaction && function(SearchIndex(*m_database)) && transaction->commit();
    }

    QTemporaryDir m_directory;
    SearchDatabase m_files;
    std::unique_ptr<Database> m_database;
};

} // namespace confab::tests
