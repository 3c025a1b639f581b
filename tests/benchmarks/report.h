// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/benchmarks/workloads.h"

#include <QMap>

namespace confab::tests {

/// Gathers the figures of repeated runs and shows their medians, a row for each figure and a column for each
/// server, with the first's ratio to the second's where there are two.
class Report final {
public:
    void add(const QString &subject, const Figures &figures);
    [[nodiscard]] QString toText() const;

private:
    struct Row {
        QString name;
        int decimals = 0;
        QMap<QString, QList<double>> values = {}; ///< by subject
    };

    [[nodiscard]] Row &row(const Figure &figure);
    [[nodiscard]] QString lineOf(const Row &row) const;

    QStringList m_subjects; ///< in the order in which they came
    QList<Row> m_rows;
};

} // namespace confab::tests
