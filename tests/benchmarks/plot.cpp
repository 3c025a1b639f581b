// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/plot.h"

#include <QFile>
#include <QSaveFile>

#include <algorithm>

namespace confab::tests {

using namespace Qt::StringLiterals;

namespace {

struct ChartPlan {
    QString title;
    QStringList figures;
};

const QList<ChartPlan> &chartPlans()
{
    static const QList<ChartPlan> plans{
        {u"Chat in a closed loop, messages a second"_s, {u"chat, /s"_s}},
        {u"Server's CPU for each message, µs"_s, {u"chat, CPU µs"_s}},
        {u"At 200 messages a second, ms"_s, {u"ack p50, ms"_s, u"ack p99, ms"_s}},
        {u"Reading, ms (p50)"_s,
         {u"history p50, ms"_s, u"sync p50, ms"_s, u"first sync p50, ms"_s, u"user list p50, ms"_s,
          u"search p50, ms"_s}},
        {u"Resident memory, MiB"_s, {u"memory, MiB"_s}},
        {u"Start to first answer, ms"_s, {u"start, ms"_s}},
    };
    return plans;
}

QString axisTitle(const QString &axis)
{
    return axis == "users"_L1 ? u"connected users"_s : u"stored messages"_s;
}

/// A figure's name without its unit, which the chart's title has.
QString withoutUnit(const QString &name)
{
    return name.section(u',', 0, 0);
}

Result<void> writeFile(const QString &name, const QByteArray &content)
{
    QSaveFile file(name);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit())
        return Error{ErrorCode::Internal, {}, u"%1 cannot be written: %2"_s.arg(name, file.errorString())};
    return {};
}

} // namespace

QList<QPointF> Plot::points(const QString &subject, const QString &axis, const QString &name) const
{
    QList<QPointF> points;
    for (const Report::Row &row : m_report.rows()) {
        const auto value = row.value(subject);
        if (row.axis == axis && row.name == name && value)
            points.append({double(row.at), *value});
    }
    std::sort(points.begin(), points.end(), [](const auto &a, const auto &b) { return a.x() < b.x(); });
    return points;
}

QList<Chart> Plot::charts(const QString &axis) const
{
    QList<Chart> charts;
    for (const ChartPlan &plan : chartPlans()) {
        Chart chart{.title = plan.title, .axis = axisTitle(axis)};
        for (const QString &subject : m_report.subjects()) {
            const bool isFirst = subject == m_report.subjects().first();
            for (int i = 0; i < plan.figures.size(); ++i) {
                const QList<QPointF> values = points(subject, axis, plan.figures.at(i));
                const QString name = u"%1: %2"_s.arg(subject, withoutUnit(plan.figures.at(i)));
                if (!values.isEmpty())
                    chart.series.append(
                        {name, values, i, isFirst ? Series::Stroke::Solid : Series::Stroke::Dashed});
            }
        }
        if (!chart.series.isEmpty())
            charts.append(chart);
    }
    return charts;
}

QString Plot::table() const
{
    const QStringList &subjects = m_report.subjects();
    const bool compares = subjects.size() == 2;
    QString text = u"| | "_s + subjects.join(u" | "_s) + (compares ? u" | ratio |\n"_s : u" |\n"_s)
        + u"|---|"_s + u"---:|"_s.repeated(subjects.size() + (compares ? 1 : 0)) + u'\n';
    for (const Report::Row &row : m_report.rows()) {
        if (!row.axis.isEmpty())
            continue;
        text += u"| "_s + row.name + u" |"_s;
        QList<double> values;
        for (const QString &subject : subjects) {
            const auto value = row.value(subject);
            text += (value ? u" "_s + grouped(*value, row.decimals) : QString()) + u" |"_s;
            if (value)
                values.append(*value);
        }
        if (compares)
            text += values.size() == 2 && values.last() > 0
                ? u" %1 |"_s.arg(grouped(values.first() / values.last(), 2))
                : u" |"_s;
        text += u'\n';
    }
    return text;
}

QString Plot::curveTable(const QString &axis) const
{
    QList<qint64> places;
    QStringList names;
    for (const Report::Row &row : m_report.rows()) {
        if (row.axis != axis)
            continue;
        if (!places.contains(row.at))
            places.append(row.at);
        if (!names.contains(row.name))
            names.append(row.name);
    }
    std::sort(places.begin(), places.end());
    QString text = u"| "_s + axisTitle(axis) + u" |"_s;
    for (const qint64 place : std::as_const(places))
        text += u" %1 |"_s.arg(grouped(double(place), 0));
    text += u"\n|---|"_s + u"---:|"_s.repeated(places.size()) + u'\n';
    const QString subject = m_report.subjects().value(0);
    for (const QString &name : std::as_const(names)) {
        QString line = u"| "_s + name + u" |"_s;
        for (const qint64 place : std::as_const(places)) {
            const auto row
                = std::find_if(m_report.rows().begin(), m_report.rows().end(), [&](const auto &one) {
                      return one.axis == axis && one.at == place && one.name == name;
                  });
            const auto value = row == m_report.rows().end() ? std::nullopt : row->value(subject);
            line += (value ? u" "_s + grouped(*value, row->decimals) : QString()) + u" |"_s;
        }
        text += line + u'\n';
    }
    return text;
}

QString Plot::machine() const
{
    const QJsonObject &about = m_report.about();
    return u"%1, %2 cores, %3; medians of %4 runs of %5 s; %6.\n\n"_s.arg(
        about["system"_L1].toString(), QString::number(about["cores"_L1].toInt()),
        about["processor"_L1].toString(), QString::number(about["runs"_L1].toInt()),
        QString::number(about["seconds"_L1].toDouble()), about["finished"_L1].toString().left(10));
}

Result<QString> Plot::replaced(const QString &text, const QString &name, const QString &content)
{
    const QString begin = u"<!-- %1 -->\n"_s.arg(name);
    const QString end = u"<!-- end of %1 -->"_s.arg(name);
    const qsizetype from = text.indexOf(begin);
    const qsizetype to = text.indexOf(end, from);
    if (from < 0 || to < 0)
        return Error::invalid(name, u"has no place in the text"_s);
    return text.first(from + begin.size()) + content + text.sliced(to);
}

Result<void> Plot::rewriteTables(const QString &file) const
{
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly))
        return Error{ErrorCode::Internal, {}, u"%1 cannot be read"_s.arg(file)};
    Result<QString> text = QString::fromUtf8(source.readAll());
    const QList<std::pair<QString, QString>> tables{{u"figures"_s, machine() + table()},
                                                    {u"growth by users"_s, curveTable(u"users"_s)},
                                                    {u"growth by stored"_s, curveTable(u"stored"_s)}};
    for (const auto &[name, content] : tables) {
        text = replaced(*text, name, content);
        if (!text)
            return text.error();
    }
    return writeFile(file, text->toUtf8());
}

Result<void> Plot::into(const QString &directory) const
{
    for (const QString &axis : {u"users"_s, u"stored"_s}) {
        const QByteArray svg = SvgSheet(charts(axis)).toSvg();
        if (auto done = writeFile(u"%1/growth-%2.svg"_s.arg(directory, axis), svg); !done)
            return done;
    }
    return rewriteTables(directory + "/README.md"_L1);
}

} // namespace confab::tests
