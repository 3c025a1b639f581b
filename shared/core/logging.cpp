// SPDX-License-Identifier: Apache-2.0
#include "shared/core/logging.h"

namespace confab {

Q_LOGGING_CATEGORY(lcApp, "confab.app", QtInfoMsg)
Q_LOGGING_CATEGORY(lcNet, "confab.net", QtInfoMsg)
Q_LOGGING_CATEGORY(lcApi, "confab.api", QtInfoMsg)
Q_LOGGING_CATEGORY(lcDomain, "confab.domain", QtInfoMsg)
Q_LOGGING_CATEGORY(lcStorage, "confab.storage", QtInfoMsg)
Q_LOGGING_CATEGORY(lcBus, "confab.bus", QtInfoMsg)
Q_LOGGING_CATEGORY(lcConnection, "confab.connection", QtInfoMsg)
Q_LOGGING_CATEGORY(lcSync, "confab.sync", QtInfoMsg)
Q_LOGGING_CATEGORY(lcView, "confab.view", QtInfoMsg)
Q_LOGGING_CATEGORY(lcDesktop, "confab.desktop", QtInfoMsg)

} // namespace confab
