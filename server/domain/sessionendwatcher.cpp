// SPDX-License-Identifier: Apache-2.0
#include "server/domain/sessionendwatcher.h"

#include "server/storage/sessionrepository.h"
#include "shared/core/logging.h"

#include <QThread>

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
        if (const auto looked = look(); !looked)
            qCWarning(lcDomain, "Cannot see which sessions have ended: %s",
                      qPrintable(looked.error().detail));
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
    m_timer.start();
    return {};
}

Result<void> SessionEndWatcher::look()
{
    Q_ASSERT(QThread::currentThread() == thread());
    const auto version = dataVersion();
    if (!version)
        return version.error();
    if (*version == m_dataVersion)
        return {};
    const auto ends = SessionRepository(m_database).endsAfter(m_lastEnd);
    if (!ends)
        return ends.error();
    Events events;
    for (const SessionEnd &end : *ends) {
        events.append(SessionEnded{end.session});
        m_lastEnd = end.number;
    }
    m_dataVersion = *version;
    if (!events.isEmpty())
        m_bus.publish(events);
    return {};
}

Result<qint64> SessionEndWatcher::dataVersion()
{
    // Differs when another connection has committed (https://sqlite.org/pragma.html#pragma_data_version).
    auto rows = m_database.run(u"PRAGMA data_version"_s);
    if (!rows)
        return rows.error();
    return rows->next() ? rows->integer(0) : qint64(0);
}

} // namespace confab
