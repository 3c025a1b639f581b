// SPDX-License-Identifier: Apache-2.0
#include "client/store/messagesearch.h"

namespace confab {

MessageSearch::MessageSearch(const QString &databasePath, const QString &indexPath, QObject *parent)
    : QObject(parent)
    , m_worker(new SearchWorker(databasePath, indexPath, m_latest))
{
    m_thread.setObjectName(QStringLiteral("search"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &SearchWorker::found, this, [this](const FoundMessages &messages) {
        if (messages.search == m_latest)
            Q_EMIT found(messages);
    });
    connect(m_worker, &SearchWorker::indexed, this, &MessageSearch::indexed);
    m_thread.start();
}

MessageSearch::~MessageSearch()
{
    cancel();
    m_thread.quit();
    m_thread.wait();
}

quint64 MessageSearch::find(const MessageFilter &filter, int limit)
{
    const quint64 search = ++m_latest;
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, search, filter, limit] { worker->find(search, filter, limit); },
        Qt::QueuedConnection);
    return search;
}

void MessageSearch::more(int limit)
{
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, search = m_latest.load(), limit] { worker->more(search, limit); },
        Qt::QueuedConnection);
}

void MessageSearch::index()
{
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker] { worker->index(); }, Qt::QueuedConnection);
}

} // namespace confab
