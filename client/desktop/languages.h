// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

QT_FORWARD_DECLARE_CLASS(QCoreApplication)
QT_FORWARD_DECLARE_CLASS(QLocale)

namespace confab {

/// Makes the application speak `locale`'s language where Confab has it, else English; its plurals come from a
/// translation in English too. Called once, before the first window.
void installTranslations(QCoreApplication &application, const QLocale &locale);

} // namespace confab
