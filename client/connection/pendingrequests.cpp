// SPDX-License-Identifier: Apache-2.0
#include "client/connection/pendingrequests.h"

#include "client/connection/networkerror.h"
#include "shared/core/limits.h"

namespace confab {

using namespace Qt::StringLiterals;

PendingRequests::PendingRequests(Scheduler &scheduler)
    : m_scheduler(scheduler)
    , m_context(std::make_unique<QObject>())
{ }

bool PendingRequests::isFull() const
{
    return m_waiting.size() >= Limits::unanswered;
}

QString PendingRequests::add(const Answer<QJsonObject> &done)
{
    Q_ASSERT(!isFull());
    QString ref = QString::number(++m_lastRef);
    m_waiting.insert(ref, done);
    m_scheduler.after(timeout, m_context.get(),
                      [this, ref] { resolve(ref, networkError(u"The server did not answer in time"_s)); });
    return ref;
}

bool PendingRequests::resolve(const QString &ref, const Result<QJsonObject> &answer)
{
    const auto found = m_waiting.constFind(ref);
    if (found == m_waiting.constEnd())
        return false;
    const auto done = *found;
    m_waiting.erase(found);
    done(answer);
    return true;
}

void PendingRequests::failAll(const Error &error)
{
    // In the order in which they were asked; whoever asks again meanwhile is not among them.
    auto refs = m_waiting.keys();
    std::sort(refs.begin(), refs.end(),
              [](const QString &a, const QString &b) { return a.toULongLong() < b.toULongLong(); });
    for (const QString &ref : refs)
        resolve(ref, error);
}

} // namespace confab
