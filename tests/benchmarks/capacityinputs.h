// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"

#include <QMap>
#include <QString>

namespace confab::tests {

/// The numbers that a capacity is reckoned from: what people do, what was measured, what machines there are.
///
/// They stand in a table of server/SCALING.md, `| name | value | … |`, so that there is one place to refill.
class CapacityInputs final {
public:
    /// An error names what is missing, unknown, twice there or no positive number.
    [[nodiscard]] static Result<CapacityInputs> fromMarkdown(const QString &table);
    [[nodiscard]] static const QStringList &names();

    /// `name` is one of names().
    [[nodiscard]] double operator[](const QString &name) const { return m_values.value(name); }
    void set(const QString &name, double value) { m_values.insert(name, value); }

private:
    QMap<QString, double> m_values;
};

} // namespace confab::tests
