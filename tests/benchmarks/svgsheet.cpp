// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/svgsheet.h"

#include <QRectF>

#include <algorithm>
#include <cmath>
#include <set>

namespace confab::tests {

using namespace Qt::StringLiterals;

namespace {

constexpr double chartWidth = 440;
constexpr double plotHeight = 180;
constexpr double legendLine = 16;
constexpr double left = 52;
constexpr double right = 18;
constexpr double top = 34;
constexpr double bottom = 40;
constexpr int legendColumns = 2;

// Colours that stand out on white and on black alike.
const QString style = uR"(<style>
text { font: 12px system-ui, sans-serif; fill: #57606a }
.title { font-weight: 600; font-size: 13px }
.grid { stroke: #8c959f; stroke-opacity: .3 }
.line { fill: none; stroke-width: 2 }
.dashed { stroke-dasharray: 5 4 }
.c0 { stroke: #2f81f7 } .c1 { stroke: #e5751f } .c2 { stroke: #2da44e } .c3 { stroke: #a371f7 } .c4 { stroke: #e5534b }
@media (prefers-color-scheme: dark) { text { fill: #adbac7 } }
</style>
)"_s;
constexpr int colours = 5;

QString number(double value)
{
    return QString::number(std::round(value * 10) / 10);
}

QString text(double x, double y, const QString &anchor, const QString &words, const QString &kind = {})
{
    return uR"(<text x="%1" y="%2" text-anchor="%3"%4>%5</text>)"_s.arg(
               number(x), number(y), anchor, kind.isEmpty() ? QString() : uR"( class="%1")"_s.arg(kind),
               words.toHtmlEscaped())
        + u'\n';
}

QString line(const QPointF &from, const QPointF &to, const QString &kind)
{
    return uR"(<line x1="%1" y1="%2" x2="%3" y2="%4" class="%5"/>)"_s.arg(
               number(from.x()), number(from.y()), number(to.x()), number(to.y()), kind)
        + u'\n';
}

QString kindOf(const Series &series)
{
    const QString dashes = series.stroke == Series::Stroke::Dashed ? u" dashed"_s : QString();
    return u"line c%1%2"_s.arg(series.colour % colours).arg(dashes);
}

/// Where the values of one chart come to stand.
class Scale {
public:
    Scale(const Chart &chart, const QRectF &area)
        : m_area(area)
    {
        for (const Series &series : chart.series) {
            for (const QPointF &point : series.points) {
                m_xs.insert(point.x());
                m_most = std::max(m_most, point.y());
            }
        }
        m_most = SvgSheet::marks(m_most).last();
    }

    [[nodiscard]] const std::set<double> &xs() const { return m_xs; }
    [[nodiscard]] double most() const { return m_most; }

    [[nodiscard]] QPointF place(const QPointF &value) const
    {
        const double first = std::log10(*m_xs.begin());
        const double last = std::log10(*m_xs.rbegin());
        const double share = last > first ? (std::log10(value.x()) - first) / (last - first) : 0.5;
        return {m_area.left() + share * m_area.width(),
                m_area.bottom() - value.y() / m_most * m_area.height()};
    }

private:
    const QRectF m_area;
    std::set<double> m_xs;
    double m_most = 0;
};

QString drawAxes(const Chart &chart, const Scale &scale, const QRectF &area)
{
    QString svg;
    const QList<double> marks = SvgSheet::marks(scale.most());
    for (const double mark : marks) {
        const double y = scale.place({*scale.xs().begin(), mark}).y();
        svg += line({area.left(), y}, {area.right(), y}, u"grid"_s);
        svg += text(area.left() - 6, y + 4, u"end"_s, SvgSheet::brief(mark));
    }
    for (const double x : scale.xs())
        svg += text(scale.place({x, 0}).x(), area.bottom() + 16, u"middle"_s, SvgSheet::brief(x));
    svg += text(area.center().x(), area.bottom() + 32, u"middle"_s, chart.axis);
    return svg;
}

QString drawSeries(const Series &series, const Scale &scale)
{
    QString points;
    QString dots;
    for (const QPointF &value : series.points) {
        const QPointF at = scale.place(value);
        points += u"%1,%2 "_s.arg(number(at.x()), number(at.y()));
        dots += uR"(<circle cx="%1" cy="%2" r="2.5" class="%3"/>)"_s.arg(number(at.x()), number(at.y()),
                                                                         kindOf(series))
            + u'\n';
    }
    return uR"(<polyline points="%1" class="%2"/>)"_s.arg(points.trimmed(), kindOf(series)) + u'\n' + dots;
}

QString drawLegend(const Chart &chart, const QRectF &area)
{
    QString svg;
    for (int i = 0; i < chart.series.size(); ++i) {
        const double x = area.left() + i % legendColumns * area.width() / legendColumns;
        const double y = area.bottom() + bottom + legendLine * (i / legendColumns) + 10;
        svg += line({x, y - 4}, {x + 22, y - 4}, kindOf(chart.series.at(i)));
        svg += text(x + 28, y, u"start"_s, chart.series.at(i).name);
    }
    return svg;
}

QString drawChart(const Chart &chart, const QPointF &corner)
{
    const QRectF area(corner.x() + left, corner.y() + top, chartWidth - left - right, plotHeight);
    QString svg = text(corner.x() + left, corner.y() + 20, u"start"_s, chart.title, u"title"_s);
    const Scale scale(chart, area);
    if (scale.xs().empty())
        return svg;
    svg += drawAxes(chart, scale, area);
    for (const Series &series : chart.series)
        svg += drawSeries(series, scale);
    return svg + drawLegend(chart, area);
}

} // namespace

QList<double> SvgSheet::marks(double most)
{
    if (!(most > 0))
        return {0, 1};
    // The steps people count in: 1, 2 and 5 times a power of ten.
    double step = std::pow(10, std::floor(std::log10(most)) - 1);
    for (const double factor : {2.0, 2.5, 2.0, 2.0, 2.5}) {
        if (most / step <= 6)
            break;
        step *= factor;
    }
    QList<double> marks{0};
    while (marks.last() < most * (1 - 1e-9))
        marks.append(step * double(marks.size()));
    return marks;
}

QString SvgSheet::brief(double value)
{
    const auto scaled
        = [](double number, QLatin1StringView unit) { return QString::number(number, 'g', 3) + unit; };
    if (value >= 1e6)
        return scaled(value / 1e6, "M"_L1);
    return value >= 1e4 ? scaled(value / 1e3, "k"_L1) : QString::number(value, 'g', 4);
}

QByteArray SvgSheet::toSvg() const
{
    qsizetype mostSeries = 0;
    for (const Chart &chart : m_charts)
        mostSeries = std::max(mostSeries, chart.series.size());
    const double legend = double((mostSeries + legendColumns - 1) / legendColumns) * legendLine;
    const double height = top + plotHeight + bottom + legend + 16;
    const qsizetype rows = (m_charts.size() + m_columns - 1) / m_columns;
    QString svg
        = uR"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1 %2" width="%1" height="%2">)"_s.arg(
              number(chartWidth * m_columns), number(height * double(rows)))
        + u'\n' + style;
    for (qsizetype i = 0; i < m_charts.size(); ++i) {
        const QPointF corner(double(i % m_columns) * chartWidth, double(i / m_columns) * height);
        svg += drawChart(m_charts.at(i), corner);
    }
    return (svg + u"</svg>\n"_s).toUtf8();
}

} // namespace confab::tests
