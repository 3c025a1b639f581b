// SPDX-License-Identifier: Apache-2.0
#include "client/store/profilefetcher.h"

#include "shared/core/text.h"

#include <QPointer>

namespace confab {

ProfileFetcher::ProfileFetcher(Fetch fetch, QObject *parent)
    : QObject(parent)
    , m_fetch(std::move(fetch))
{ }

void ProfileFetcher::start()
{
    m_isRunning = true;
}

void ProfileFetcher::stop()
{
    ++m_connection;
    m_isRunning = false;
    m_asked.clear();
    m_waiting.clear();
    m_running = 0;
}

void ProfileFetcher::ask(const QString &username)
{
    const QString key = usernameKey(username);
    if (!m_isRunning || m_asked.contains(key) || !isUsername(username))
        return;
    m_asked.insert(key);
    m_waiting.append(username);
    next();
}

void ProfileFetcher::next()
{
    while (m_running < atOnce && !m_waiting.isEmpty()) {
        ++m_running;
        m_fetch(m_waiting.takeFirst(), [self = QPointer(this), connection = m_connection](Result<User> user) {
            if (!self || connection != self->m_connection)
                return;
            --self->m_running;
            if (user)
                Q_EMIT self->fetched(*user);
            self->next();
        });
    }
}

} // namespace confab
