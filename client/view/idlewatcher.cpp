// SPDX-License-Identifier: Apache-2.0
#include "client/view/idlewatcher.h"

#include <QCoreApplication>
#include <QEvent>

namespace confab {

IdleWatcher::IdleWatcher(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::CoarseTimer);
    connect(&m_timer, &QTimer::timeout, this, [this] { setActive(false); });
    setPatience(awayAfter);
    QCoreApplication::instance()->installEventFilter(this);
}

void IdleWatcher::setPatience(std::chrono::milliseconds patience)
{
    m_timer.start(patience);
}

bool IdleWatcher::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
    case QEvent::TabletPress:
    case QEvent::WindowActivate:
        noteInput();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void IdleWatcher::noteInput()
{
    m_timer.start();
    setActive(true);
}

void IdleWatcher::setActive(bool active)
{
    if (std::exchange(m_isActive, active) != active)
        Q_EMIT activeChanged(active);
}

} // namespace confab
