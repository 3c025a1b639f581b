// SPDX-License-Identifier: Apache-2.0
#include "client/store/ownupdatestore.h"

#include "client/store/localdatabase.h"
#include "shared/protocol/jsonreader.h"
#include "shared/protocol/jsonwriter.h"

namespace confab {

using namespace Qt::StringLiterals;

UpdateConversationRequest OwnUpdateStore::of(ChatId chat) const
{
    UpdateConversationRequest update;
    (void)m_database.read(u"SELECT content FROM own_update WHERE chat = ?"_s, {chat.value()},
                          [&](const QSqlQuery &row) {
                              const auto json = parseJsonObject(row.value(0).toString().toUtf8());
                              const auto read = json ? UpdateConversationRequest::fromJson(*json)
                                                     : Result<UpdateConversationRequest>(json.error());
                              if (read)
                                  update = *read;
                          });
    return update;
}

QList<ChatId> OwnUpdateStore::pending() const
{
    QList<ChatId> chats;
    (void)m_database.read(u"SELECT chat FROM own_update ORDER BY chat"_s, {},
                          [&](const QSqlQuery &row) { chats.append(ChatId(row.value(0).toLongLong())); });
    return chats;
}

Result<void> OwnUpdateStore::set(ChatId chat, const UpdateConversationRequest &update)
{
    const auto done = OwnUpdate::isEmpty(update)
        ? m_database.write(u"DELETE FROM own_update WHERE chat = ?"_s, {chat.value()})
        : m_database.write(u"INSERT OR REPLACE INTO own_update (chat, content) VALUES (?, ?)"_s,
                           {chat.value(), QString::fromUtf8(toJson(update))});
    return done ? Result<void>() : Result<void>(done.error());
}

} // namespace confab
