// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/accountdeletion.h"

#include <QTimer>

namespace confab {

class StoragePool;

/// Takes the steps of deletions one after the other, so that whatever else is written comes in between, and
/// goes on with those that a server left when it ended. Lives on the main thread; kick() from any. What it is
/// made with must outlive it, and finish what it was given before this ends.
class DeletionRunner final : public QObject {
    Q_OBJECT

public:
    DeletionRunner(const AccountDeletion &deletion, StoragePool &readers, Writer &writer);

    void start() { look(); }
    /// There is something to do.
    void kick();

    /// What another node began and did not finish is found within this time.
    static constexpr std::chrono::minutes lookEvery{1};
    static constexpr std::chrono::seconds retryAfter{5};

private:
    void look();
    void take(const AccountDeletion::Step &step);
    void rest(std::chrono::milliseconds time);
    void fail(const Error &error);

    const AccountDeletion &m_deletion;
    StoragePool &m_readers;
    Writer &m_writer;
    QTimer m_timer;
    bool m_isBusy = false;
    bool m_isKicked = false;
};

} // namespace confab
