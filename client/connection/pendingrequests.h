// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/answer.h"
#include "client/connection/scheduler.h"

#include <QHash>
#include <QJsonObject>
#include <QObject>

namespace confab {

/// The frames of one socket that wait for their answer, by the ref they carry.
///
/// Each is answered exactly once: by the server, by the timeout, or by `failAll` when the socket closes. At
/// most Limits::unanswered wait at once. GUI thread; the scheduler outlives it.
class PendingRequests final {
public:
    static constexpr std::chrono::seconds timeout{30};

    explicit PendingRequests(Scheduler &scheduler);

    [[nodiscard]] bool isFull() const;
    /// Takes `done` and returns the ref to send. There must be room.
    [[nodiscard]] QString add(const Answer<QJsonObject> &done);
    /// Answers the one with that ref; false when there is none (any more).
    bool resolve(const QString &ref, const Result<QJsonObject> &answer);
    void failAll(const Error &error);

private:
    Scheduler &m_scheduler;
    const std::unique_ptr<QObject> m_context; ///< of the timeouts
    QHash<QString, Answer<QJsonObject>> m_waiting;
    quint64 m_lastRef = 0; ///< never used again, so that a late answer finds nobody
};

} // namespace confab
