// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/capacityinputs.h"

#include <QStringList>

namespace confab::tests {

using namespace Qt::StringLiterals;

const QStringList &CapacityInputs::names()
{
    static const QStringList names{// what people do
                                   u"messages a day"_s, u"peak factor"_s, u"connected share"_s, u"devices"_s,
                                   u"marks a message"_s, u"pages a day"_s,
                                   // what was measured
                                   u"embedded message µs"_s, u"embedded commit µs"_s, u"node message µs"_s,
                                   u"database message µs"_s, u"database commit µs"_s, u"bus event µs"_s,
                                   u"page µs"_s, u"socket KiB"_s, u"node MiB"_s, u"message bytes"_s,
                                   // what machines there are, and how full they may be
                                   u"node cores"_s, u"node sockets"_s, u"database cores"_s, u"database TB"_s,
                                   u"years kept"_s, u"copies"_s, u"use"_s};
    return names;
}

Result<CapacityInputs> CapacityInputs::fromMarkdown(const QString &table)
{
    CapacityInputs inputs;
    const QStringList lines = table.sliced(std::max<qsizetype>(0, table.indexOf("|---"_L1))).split(u'\n');
    for (const QString &line : lines) {
        const QStringList cells = line.split(u'|');
        const QString name = cells.value(1).trimmed();
        if (cells.size() < 4 || name.isEmpty() || name.startsWith("---"_L1))
            continue; // what is below the heading and around the table
        if (!names().contains(name) || inputs.m_values.contains(name))
            return Error::invalid(name, u"is unknown, or there twice"_s);
        bool isNumber = false;
        const double value = cells.at(2).trimmed().remove(u',').toDouble(&isNumber);
        if (!isNumber || !(value > 0))
            return Error::invalid(name, u"is no number above 0"_s);
        inputs.set(name, value);
    }
    for (const QString &name : names()) {
        if (!inputs.m_values.contains(name))
            return Error::invalid(name, u"is missing"_s);
    }
    return inputs;
}

} // namespace confab::tests
