// SPDX-License-Identifier: Apache-2.0
#include "client/store/draftstore.h"

#include "client/store/localdatabase.h"

namespace confab {

using namespace Qt::StringLiterals;

QString DraftStore::of(ChatId chat) const
{
    QString text;
    (void)m_database.read(u"SELECT body FROM draft WHERE chat = ?"_s, {chat.value()},
                          [&](const QSqlQuery &row) { text = row.value(0).toString(); });
    return text;
}

Result<void> DraftStore::set(ChatId chat, const QString &text)
{
    const auto rows = text.isEmpty()
        ? m_database.write(u"DELETE FROM draft WHERE chat = ?"_s, {chat.value()})
        : m_database.write(u"INSERT OR REPLACE INTO draft (chat, body) VALUES (?, ?)"_s,
                           {chat.value(), text});
    return rows ? Result<void>() : Result<void>(rows.error());
}

} // namespace confab
