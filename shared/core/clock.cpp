// SPDX-License-Identifier: Apache-2.0
#include "shared/core/clock.h"

#include <QDateTime>

namespace confab {

using namespace std::chrono;

Timestamp SystemClock::now() const
{
    return time_point_cast<milliseconds>(system_clock::now());
}

namespace {

void writeDigits(char *out, int width, unsigned value)
{
    for (int i = width - 1; i >= 0; --i) {
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
    writeDigits(out, 4, unsigned(int(date.year())));
    out[4] = '-';
    writeDigits(out + 5, 2, unsigned(date.month()));
    out[7] = '-';
    writeDigits(out + 8, 2, unsigned(date.day()));
    out[10] = 'T';
    writeDigits(out + 11, 2, unsigned(clock.hours().count()));
    out[13] = ':';
    writeDigits(out + 14, 2, unsigned(clock.minutes().count()));
    out[16] = ':';
    writeDigits(out + 17, 2, unsigned(clock.seconds().count()));
    out[19] = '.';
    writeDigits(out + 20, 3, unsigned(clock.subseconds().count()));
    out[23] = 'Z';
}

QString toRfc3339(Timestamp time)
{
    char text[24];
    writeRfc3339(time, text);
    return QString::fromLatin1(text, sizeof text);
}

std::optional<Timestamp> fromRfc3339(QStringView text)
{
    // Qt reads more of ISO 8601 than RFC 3339 allows: a date alone, or a time without an offset.
    if (text.size() < 20 || text[10].toUpper() != u'T')
        return std::nullopt;
    const QChar last = text.back().toUpper();
    const bool hasOffset = last == u'Z' || (text[text.size() - 3] == u':' && text.size() >= 25);
    if (!hasOffset)
        return std::nullopt;
    const QDateTime time = QDateTime::fromString(text.toString(), Qt::ISODateWithMs);
    if (!time.isValid())
        return std::nullopt;
    return Timestamp(milliseconds(time.toMSecsSinceEpoch()));
}

} // namespace confab
