// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>

namespace confab {

/// The colours of one appearance, by what they are for. Views name a token, never a colour.
struct Colors {
    QColor window; ///< the ground of the conversation
    QColor sidebar;
    QColor raised; ///< fields, menus, cards
    QColor text;
    QColor secondary; ///< text that steps back: times, previews, hints
    QColor disabled;
    QColor separator;
    QColor accent;
    QColor onAccent; ///< text and icons on `accent`
    QColor accentTint; ///< own bubbles, the selected row
    QColor bubble; ///< the bubbles of others
    QColor online;
    QColor away;
    QColor danger;
    QColor warning;
};

[[nodiscard]] const Colors &lightColors();
[[nodiscard]] const Colors &darkColors();

/// The contrast of two opaque colours as WCAG 2.2 defines it, from 1 to 21.
[[nodiscard]] double contrast(const QColor &one, const QColor &other);

/// `amount` of `over` laid on `ground`, as an opaque colour.
[[nodiscard]] QColor mixed(const QColor &ground, const QColor &over, double amount);

} // namespace confab
