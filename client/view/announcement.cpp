// SPDX-License-Identifier: Apache-2.0
#include "client/view/announcement.h"

#include <QAccessible>
#include <QWidget>

namespace confab {

void announce(QWidget &widget, const QString &text)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QAccessibleAnnouncementEvent event(&widget, text);
#else
    // There is no word for it yet: what is described otherwise than before, and an alert about it.
    widget.setAccessibleDescription(text);
    QAccessibleEvent event(&widget, QAccessible::Alert);
#endif
    QAccessible::updateAccessibility(&event);
}

} // namespace confab
