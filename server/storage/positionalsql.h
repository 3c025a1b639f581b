// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

namespace confab {

/// An SQL text as the drivers of shared databases take it: `?` where a named placeholder stood.
struct PositionalSql {
    QString text;
    QStringList names; ///< of each `?` in order, with their colons; a name that stands twice is there twice

    /// Names that are reserved words in `reserved` and stand alone (not behind a dot) are put in backquotes:
    /// `change` is one of MariaDB's, and everybody's column here.
    [[nodiscard]] static PositionalSql from(const QString &sql, const QStringList &reserved = {});
};

} // namespace confab
