// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/report.h"

#include <algorithm>

namespace confab::tests {

using namespace Qt::StringLiterals;

namespace {

constexpr int nameWidth = 30;
constexpr int valueWidth = 12;

/// The middle one; of an even number the lower of the two.
double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values.at((values.size() - 1) / 2);
}

QString cell(const QString &text)
{
    return text.rightJustified(valueWidth);
}

} // namespace

void Report::add(const QString &subject, const Figures &figures)
{
    if (!m_subjects.contains(subject))
        m_subjects.append(subject);
    for (const Figure &figure : figures)
        row(figure).values[subject].append(figure.value);
}

Report::Row &Report::row(const Figure &figure)
{
    for (Row &row : m_rows) {
        if (row.name == figure.name)
            return row;
    }
    m_rows.append({figure.name, figure.decimals});
    return m_rows.last();
}

QString Report::toText() const
{
    QString text = QString(nameWidth, u' ');
    for (const QString &subject : m_subjects)
        text += cell(subject);
    text += m_subjects.size() == 2 ? cell(u"ratio"_s) + u'\n' : u"\n"_s;
    for (const Row &row : m_rows)
        text += lineOf(row);
    return text;
}

QString Report::lineOf(const Row &row) const
{
    QString line = row.name.leftJustified(nameWidth);
    QList<double> medians;
    for (const QString &subject : m_subjects) {
        medians.append(median(row.values.value(subject, {0})));
        line += cell(QString::number(medians.last(), 'f', row.decimals));
    }
    if (medians.size() == 2 && medians.last() > 0)
        line += cell(QString::number(medians.first() / medians.last(), 'f', 2));
    return line + u'\n';
}

} // namespace confab::tests
