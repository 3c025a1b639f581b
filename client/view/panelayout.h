// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

QT_FORWARD_DECLARE_CLASS(QLayout)
QT_FORWARD_DECLARE_CLASS(QWidget)

namespace confab {

/// Lays out a pane of details: above, at the far end, what closes it; below, in the middle and scrolled where
/// there is too little room, what `column` holds.
void layOutPane(QWidget &pane, QWidget &close, QLayout *column);

} // namespace confab
