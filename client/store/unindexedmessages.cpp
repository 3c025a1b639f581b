// SPDX-License-Identifier: Apache-2.0
#include "client/store/unindexedmessages.h"

#include "client/store/columns.h"
#include "client/store/localdatabase.h"
#include "shared/core/bigrams.h"

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

void UnindexedMessages::clear()
{
    m_rows.clear();
}

void UnindexedMessages::refresh()
{
    qint64 first = std::numeric_limits<qint64>::max();
    (void)m_database.read(u"SELECT id FROM unindexed ORDER BY id LIMIT 1"_s, {},
                          [&](const QSqlQuery &row) { first = row.value(0).toLongLong(); });
    while (!m_rows.empty() && m_rows.front().id < first)
        m_rows.pop_front();

    std::deque<Row> latestFirst;
    (void)m_database.read(uR"(
        SELECT u.id, m.chat, m.seq, m.sent_at, m.body
          FROM unindexed u JOIN message m ON m.chat = u.chat AND m.seq = u.seq
         WHERE u.id > ? AND NOT m.deleted AND m.kind = 0 ORDER BY u.id DESC LIMIT ?)"_s,
                          {m_rows.empty() ? 0 : m_rows.back().id, most}, [&](const QSqlQuery &row) {
                              latestFirst.push_back(
                                  {row.value(0).toLongLong(),
                                   {ChatId(row.value(1).toLongLong()), Seq(row.value(2).toLongLong()),
                                    Columns::time(row.value(3))},
                                   foldedText(row.value(4).toString())});
                          });
    m_rows.insert(m_rows.end(), std::move_iterator(latestFirst.rbegin()),
                  std::move_iterator(latestFirst.rend()));
    while (m_rows.size() > size_t(most))
        m_rows.pop_front();
}

QList<SearchEntry> UnindexedMessages::find(const QString &folded) const
{
    QList<SearchEntry> found;
    for (const Row &row : m_rows) {
        if (containsText(row.folded, folded))
            found.append(row.entry);
    }
    std::sort(found.begin(), found.end(), isNewer);
    return found;
}

} // namespace confab
