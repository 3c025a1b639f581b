// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

namespace confab::tests {

/// One thing that was measured once. Those of a curve also say where on it they stand.
struct Figure {
    QString name; ///< with its unit: "chat, /s"
    double value = 0;
    int decimals = 0;
    QString axis = {}; ///< what grows along the curve: "users" or "stored"; empty outside of one
    qint64 at = 0;
};
using Figures = QList<Figure>;

} // namespace confab::tests
