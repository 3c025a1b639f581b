// SPDX-License-Identifier: Apache-2.0
#include "client/desktop/linkevents.h"

#include <QFileOpenEvent>

namespace confab {

LinkEvents::LinkEvents(QObject &application)
    : QObject(&application)
{
    application.installEventFilter(this);
}

bool LinkEvents::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FileOpen) {
        if (const QUrl url = static_cast<QFileOpenEvent *>(event)->url(); !url.isLocalFile())
            Q_EMIT opened(url.toString(QUrl::FullyEncoded));
        return true;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace confab
