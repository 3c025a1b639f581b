// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/report.h"

#include "tests/benchmarks/statistics.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QLocale>
#include <QSysInfo>
#include <QThread>

namespace confab::tests {

using namespace Qt::StringLiterals;

namespace {

constexpr int nameWidth = 44;
constexpr int valueWidth = 12;

QString cell(const QString &text)
{
    return text.rightJustified(valueWidth);
}

/// What stands behind `name` in a file of /proc with lines of "name : value".
QString procValue(const QString &file, const QByteArray &name)
{
    QFile lines(file);
    if (!lines.open(QIODevice::ReadOnly))
        return {};
    const QList<QByteArray> all = lines.readAll().split('\n');
    for (const QByteArray &line : all) {
        if (line.startsWith(name))
            return QString::fromUtf8(line.mid(line.indexOf(':') + 1).trimmed());
    }
    return {};
}

Result<Report::Row> readRow(const QJsonObject &json)
{
    Report::Row row{.name = json["name"_L1].toString(),
                    .decimals = json["decimals"_L1].toInt(),
                    .axis = json["axis"_L1].toString(),
                    .at = json["at"_L1].toInteger()};
    const QJsonObject values = json["values"_L1].toObject();
    for (auto it = values.begin(); it != values.end(); ++it) {
        const QJsonArray runs = it.value().toArray();
        for (const QJsonValue &value : runs)
            row.values[it.key()].append(value.toDouble());
    }
    if (row.name.isEmpty() || row.values.isEmpty())
        return Error::invalid(u"figures"_s, u"holds a figure without a name or values"_s);
    return row;
}

QJsonObject writeRow(const Report::Row &row)
{
    QJsonObject values;
    for (auto it = row.values.begin(); it != row.values.end(); ++it) {
        QJsonArray runs;
        for (const double value : it.value())
            runs.append(value);
        values.insert(it.key(), runs);
    }
    QJsonObject json{{"name"_L1, row.name}, {"decimals"_L1, row.decimals}, {"values"_L1, values}};
    if (!row.axis.isEmpty()) {
        json.insert("axis"_L1, row.axis);
        json.insert("at"_L1, row.at);
    }
    return json;
}

} // namespace

QString grouped(double value, int decimals)
{
    return QLocale(QLocale::English).toString(value, 'f', decimals);
}

QJsonObject describeMachine()
{
    return {{"processor"_L1, procValue(u"/proc/cpuinfo"_s, "model name")},
            {"cores"_L1, QThread::idealThreadCount()},
            {"memory"_L1, procValue(u"/proc/meminfo"_s, "MemTotal")},
            {"system"_L1, QSysInfo::prettyProductName()},
            {"kernel"_L1, QSysInfo::kernelVersion()},
            {"finished"_L1, QDateTime::currentDateTimeUtc().toString(Qt::ISODate)}};
}

QString Report::Row::label() const
{
    return axis.isEmpty() ? name : u"%1 (%2 %3)"_s.arg(name, grouped(double(at), 0), axis);
}

std::optional<double> Report::Row::value(const QString &subject) const
{
    const auto found = values.constFind(subject);
    return found == values.constEnd() ? std::nullopt : std::optional(median(*found));
}

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
        if (row.name == figure.name && row.axis == figure.axis && row.at == figure.at)
            return row;
    }
    m_rows.append({figure.name, figure.decimals, figure.axis, figure.at});
    return m_rows.last();
}

void Report::merge(const Report &other)
{
    for (const QString &subject : other.m_subjects) {
        if (!m_subjects.contains(subject))
            m_subjects.append(subject);
    }
    for (const Row &theirs : other.m_rows) {
        Row &ours
            = row({.name = theirs.name, .decimals = theirs.decimals, .axis = theirs.axis, .at = theirs.at});
        for (auto it = theirs.values.begin(); it != theirs.values.end(); ++it)
            ours.values[it.key()] = it.value();
    }
    m_about = other.m_about;
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
    QString line = row.label().leftJustified(nameWidth);
    QList<double> medians;
    for (const QString &subject : m_subjects) {
        const auto value = row.value(subject);
        line += cell(value ? grouped(*value, row.decimals) : u"–"_s);
        if (value)
            medians.append(*value);
    }
    if (medians.size() == 2 && medians.last() > 0)
        line += cell(grouped(medians.first() / medians.last(), 2));
    return line + u'\n';
}

QJsonObject Report::toJson() const
{
    QJsonArray figures;
    for (const Row &row : m_rows)
        figures.append(writeRow(row));
    return {{"about"_L1, m_about},
            {"subjects"_L1, QJsonArray::fromStringList(m_subjects)},
            {"figures"_L1, figures}};
}

Result<Report> Report::fromJson(const QJsonObject &json)
{
    Report report;
    report.m_about = json["about"_L1].toObject();
    const QJsonArray subjects = json["subjects"_L1].toArray();
    for (const QJsonValue &subject : subjects)
        report.m_subjects.append(subject.toString());
    if (report.m_subjects.isEmpty() || report.m_subjects.contains(QString()))
        return Error::invalid(u"subjects"_s, u"names no servers"_s);
    const QJsonArray figures = json["figures"_L1].toArray();
    for (const QJsonValue &figure : figures) {
        auto row = readRow(figure.toObject());
        if (!row)
            return row.error();
        report.m_rows.append(*std::move(row));
    }
    return report;
}

} // namespace confab::tests
