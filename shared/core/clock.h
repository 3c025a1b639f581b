// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <chrono>
#include <optional>

namespace confab {

/// A moment in UTC, to the millisecond.
using Timestamp = std::chrono::sys_time<std::chrono::milliseconds>;

/// Tells the time; tests replace it. Thread-safe.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Timestamp now() const = 0;
};

/// The machine's clock.
class SystemClock final : public Clock {
public:
    [[nodiscard]] Timestamp now() const override;
};

/// RFC 3339 in UTC with milliseconds: `2026-11-21T06:00:00.000Z`.
[[nodiscard]] QString toRfc3339(Timestamp time);
/// The same as 24 bytes of ASCII, for writers.
void writeRfc3339(Timestamp time, char (&out)[24]);
/// Reads RFC 3339 with any offset and up to nine digits of a second's fraction, from year 0 to 9999 in UTC;
/// nothing where the text is none. none.
[[nodiscard]] std::optional<Timestamp> fromRfc3339(QStringView text);

} // namespace confab
