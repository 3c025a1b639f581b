// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/protocol/user.h"

#include <QDateTime>
#include <QLocale>

namespace confab {

/// Moments as people say them, in the reader's language and time zone.
///
/// Every function takes `now`, so that a test can choose it. `locale` says how clocks and dates are written.
class TimeText final {
public:
    explicit TimeText(QDateTime now = QDateTime::currentDateTime(), QLocale locale = QLocale());

    /// `09:41`
    [[nodiscard]] QString clock(const QDateTime &when) const;
    /// For the conversation list: the clock today, the weekday this week, the date before.
    [[nodiscard]] QString brief(const QDateTime &when) const;
    /// For the line between two days: `Today`, `Yesterday`, `Tuesday`, `17 November 2026`.
    [[nodiscard]] QString day(QDate date) const;
    /// `17 November 2026 09:41`, for tool tips and screen readers.
    [[nodiscard]] QString exact(const QDateTime &when) const;
    /// `online`, `away`, `last seen at 09:41`; empty where neither is shared.
    [[nodiscard]] QString presence(std::optional<Presence> presence, const QDateTime &lastSeen) const;
    [[nodiscard]] QString lastSeen(const QDateTime &when) const;

private:
    const QDateTime m_now;
    const QLocale m_locale;
};

[[nodiscard]] QDateTime toDateTime(Timestamp time);

} // namespace confab
