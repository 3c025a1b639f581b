// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace confab {

/// What somebody wrote, as a tool tip: Qt would guess whether it is markup, and this is to be read as it is.
[[nodiscard]] inline QString toolTipText(const QString &plain)
{
    if (plain.isEmpty())
        return {};
    return QStringLiteral("<qt>%1</qt>").arg(plain.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")));
}

} // namespace confab
