// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/messagefinder.h"

#include <QObject>

#include <atomic>

QT_FORWARD_DECLARE_CLASS(QTimer)

namespace confab {

class SearchIndexer;

/// What one step of a search has found.
struct FoundMessages {
    quint64 search = 0; ///< which one, as MessageSearch::find() numbered it
    QList<FoundMessage> messages = {};
    bool isAtEnd = true;
    bool isUpToDate = true; ///< every message on this device could be found
};

/// The part of MessageSearch that works in a thread of its own: opens the messages' database a second time,
/// keeps the index, searches. Indexing goes on in between, in steps short enough not to be waited for.
///
/// Its databases are opened when they are first needed, so that the start of the client does not wait.
class SearchWorker final : public QObject {
    Q_OBJECT

public:
    /// `latest` is the number of the latest search, beyond which all others are stale; it outlives this.
    SearchWorker(QString databasePath, QString indexPath, const std::atomic<quint64> &latest);
    ~SearchWorker() override;

    void find(quint64 search, const MessageFilter &filter, int limit);
    /// Goes on with the last search, if it is that one.
    void more(quint64 search, int limit);
    /// Indexes what there is to index.
    void index();

Q_SIGNALS:
    void found(const confab::FoundMessages &found);
    /// The index was brought up to date.
    void indexed();

private:
    [[nodiscard]] bool open();
    void indexSome();
    void answer(quint64 search, int limit);

    const QString m_databasePath;
    const QString m_indexPath;
    const std::atomic<quint64> &m_latest;
    QTimer *m_pause; ///< between two steps of indexing
    bool m_hasFailed = false;
    std::unique_ptr<LocalDatabase> m_messages;
    std::unique_ptr<SearchIndex> m_index;
    std::unique_ptr<SearchIndexer> m_indexer;
    std::unique_ptr<UnindexedMessages> m_unindexed;
    std::unique_ptr<MessageFinder> m_finder;
    quint64 m_search = 0;
};

} // namespace confab
