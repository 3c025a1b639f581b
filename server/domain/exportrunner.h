// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/exportservice.h"
#include "server/storage/databaseurl.h"

#include <QTimer>

#include <stop_token>
#include <thread>

namespace confab {

class Writer;

/// Makes the archives that are asked for, one after the other on a thread of its own, which is there only
/// while it does; and those that a process left when it ended, anew. Lives on the main thread; kick() from
/// any. What it is made with must outlive it.
class ExportRunner final : public QObject {
    Q_OBJECT

public:
    struct Parts {
        const ExportService &service;
        Writer &writer;
        DatabaseUrl url;
        QString epoch;
        const Clock &clock;
    };

    explicit ExportRunner(Parts parts);
    ~ExportRunner() override;

    void start() { look(); }
    /// Leaves what is not done to who comes next; while the writer still works.
    void stop();
    /// There is something to do.
    void kick();

    static constexpr std::chrono::minutes lookEvery{1};
    static constexpr std::chrono::minutes retryAfter{1}; ///< when not even a failure could be written

private:
    void look();
    void make(const ExportRow &row);
    void rest(std::chrono::milliseconds time);

    const Parts m_parts;
    const qint64 m_worker; ///< this process
    QTimer m_timer;
    bool m_isBusy = false; ///< looks, makes one, or waits for what failed to be possible again
    bool m_isKicked = false;
    std::stop_source m_stop;
    std::thread m_thread;
};

} // namespace confab
