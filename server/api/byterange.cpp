// SPDX-License-Identifier: Apache-2.0
#include "server/api/byterange.h"

#include <algorithm>

namespace confab {

namespace {

constexpr qsizetype digitsMax = 18; // fits 64 bits

std::optional<qint64> number(QByteArrayView text)
{
    const bool digits = !text.isEmpty() && text.size() <= digitsMax
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits ? std::optional(text.toByteArray().toLongLong()) : std::nullopt;
}

} // namespace

std::optional<ByteRange> parseByteRange(QByteArrayView field, qint64 size)
{
    constexpr QByteArrayView unit("bytes=");
    const QByteArrayView trimmed = field.trimmed();
    if (trimmed.size() <= unit.size() || trimmed.first(unit.size()).compare(unit, Qt::CaseInsensitive) != 0)
        return std::nullopt;
    const QByteArrayView range = trimmed.sliced(unit.size()).trimmed();
    const qsizetype dash = range.indexOf('-');
    if (dash < 0)
        return std::nullopt;
    const auto first = number(range.first(dash));
    const auto last = number(range.sliced(dash + 1));
    const bool isOpen = dash + 1 == range.size();
    if (dash == 0)
        return last ? std::optional(ByteRange{size - std::min(*last, size), std::min(*last, size)})
                    : std::nullopt;
    if (!first || (!last && !isOpen) || (last && *last < *first))
        return std::nullopt;
    if (*first >= size)
        return ByteRange{};
    const qint64 end = last ? std::min(*last, size - 1) : size - 1;
    return ByteRange{*first, end - *first + 1};
}

} // namespace confab
