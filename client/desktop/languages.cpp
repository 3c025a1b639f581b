// SPDX-License-Identifier: Apache-2.0
#include "client/desktop/languages.h"

#include "shared/core/logging.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

using namespace Qt::StringLiterals;

namespace confab {

void installTranslations(QCoreApplication &application, const QLocale &locale)
{
    // Qt's own words: buttons, shortcuts' names, file dialogs.
    auto *qt = new QTranslator(&application);
    if (qt->load(locale, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(qt);
    auto *own = new QTranslator(&application);
    if (own->load(locale, u"confab"_s, u"_"_s, u":/i18n"_s) || own->load(u":/i18n/confab_en.qm"_s))
        QCoreApplication::installTranslator(own);
    else
        qCWarning(lcDesktop) << "No translations in this build";
}

} // namespace confab
