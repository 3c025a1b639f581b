// SPDX-License-Identifier: Apache-2.0
#include "client/view/timetext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(confab::TimeText)
};

/// The locale's short time; some (C among them) have seconds even there.
QString clockFormat(const QLocale &locale)
{
    QString format = locale.timeFormat(QLocale::ShortFormat);
    return format.remove(u":ss"_s);
}

} // namespace

TimeText::TimeText(QDateTime now, QLocale locale)
    : m_now(std::move(now))
    , m_locale(std::move(locale))
{ }

QString TimeText::clock(const QDateTime &when) const
{
    return m_locale.toString(when.toLocalTime().time(), clockFormat(m_locale));
}

QString TimeText::brief(const QDateTime &when) const
{
    const QDate date = when.toLocalTime().date();
    const qint64 days = date.daysTo(m_now.date());
    if (days <= 0)
        return clock(when);
    if (days < 7)
        return m_locale.standaloneDayName(date.dayOfWeek(), QLocale::ShortFormat);
    return m_locale.toString(date, QLocale::ShortFormat);
}

QString TimeText::day(QDate date) const
{
    const qint64 days = date.daysTo(m_now.date());
    if (days == 0)
        return Text::tr("Today");
    if (days == 1)
        return Text::tr("Yesterday");
    if (days > 1 && days < 7)
        return m_locale.standaloneDayName(date.dayOfWeek());
    return m_locale.toString(date, QLocale::LongFormat);
}

QString TimeText::exact(const QDateTime &when) const
{
    const QDateTime local = when.toLocalTime();
    return Text::tr("%1, %2", "a date and a time")
        .arg(m_locale.toString(local.date(), QLocale::LongFormat), clock(when));
}

QString TimeText::presence(std::optional<Presence> presence, const QDateTime &lastSeen) const
{
    if (presence == Presence::Online)
        return Text::tr("online");
    if (presence == Presence::Away)
        return Text::tr("away");
    return lastSeen.isValid() ? this->lastSeen(lastSeen) : QString();
}

QString TimeText::lastSeen(const QDateTime &when) const
{
    const qint64 seconds = when.secsTo(m_now);
    if (seconds < 60)
        return Text::tr("last seen just now");
    if (seconds < 3600)
        return Text::tr("last seen %n minute(s) ago", nullptr, int(seconds / 60));
    const QDate date = when.toLocalTime().date();
    const qint64 days = date.daysTo(m_now.date());
    if (days <= 0)
        return Text::tr("last seen at %1").arg(clock(when));
    if (days == 1)
        return Text::tr("last seen yesterday at %1").arg(clock(when));
    return Text::tr("last seen on %1").arg(m_locale.toString(date, QLocale::ShortFormat));
}

QDateTime toDateTime(Timestamp time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC);
}

} // namespace confab
