// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLoggingCategory>

/// Every logging category of the project. Switched by QT_LOGGING_RULES, for example
/// `confab.storage.debug=true`. Nothing secret is ever logged: no password, token, code or message text.
namespace confab {

Q_DECLARE_LOGGING_CATEGORY(lcApp)
Q_DECLARE_LOGGING_CATEGORY(lcNet)
Q_DECLARE_LOGGING_CATEGORY(lcApi)
Q_DECLARE_LOGGING_CATEGORY(lcDomain)
Q_DECLARE_LOGGING_CATEGORY(lcStorage)
Q_DECLARE_LOGGING_CATEGORY(lcBus)
Q_DECLARE_LOGGING_CATEGORY(lcConnection)
Q_DECLARE_LOGGING_CATEGORY(lcSync)
Q_DECLARE_LOGGING_CATEGORY(lcView)
Q_DECLARE_LOGGING_CATEGORY(lcDesktop)

} // namespace confab
