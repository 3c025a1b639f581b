// SPDX-License-Identifier: Apache-2.0
#include "client/desktop/freedesktopnotifications.h"

#include "shared/core/logging.h"

#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

const QString service = u"org.freedesktop.Notifications"_s;
const QString path = u"/org/freedesktop/Notifications"_s;
const QString openAction = u"default"_s;
const QString readAction = u"mark-read"_s;
const QString replyAction = u"inline-reply"_s;
constexpr int answerWithin = 5000; ///< milliseconds
constexpr int longestReply = 100'000; ///< what is longer is no reply of a person
constexpr int longestToken = 256;
constexpr int decidedByServer = -1;

} // namespace

FreedesktopNotifications::FreedesktopNotifications(QDBusConnection bus, QObject *parent)
    : NotificationService(parent)
    , m_bus(std::move(bus))
{
    listen("NotificationClosed", SLOT(onClosed(uint, uint)));
    listen("ActionInvoked", SLOT(onAction(uint, QString)));
    listen("NotificationReplied", SLOT(onReplied(uint, QString)));
    listen("ActivationToken", SLOT(onToken(uint, QString)));
    askWhatItCan();
}

FreedesktopNotifications::~FreedesktopNotifications()
{
    // Nobody would hear of a click on them any more.
    for (auto &[key, shown] : m_shown) {
        if (shown.isOnItsWay) {
            shown.sending.waitForFinished(); // No longer than any call.
            const QDBusPendingReply<uint> reply = shown.sending;
            shown.id = reply.isError() ? 0 : reply.value();
        }
        if (shown.id != 0)
            m_bus.send(call(u"CloseNotification"_s) << shown.id);
    }
}

void FreedesktopNotifications::listen(const char *signal, const char *slot)
{
    m_bus.connect(service, path, service, QLatin1StringView(signal), this, slot);
}

void FreedesktopNotifications::askWhatItCan()
{
    if (m_isKnown || std::exchange(m_isAsked, true))
        return;
    auto *watcher
        = new QDBusPendingCallWatcher(m_bus.asyncCall(call(u"GetCapabilities"_s), answerWithin), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QStringList> reply = *watcher;
        watcher->deleteLater();
        m_isAsked = false;
        if (reply.isError()) {
            qCInfo(lcApp) << "There is no notification service:" << reply.error().name();
            m_shown.clear();
            m_order.clear();
            return;
        }
        m_abilities = reply.value();
        m_isKnown = true;
        const QList<qint64> waiting = m_order;
        for (const qint64 key : waiting)
            send(key);
    });
}

void FreedesktopNotifications::show(const Notification &notification)
{
    Shown &shown = m_shown[notification.key];
    shown.next = notification;
    shown.isOver = false;
    m_order.removeOne(notification.key);
    m_order.append(notification.key);
    forgetOldest();
    askWhatItCan();
    send(notification.key);
}

void FreedesktopNotifications::close(qint64 key)
{
    const auto found = m_shown.find(key);
    if (found == m_shown.end())
        return;
    found->second.next.reset();
    found->second.isOver = true;
    if (found->second.isOnItsWay)
        return; // sent() goes on
    if (found->second.id != 0)
        m_bus.send(call(u"CloseNotification"_s) << found->second.id);
    m_shown.erase(found);
    m_order.removeOne(key);
}

void FreedesktopNotifications::forgetOldest()
{
    if (m_order.size() > most)
        close(m_order.first()); // Nothing would close it later.
}

void FreedesktopNotifications::send(qint64 key)
{
    const auto found = m_shown.find(key);
    if (!m_isKnown || found == m_shown.end() || found->second.isOnItsWay || !found->second.next)
        return;
    Shown &shown = found->second;
    shown.isOnItsWay = true;
    const auto message = notify(*std::exchange(shown.next, std::nullopt), shown.id);
    shown.sending = m_bus.asyncCall(message, answerWithin);
    auto *watcher = new QDBusPendingCallWatcher(shown.sending, this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, key] {
        const QDBusPendingReply<uint> reply = *watcher;
        watcher->deleteLater();
        sent(key, reply.isError() ? 0 : reply.value());
    });
}

void FreedesktopNotifications::sent(qint64 key, uint id)
{
    const auto found = m_shown.find(key);
    if (found == m_shown.end())
        return;
    found->second.isOnItsWay = false;
    found->second.id = id;
    if (id == 0) { // It could not be shown; nor can what waits for it.
        m_shown.erase(found);
        m_order.removeOne(key);
    } else if (found->second.isOver)
        close(key);
    else
        send(key);
}

QDBusMessage FreedesktopNotifications::call(const QString &method) const
{
    return QDBusMessage::createMethodCall(service, path, service, method);
}

QDBusMessage FreedesktopNotifications::notify(const Notification &notification, uint replaced) const
{
    // What somebody wrote is no markup, whatever it looks like.
    const bool isMarkup = m_abilities.contains("body-markup"_L1);
    const QString text = isMarkup ? notification.text.toHtmlEscaped() : notification.text;
    const QVariantMap hints{{u"desktop-entry"_s, u"org.confab.Confab"_s},
                            {u"category"_s, u"im.received"_s},
                            {u"x-kde-reply-placeholder-text"_s, tr("Write a reply")}};
    return call(u"Notify"_s) << u"Confab"_s << replaced << u"org.confab.Confab"_s << notification.title
                             << text << actions(notification) << hints << decidedByServer;
}

QStringList FreedesktopNotifications::actions(const Notification &notification) const
{
    if (!m_abilities.contains("actions"_L1))
        return {};
    QStringList actions{openAction, tr("Open")};
    if (notification.answers == Notification::Answers::No)
        return actions;
    if (m_abilities.contains(replyAction))
        actions += {replyAction, tr("Reply")};
    return actions + QStringList{readAction, tr("Mark as read")};
}

std::optional<qint64> FreedesktopNotifications::keyOf(uint id) const
{
    for (const auto &[key, shown] : m_shown) {
        if (id != 0 && shown.id == id)
            return key;
    }
    return std::nullopt;
}

void FreedesktopNotifications::onClosed(uint id, uint)
{
    const auto key = keyOf(id);
    if (!key)
        return;
    Shown &shown = m_shown.at(*key);
    shown.id = 0;
    if (shown.isOnItsWay || shown.next)
        return;
    m_shown.erase(*key);
    m_order.removeOne(*key);
}

void FreedesktopNotifications::onAction(uint id, const QString &action)
{
    const auto key = keyOf(id);
    if (!key)
        return;
    if (action == openAction)
        Q_EMIT activated(*key);
    else if (action == readAction)
        Q_EMIT readMarked(*key);
}

void FreedesktopNotifications::onReplied(uint id, const QString &text)
{
    const auto key = keyOf(id);
    if (key && !text.trimmed().isEmpty() && text.size() <= longestReply)
        Q_EMIT replied(*key, text);
}

/// Comes before the click: with it the window may come to the front where a compositor asks for it.
void FreedesktopNotifications::onToken(uint id, const QString &token)
{
    if (keyOf(id) && !token.isEmpty() && token.size() <= longestToken)
        qputenv("XDG_ACTIVATION_TOKEN", token.toLatin1());
}

} // namespace confab
