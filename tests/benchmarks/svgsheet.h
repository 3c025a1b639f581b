// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QPointF>
#include <QString>

namespace confab::tests {

/// One line of a chart.
struct Series {
    QString name;
    QList<QPointF> points; ///< from left to right; x is above 0
    int colour = 0; ///< which of the palette
    enum class Stroke { Solid, Dashed };
    Stroke stroke = Stroke::Solid;
};

/// One chart: x on a logarithmic scale with the points' own values below, y from zero, so that what is flat
/// looks flat.
struct Chart {
    QString title;
    QString axis; ///< what x counts
    QList<Series> series;
};

/// Charts side by side, as one SVG picture that can be read on light and on dark ground.
class SvgSheet final {
public:
    explicit SvgSheet(QList<Chart> charts, int columns = 2)
        : m_charts(std::move(charts))
        , m_columns(columns)
    { }

    [[nodiscard]] QByteArray toSvg() const;

    /// Where the marks of a scale from zero stand that reaches `most`: between three and seven of them, at
    /// round numbers, the last at or above `most`.
    [[nodiscard]] static QList<double> marks(double most);
    /// A number as short as it can be read: 1.5k, 20k, 3M.
    [[nodiscard]] static QString brief(double value);

private:
    const QList<Chart> m_charts;
    const int m_columns;
};

} // namespace confab::tests
