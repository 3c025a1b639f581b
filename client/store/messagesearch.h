// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/searchworker.h"

#include <QThread>

namespace confab {

/// Searches the messages on this device in a thread of its own, and keeps their index.
///
/// Only the latest search is answered; one that is overtaken stops where it is. GUI thread; owned by the
/// Account. Its end waits for the step the thread is at, a few milliseconds.
class MessageSearch final : public QObject {
    Q_OBJECT

public:
    /// The messages' database, which exists, and the index, which is made when it is missing.
    MessageSearch(const QString &databasePath, const QString &indexPath, QObject *parent = nullptr);
    ~MessageSearch() override;

    /// Begins a search and returns its number; `found` brings the first ones, at most `limit`.
    quint64 find(const MessageFilter &filter, int limit);
    /// The next ones of the latest search.
    void more(int limit);
    /// Nothing is searched for any more.
    void cancel() { ++m_latest; }
    /// Indexes in the background what is not in the index.
    void index();

Q_SIGNALS:
    void found(const confab::FoundMessages &found);
    void indexed();

private:
    std::atomic<quint64> m_latest = 0;
    QThread m_thread;
    SearchWorker *const m_worker; ///< lives in the thread and ends with it
};

} // namespace confab
