// SPDX-License-Identifier: Apache-2.0
#include "client/view/theme.h"
#include "client/view/colors.h"
#include "client/view/stylesheet.h"
#include "tests/support/testcase.h"

#include <QApplication>

using namespace Qt::StringLiterals;
using namespace confab;

class ThemeTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void computesContrast();
    void textCanBeRead_data();
    void textCanBeRead();
    void styleSheetHasNoTokenLeft();
    void switchesLive();
    void knowsItsNames();
};

void ThemeTest::computesContrast()
{
    QVERIFY(qAbs(contrast(Qt::black, Qt::white) - 21.0) < 0.01);
    QVERIFY(qAbs(contrast(Qt::red, Qt::red) - 1.0) < 0.01);
    QCOMPARE(contrast(Qt::black, Qt::red), contrast(Qt::red, Qt::black));
}

void ThemeTest::textCanBeRead_data()
{
    QTest::addColumn<QColor>("text");
    QTest::addColumn<QColor>("ground");

    for (const auto &[name, colors] : {std::pair{"light", lightColors()}, std::pair{"dark", darkColors()}}) {
        const std::pair<const char *, QColor> grounds[] = {{"window", colors.window},
                                                           {"sidebar", colors.sidebar},
                                                           {"raised", colors.raised},
                                                           {"bubble", colors.bubble},
                                                           {"own bubble", colors.accentTint}};
        const std::pair<const char *, QColor> texts[]
            = {{"text", colors.text}, {"secondary", colors.secondary}, {"accent", colors.accent}};
        for (const auto &[ground, groundColor] : grounds) {
            for (const auto &[text, textColor] : texts)
                QTest::addRow("%s: %s on %s", name, text, ground) << textColor << groundColor;
        }
        QTest::addRow("%s: on accent", name) << colors.onAccent << colors.accent;
        QTest::addRow("%s: danger on window", name) << colors.danger << colors.window;
        QTest::addRow("%s: danger on sidebar", name) << colors.danger << colors.sidebar;
        QTest::addRow("%s: muted badge", name) << colors.window << colors.secondary;
        QTest::addRow("%s: offline bar", name) << colors.text << mixed(colors.window, colors.warning, 0.12);
        QTest::addRow("%s: offline bar's button", name)
            << colors.accent << mixed(colors.window, colors.warning, 0.12);
        QTest::addRow("%s: code", name) << colors.text << mixed(colors.accentTint, colors.text, 0.07);
    }
}

void ThemeTest::textCanBeRead()
{
    QFETCH(QColor, text);
    QFETCH(QColor, ground);
    const double ratio = contrast(text, ground);
    QVERIFY2(ratio >= 4.5, qPrintable(u"%1 on %2: %3"_s.arg(text.name(), ground.name()).arg(ratio)));
}

void ThemeTest::styleSheetHasNoTokenLeft()
{
    const QString sheet = styleSheet(darkColors());
    QVERIFY(sheet.contains(darkColors().accent.name()));
    QVERIFY(!sheet.contains(u'@'));
}

void ThemeTest::switchesLive()
{
    Theme theme(*qApp);
    QSignalSpy changed(&theme, &Theme::changed);
    theme.setScheme(Theme::Scheme::Dark);
    QCOMPARE(qApp->palette().color(QPalette::Window), darkColors().window);
    QCOMPARE(theme.colors().text, darkColors().text);
    theme.setScheme(Theme::Scheme::Light);
    QCOMPARE(qApp->palette().color(QPalette::Window), lightColors().window);
    QCOMPARE(changed.count(), 2);
    theme.setScheme(Theme::Scheme::Light);
    QCOMPARE(changed.count(), 2);
}

void ThemeTest::knowsItsNames()
{
    for (const auto scheme : {Theme::Scheme::System, Theme::Scheme::Light, Theme::Scheme::Dark})
        QCOMPARE(Theme::schemeFromName(QString(Theme::nameOf(scheme))), scheme);
    QVERIFY(!Theme::schemeFromName(u"pink"_s));
}

CONFAB_TEST(ThemeTest)
#include "themetest.moc"
