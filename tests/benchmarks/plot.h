// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/benchmarks/report.h"
#include "tests/benchmarks/svgsheet.h"

namespace confab::tests {

/// What the README of the benchmarks shows of a report: a table of the figures, and a sheet of charts for
/// each curve.
class Plot final {
public:
    explicit Plot(const Report &report)
        : m_report(report)
    { }

    /// Writes `growth-users.svg` and `growth-stored.svg` into `directory`, and the tables between their
    /// marks in its README.md.
    [[nodiscard]] Result<void> into(const QString &directory) const;

    /// The charts of the curves along "users" or "stored".
    [[nodiscard]] QList<Chart> charts(const QString &axis) const;
    /// A Markdown table of the figures outside of curves.
    [[nodiscard]] QString table() const;
    /// A Markdown table of one curve: a row for each figure, a column for each point.
    [[nodiscard]] QString curveTable(const QString &axis) const;

    /// `text` with `content` between `<!-- <name> -->` and `<!-- end of <name> -->`; an error when it has no
    /// such marks.
    [[nodiscard]] static Result<QString> replaced(const QString &text, const QString &name,
                                                  const QString &content);

private:
    [[nodiscard]] QList<QPointF> points(const QString &subject, const QString &axis,
                                        const QString &name) const;
    [[nodiscard]] Result<void> rewriteTables(const QString &file) const;
    [[nodiscard]] QString machine() const;

    const Report &m_report;
};

} // namespace confab::tests
