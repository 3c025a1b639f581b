// SPDX-License-Identifier: Apache-2.0
#include "shared/core/clock.h"

namespace confab {

using namespace std::chrono;

Timestamp SystemClock::now() const
{
    return time_point_cast<milliseconds>(system_clock::now());
}

namespace {

template <int width>
void writeDigits(char *out, unsigned value)
{
    for (int i = width - 1; i >= 0; --i) { // which compilers unroll
        out[i] = char('0' + value % 10);
        value /= 10;
    }
}

} // namespace

void writeRfc3339(Timestamp time, char (&out)[24])
{
    const auto day = floor<days>(time);
    const year_month_day date{day};
    const hh_mm_ss clock{time - day};
    writeDigits<4>(out, unsigned(int(date.year())));
    out[4] = '-';
    writeDigits<2>(out + 5, unsigned(date.month()));
    out[7] = '-';
    writeDigits<2>(out + 8, unsigned(date.day()));
    out[10] = 'T';
    writeDigits<2>(out + 11, unsigned(clock.hours().count()));
    out[13] = ':';
    writeDigits<2>(out + 14, unsigned(clock.minutes().count()));
    out[16] = ':';
    writeDigits<2>(out + 17, unsigned(clock.seconds().count()));
    out[19] = '.';
    writeDigits<3>(out + 20, unsigned(clock.subseconds().count()));
    out[23] = 'Z';
}

QString toRfc3339(Timestamp time)
{
    char text[24];
    writeRfc3339(time, text);
    return QString::fromLatin1(text, sizeof text);
}

namespace {

/// `width` ASCII digits from `start` on; nothing where something else stands.
std::optional<int> readDigits(QStringView text, qsizetype start, int width)
{
    if (start + width > text.size())
        return std::nullopt;
    int value = 0;
    for (const QChar c : text.sliced(start, width)) {
        if (c < u'0' || c > u'9')
            return std::nullopt;
        value = value * 10 + (c.unicode() - u'0');
    }
    return value;
}

/// `YYYY-MM-DD`
std::optional<sys_days> readDate(QStringView text)
{
    const auto y = readDigits(text, 0, 4);
    const auto m = readDigits(text, 5, 2);
    const auto d = readDigits(text, 8, 2);
    if (!y || !m || !d || text[4] != u'-' || text[7] != u'-')
        return std::nullopt;
    const year_month_day date{year(*y), month(unsigned(*m)), day(unsigned(*d))};
    return date.ok() ? std::optional(sys_days(date)) : std::nullopt;
}

/// `hh:mm:ss`; a leap second is the first of the next minute.
std::optional<seconds> readTimeOfDay(QStringView text)
{
    const auto h = readDigits(text, 0, 2);
    const auto m = readDigits(text, 3, 2);
    const auto s = readDigits(text, 6, 2);
    if (!h || !m || !s || text[2] != u':' || text[5] != u':' || *h > 23 || *m > 59 || *s > 60)
        return std::nullopt;
    return hours(*h) + minutes(*m) + seconds(*s);
}

/// Takes `.` and one to nine digits from the front of `text`, where they are; what is under a millisecond is
/// cut off.
std::optional<milliseconds> takeFraction(QStringView &text)
{
    if (!text.startsWith(u'.'))
        return milliseconds(0);
    qsizetype end = 1;
    while (end < text.size() && text[end] >= u'0' && text[end] <= u'9')
        ++end;
    if (end == 1 || end > 10)
        return std::nullopt;
    const QString digits = text.sliced(1, end - 1).toString().leftJustified(3, u'0').first(3);
    text = text.sliced(end);
    return milliseconds(readDigits(digits, 0, 3).value());
}

/// `Z`, or `+hh:mm`, or `-hh:mm`
std::optional<minutes> readOffset(QStringView text)
{
    if (text == u'Z' || text == u'z')
        return minutes(0);
    const auto h = readDigits(text, 1, 2);
    const auto m = readDigits(text, 4, 2);
    if (text.size() != 6 || !h || !m || text[3] != u':' || *h > 23 || *m > 59)
        return std::nullopt;
    if (text[0] != u'+' && text[0] != u'-')
        return std::nullopt;
    return (text[0] == u'+' ? 1 : -1) * (hours(*h) + minutes(*m));
}

} // namespace

std::optional<Timestamp> fromRfc3339(QStringView text)
{
    // Not QDateTime: it reads more of ISO 8601 than RFC 3339 allows, and rounds up.
    constexpr qsizetype dateLength = 10; // YYYY-MM-DD
    constexpr qsizetype timeLength = 8; // hh:mm:ss
    if (text.size() <= dateLength + 1 + timeLength || text[dateLength].toUpper() != u'T')
        return std::nullopt;
    QStringView rest = text.sliced(dateLength + 1 + timeLength);
    const auto date = readDate(text.first(dateLength));
    const auto timeOfDay = readTimeOfDay(text.sliced(dateLength + 1, timeLength));
    const auto fraction = takeFraction(rest);
    const auto offset = readOffset(rest);
    if (!date || !timeOfDay || !fraction || !offset)
        return std::nullopt;
    const Timestamp time = *date + *timeOfDay + *fraction - *offset;
    // An offset may lead out of the years that four digits can say.
    const year_month_day utc{floor<days>(time)};
    return utc.year() >= year(0) && utc.year() <= year(9999) ? std::optional(time) : std::nullopt;
}

} // namespace confab
