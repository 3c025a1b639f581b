// SPDX-License-Identifier: Apache-2.0
#include "client/view/preferences.h"

#include "client/view/metrics.h"

using namespace Qt::StringLiterals;

namespace confab {

Preferences::Preferences(const QString &directory)
    : m_settings(directory + u"/view.ini"_s, QSettings::IniFormat)
{ }

Theme::Scheme Preferences::scheme() const
{
    return Theme::schemeFromName(m_settings.value("scheme"_L1).toString()).value_or(Theme::Scheme::System);
}

void Preferences::setScheme(Theme::Scheme scheme)
{
    m_settings.setValue("scheme"_L1, QString(Theme::nameOf(scheme)));
}

Preferences::EnterKey Preferences::enterKey() const
{
    return m_settings.value("enterSends"_L1, true).toBool() ? EnterKey::Sends : EnterKey::BreaksLine;
}

void Preferences::setEnterKey(EnterKey key)
{
    m_settings.setValue("enterSends"_L1, key == EnterKey::Sends);
    Q_EMIT enterKeyChanged();
}

Preferences::Notifications Preferences::notifications() const
{
    const QString value = m_settings.value("notifications"_L1).toString();
    if (value == "off"_L1)
        return Notifications::Off;
    return value == "withoutText"_L1 ? Notifications::WithoutText : Notifications::WithText;
}

void Preferences::setNotifications(Notifications notifications)
{
    const auto value = notifications == Notifications::Off ? "off"_L1
        : notifications == Notifications::WithoutText      ? "withoutText"_L1
                                                           : "withText"_L1;
    m_settings.setValue("notifications"_L1, QString(value));
}

std::optional<Timestamp> Preferences::quietUntil() const
{
    bool isThere = false;
    const qint64 until = m_settings.value("quietUntil"_L1).toLongLong(&isThere);
    return isThere ? std::optional(Timestamp(std::chrono::milliseconds(until))) : std::nullopt;
}

void Preferences::setQuietUntil(std::optional<Timestamp> until)
{
    if (until)
        m_settings.setValue("quietUntil"_L1, qint64(until->time_since_epoch().count()));
    else
        m_settings.remove("quietUntil"_L1);
    Q_EMIT quietChanged();
}

Preferences::Closing Preferences::closing() const
{
    return m_settings.value("closingHides"_L1, false).toBool() ? Closing::Hides : Closing::Quits;
}

void Preferences::setClosing(Closing closing)
{
    m_settings.setValue("closingHides"_L1, closing == Closing::Hides);
}

QStringList Preferences::recentEmoji() const
{
    return m_settings.value("recentEmoji"_L1).toStringList();
}

void Preferences::noteEmoji(const QString &emoji)
{
    QStringList recent = recentEmoji();
    recent.removeAll(emoji);
    recent.prepend(emoji);
    m_settings.setValue("recentEmoji"_L1, recent.mid(0, mostRecentEmoji));
    Q_EMIT recentEmojiChanged();
}

int Preferences::sidebarWidth() const
{
    const int width = m_settings.value("sidebarWidth"_L1, Metrics::sidebar).toInt();
    return qBound(Metrics::sidebarMin, width, Metrics::sidebarMax);
}

void Preferences::setSidebarWidth(int width)
{
    m_settings.setValue("sidebarWidth"_L1, width);
}

QByteArray Preferences::geometry() const
{
    return m_settings.value("geometry"_L1).toByteArray();
}

void Preferences::setGeometry(const QByteArray &geometry)
{
    m_settings.setValue("geometry"_L1, geometry);
}

} // namespace confab
