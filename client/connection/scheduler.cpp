// SPDX-License-Identifier: Apache-2.0
#include "client/connection/scheduler.h"

#include <QTimer>

namespace confab {

void SystemScheduler::after(std::chrono::milliseconds delay, QObject *context, std::function<void()> call)
{
    QTimer::singleShot(delay, context, std::move(call));
}

} // namespace confab
