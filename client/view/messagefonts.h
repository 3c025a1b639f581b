// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFont>

namespace confab {

/// The fonts of a message, all relative to one.
struct MessageFonts {
    QFont body;
    QFont caption;
    QFont name;
    QFont code;
    QFont large;
    QFont chip; ///< the emoji of reactions, in colour

    [[nodiscard]] static MessageFonts from(const QFont &font);
};

} // namespace confab
