// SPDX-License-Identifier: Apache-2.0
#include "client/store/presencereporter.h"

#include "shared/core/limits.h"
#include "shared/core/logging.h"
#include "shared/protocol/clientframes.h"

namespace confab {

namespace {

void logRefusal(const Result<AckFrame> &ack)
{
    if (!ack)
        qCDebug(lcSync) << "Presence was not taken:" << ack.error().detail;
}

} // namespace

PresenceReporter::PresenceReporter(ServerLink &link, Scheduler &scheduler, QObject *parent)
    : QObject(parent)
    , m_link(link)
    , m_scheduler(scheduler)
{ }

void PresenceReporter::start()
{
    m_isRunning = true;
    sendPresence();
    watchAgain();
}

void PresenceReporter::stop()
{
    m_isRunning = false;
    m_typing.clear();
}

void PresenceReporter::setActive(bool active)
{
    if (active == m_isActive)
        return;
    m_isActive = active;
    if (m_isRunning)
        sendPresence();
}

void PresenceReporter::setWatched(const QStringList &usernames)
{
    const auto watched = usernames.mid(0, Limits::watched);
    if (watched == m_watched)
        return;
    m_watched = watched;
    if (m_isRunning)
        sendWatched();
}

void PresenceReporter::watchAgain()
{
    if (m_isRunning && !m_watched.isEmpty())
        sendWatched();
}

void PresenceReporter::sendPresence()
{
    const PresenceFrame frame{.state = m_isActive ? Presence::Online : Presence::Away};
    m_link.request([frame](JsonWriter &json, QStringView ref) { frame.write(json, ref); }, logRefusal);
}

void PresenceReporter::sendWatched()
{
    const WatchFrame frame{.users = m_watched};
    m_link.request([frame](JsonWriter &json, QStringView ref) { frame.write(json, ref); }, logRefusal);
}

void PresenceReporter::notifyTyping(ConversationId conversation)
{
    if (!m_isRunning || m_typing.contains(conversation))
        return;
    const auto [told, isNew] = m_typing.try_emplace(conversation, m_scheduler);
    told->second.set(typingInterval, [this, conversation] { m_typing.erase(conversation); });
    m_link.notifyTyping(conversation);
}

void PresenceReporter::typingEnded(ConversationId conversation)
{
    m_typing.erase(conversation);
}

} // namespace confab
