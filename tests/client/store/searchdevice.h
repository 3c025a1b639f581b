// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/localstore.h"
#include "client/store/messagefinder.h"
#include "client/store/searchindexer.h"
#include "client/store/syncstore.h"
#include "client/store/unindexedmessages.h"

#include <QTemporaryDir>

namespace confab::tests {

/// Ada's messages on a device with their index, all on one thread, so that every step can be looked at.
class SearchDevice {
public:
    SearchDevice()
        : store(std::move(LocalStore::open(path(), QStringLiteral("ada"))).value())
        , sync(*store)
    {
        start();
    }

    [[nodiscard]] QString path() const { return m_directory.filePath(QStringLiteral("ada.sqlite")); }
    [[nodiscard]] QString indexPath() const { return m_directory.filePath(QStringLiteral("ada.search")); }

    /// Opens what searches, as a process does that starts; what was in its memory is gone.
    void start()
    {
        unindexed.reset();
        indexer.reset();
        index.reset();
        messages = std::move(LocalDatabase::open(path())).value();
        index = std::move(SearchIndex::open(indexPath())).value();
        indexer = std::make_unique<SearchIndexer>(*messages, *index);
        unindexed = std::make_unique<UnindexedMessages>(*messages);
    }

    /// A conversation with that person; its id is `number`.
    ChatId converse(int number, const QString &peer, int lastSeq = 0)
    {
        const Conversation conversation{.id = ConversationId(number),
                                        .members = {{.user = QStringLiteral("ada")}, {.user = peer}},
                                        .memberCount = 2,
                                        .membership = MembershipId(1),
                                        .firstSeq = Seq(1),
                                        .lastSeq = Seq(lastSeq),
                                        .change = Change(lastSeq)};
        (void)sync.applySummaries({conversation});
        return store->conversations().find(ConversationId(number))->chat.id;
    }
    [[nodiscard]] static Message message(int conversation, int seq, const QString &body, qint64 sentAt = 0)
    {
        return {.conversation = ConversationId(conversation),
                .seq = Seq(seq),
                .change = Change(seq),
                .clientId = QUuid::createUuid(),
                .sender = QStringLiteral("grace"),
                .sentAt = Timestamp(std::chrono::milliseconds(sentAt == 0 ? 1000 * seq : sentAt)),
                .body = body};
    }
    void put(const QList<Message> &page)
    {
        (void)sync.applyPage(page.first().conversation, page, SyncStore::PageKind::Older);
    }
    /// Rows of `number`, oldest first, whose texts `bodyOf` says.
    void putMany(int conversation, int from, int to, const std::function<QString(int seq)> &bodyOf)
    {
        QList<Message> page;
        for (int seq = from; seq <= to; ++seq)
            page.append(message(conversation, seq, bodyOf(seq)));
        put(page);
    }
    /// As if they had been there before the search was.
    void makeOld() { (void)messages->write(QStringLiteral("DELETE FROM unindexed"), {}); }

    /// Until nothing is left to do; how many steps that took.
    int indexAll()
    {
        int steps = 0;
        while (indexer->step() == SearchIndexer::Step::More)
            ++steps;
        return steps;
    }
    [[nodiscard]] int one(const QString &sql) const
    {
        int value = -1;
        (void)messages->read(sql, {}, [&](const QSqlQuery &row) { value = row.value(0).toInt(); });
        return value;
    }
    [[nodiscard]] QList<FoundMessage> find(const QString &query, int limit = 1'000'000)
    {
        unindexed->refresh();
        return MessageFinder(*messages, *index, *unindexed, {.text = query}).next(limit, [] {
            return false;
        });
    }
    [[nodiscard]] QStringList bodies(const QString &query)
    {
        QStringList out;
        for (const FoundMessage &found : find(query))
            out.append(found.body);
        return out;
    }

private:
    QTemporaryDir m_directory;

public:
    std::unique_ptr<LocalStore> store;
    SyncStore sync;
    std::unique_ptr<LocalDatabase> messages;
    std::unique_ptr<SearchIndex> index;
    std::unique_ptr<SearchIndexer> indexer;
    std::unique_ptr<UnindexedMessages> unindexed;
};

} // namespace confab::tests
