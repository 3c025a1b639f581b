// SPDX-License-Identifier: Apache-2.0
#include "server/domain/sessionendwatcher.h"

#include "server/storage/sessionrepository.h"
#include "shared/core/logging.h"

#include <QThread>

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

SessionEndWatcher::SessionEndWatcher(Database &database, EventBus &bus, QObject *parent)
    : QObject(parent)
    , m_database(database)
    , m_bus(bus)
{
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        // What is missed now is seen the next time.
        const auto done = look();
        if (!done)
            qCWarning(lcDomain, "Cannot see which sessions have ended: %s", qPrintable(done.error().detail));
        Q_EMIT looked(done);
    });
}

Result<void> SessionEndWatcher::start()
{
    Q_ASSERT(QThread::currentThread() == thread());
    const auto version = dataVersion();
    if (!version)
        return version.error();
    const auto last = SessionRepository(m_database).lastEnd();
    if (!last)
        return last.error();
    m_dataVersion = *version;
    m_lastEnd = *last;
    if (const auto before = newEnds(); !before)
        return before.error();
    m_timer.start();
    return {};
}

Result<void> SessionEndWatcher::look()
{
    Q_ASSERT(QThread::currentThread() == thread());
    if (auto open = m_database.ensureOpen(); !open)
        return open;
    const auto version = dataVersion();
    if (!version)
        return version.error();
    if (*version == m_dataVersion && !m_database.url().isShared())
        return {};
    const auto ends = newEnds();
    if (!ends)
        return ends.error();
    Events events;
    for (const SessionEnd &end : *ends)
        events.append(SessionEnded{end.session});
    m_dataVersion = *version;
    if (!events.isEmpty())
        m_bus.publishHere(events); // each node looks for itself
    return {};
}

Result<QList<SessionEnd>> SessionEndWatcher::newEnds()
{
    const auto found = SessionRepository(m_database).endsAfter(m_lastEnd - overlap());
    if (!found)
        return found.error();
    QList<SessionEnd> unseen;
    QSet<qint64> seen;
    for (const SessionEnd &end : *found) {
        if (!m_seen.contains(end.number))
            unseen.append(end);
        seen.insert(end.number);
        m_lastEnd = std::max(m_lastEnd, end.number);
    }
    m_seen = std::move(seen);
    return unseen;
}

qint64 SessionEndWatcher::overlap() const
{
    // A shared engine gives numbers out before it commits: a lower one may appear after a higher.
    return m_database.url().isShared() ? 200 : 0;
}

Result<qint64> SessionEndWatcher::dataVersion()
{
    if (m_database.url().isShared())
        return qint64(0);
    // Differs when another connection has committed (https://sqlite.org/pragma.html#pragma_data_version).
    static const QString sql = u"PRAGMA data_version"_s;
    auto rows = m_database.run(sql);
    if (!rows)
        return rows.error();
    return rows->next() ? rows->integer(0) : qint64(0);
}

} // namespace confab
