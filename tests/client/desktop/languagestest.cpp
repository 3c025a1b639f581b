// SPDX-License-Identifier: Apache-2.0
#include "client/desktop/languages.h"
#include "tests/support/testcase.h"

#include <QTranslator>

using namespace Qt::StringLiterals;
using namespace confab;

class LanguagesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void speaks_data();
    void speaks();
};

void LanguagesTest::speaks_data()
{
    QTest::addColumn<QLocale>("locale");
    QTest::addColumn<int>("count");
    QTest::addColumn<QString>("expected");

    const QLocale english(QLocale::English, QLocale::UnitedKingdom);
    const QLocale german(QLocale::German, QLocale::Austria);
    QTest::newRow("one in English") << english << 1 << u"1 unread message"_s;
    QTest::newRow("two in English") << english << 2 << u"2 unread messages"_s;
    QTest::newRow("one in German") << german << 1 << u"1 ungelesene Nachricht"_s;
    QTest::newRow("two in German") << german << 2 << u"2 ungelesene Nachrichten"_s;
    QTest::newRow("a language that is not there") << QLocale(QLocale::Finnish) << 2 << u"2 unread messages"_s;
    QTest::newRow("no language") << QLocale::c() << 2 << u"2 unread messages"_s;
}

void LanguagesTest::speaks()
{
    QFETCH(QLocale, locale);
    QFETCH(int, count);
    installTranslations(*qApp, locale);
    QTEST(QCoreApplication::translate("confab::SidebarRow", "%n unread message(s)", nullptr, count),
          "expected");
    const auto installed = qApp->findChildren<QTranslator *>();
    for (QTranslator *translator : installed)
        delete translator;
}

CONFAB_TEST(LanguagesTest)
#include "languagestest.moc"
