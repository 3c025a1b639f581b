// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

QT_FORWARD_DECLARE_CLASS(QWidget)

namespace confab {

/// Has a screen reader say `text`, which is news in `widget`, whatever is focused.
void announce(QWidget &widget, const QString &text);

} // namespace confab
