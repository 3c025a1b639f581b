// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"
#include "tests/benchmarks/figure.h"

#include <QJsonObject>
#include <QMap>
#include <QStringList>

namespace confab::tests {

/// Gathers the figures of repeated runs and shows their medians, a row for each figure and a column for each
/// server, with the first's ratio to the second's where there are two. Kept between programs as JSON:
///
///     {"about": {…}, "subjects": ["confab", "peer"],
///      "figures": [{"name", "decimals", "axis", "at", "values": {"confab": [1, 2, 3]}}]}
class Report final {
public:
    struct Row {
        QString name;
        int decimals = 0;
        QString axis = {};
        qint64 at = 0;
        QMap<QString, QList<double>> values = {}; ///< by subject

        [[nodiscard]] QString label() const;
        /// The median, where the subject was measured.
        [[nodiscard]] std::optional<double> value(const QString &subject) const;
    };

    void add(const QString &subject, const Figures &figures);
    /// What is said about the machine and the run.
    void setAbout(const QJsonObject &about) { m_about = about; }

    [[nodiscard]] const QList<Row> &rows() const { return m_rows; }
    [[nodiscard]] const QStringList &subjects() const { return m_subjects; }
    [[nodiscard]] const QJsonObject &about() const { return m_about; }

    [[nodiscard]] QString toText() const;
    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] static Result<Report> fromJson(const QJsonObject &json);
    /// Takes over what another measured; what both have is the other's.
    void merge(const Report &other);

private:
    [[nodiscard]] Row &row(const Figure &figure);
    [[nodiscard]] QString lineOf(const Row &row) const;

    QStringList m_subjects; ///< in the order in which they came
    QList<Row> m_rows;
    QJsonObject m_about;
};

/// What this machine is, and when it is.
[[nodiscard]] QJsonObject describeMachine();

/// "1,234,567": thousands apart.
[[nodiscard]] QString grouped(double value, int decimals);

} // namespace confab::tests
