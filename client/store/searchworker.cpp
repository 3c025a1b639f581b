// SPDX-License-Identifier: Apache-2.0
#include "client/store/searchworker.h"

#include "client/store/searchindexer.h"
#include "client/store/unindexedmessages.h"
#include "shared/core/logging.h"

#include <QThread>
#include <QTimer>

namespace confab {
namespace {

/// Between two steps, so that the other threads of a small machine have their turn.
constexpr std::chrono::milliseconds pause{1};

} // namespace

SearchWorker::SearchWorker(QString databasePath, QString indexPath, const std::atomic<quint64> &latest)
    : m_databasePath(std::move(databasePath))
    , m_indexPath(std::move(indexPath))
    , m_latest(latest)
    , m_pause(new QTimer(this))
{
    m_pause->setSingleShot(true);
    m_pause->setInterval(pause);
    connect(m_pause, &QTimer::timeout, this, &SearchWorker::indexSome);
}

SearchWorker::~SearchWorker() = default;

bool SearchWorker::open()
{
    Q_ASSERT(QThread::currentThread() == thread());
    if (m_unindexed || m_hasFailed)
        return !m_hasFailed;
    auto messages = LocalDatabase::open(m_databasePath);
    auto index = SearchIndex::open(m_indexPath);
    if (!messages || !index) {
        qCWarning(lcStorage) << "Messages cannot be searched on this device";
        m_hasFailed = true;
        return false;
    }
    m_messages = std::move(messages).value();
    m_index = std::move(index).value();
    m_indexer = std::make_unique<SearchIndexer>(*m_messages, *m_index);
    m_unindexed = std::make_unique<UnindexedMessages>(*m_messages);
    return true;
}

void SearchWorker::index()
{
    if (open() && !m_pause->isActive())
        m_pause->start();
}

void SearchWorker::indexSome()
{
    if (m_indexer->step() == SearchIndexer::Step::More)
        m_pause->start();
    else
        Q_EMIT indexed();
}

void SearchWorker::find(quint64 search, const MessageFilter &filter, int limit)
{
    if (search != m_latest)
        return;
    m_search = search;
    m_finder.reset();
    if (!open()) {
        Q_EMIT found({.search = search, .isUpToDate = false});
        return;
    }
    m_unindexed->refresh();
    m_finder = std::make_unique<MessageFinder>(*m_messages, *m_index, *m_unindexed, filter);
    answer(search, limit);
}

void SearchWorker::more(quint64 search, int limit)
{
    if (search == m_latest && search == m_search && m_finder)
        answer(search, limit);
}

void SearchWorker::answer(quint64 search, int limit)
{
    const auto isStale = [this, search] { return search != m_latest; };
    const auto messages = m_finder->next(limit, isStale);
    if (isStale())
        return;
    Q_EMIT found({.search = search,
                  .messages = messages,
                  .isAtEnd = m_finder->isAtEnd(),
                  .isUpToDate = m_indexer->isUpToDate()});
}

} // namespace confab
