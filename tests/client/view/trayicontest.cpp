// SPDX-License-Identifier: Apache-2.0
#include "client/view/trayicon.h"
#include "client/view/preferences.h"
#include "client/view/theme.h"
#include "tests/client/connection/faketime.h"
#include "tests/support/testcase.h"

#include <QApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace confab;

class TrayIconTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void opensAndQuits();
    void isQuietForAnHour();
    void isQuietUntilItIsTurnedOn();
    void isMarkedWhenSomethingIsUnread();
};

namespace {

struct Fixture {
    QTemporaryDir directory;
    Theme theme{*qApp};
    Preferences preferences{directory.path()};
    tests::FakeTime time;
    TrayIcon tray{preferences, theme, time};

    /// Clicks the entry of the menu that has `part` in it.
    bool choose(const QString &part)
    {
        Q_EMIT tray.menu().aboutToShow();
        const auto actions = tray.menu().actions();
        for (QAction *action : actions) {
            if (action->text().contains(part)) {
                action->trigger();
                return true;
            }
        }
        return false;
    }
};

} // namespace

void TrayIconTest::opensAndQuits()
{
    Fixture f;
    QSignalSpy opened(&f.tray, &TrayIcon::openRequested);
    QSignalSpy quit(&f.tray, &TrayIcon::quitRequested);
    QVERIFY(f.choose(u"Open"_s));
    QCOMPARE(opened.size(), 1);
    QVERIFY(f.choose(u"Quit"_s));
    QCOMPARE(quit.size(), 1);
}

void TrayIconTest::isQuietForAnHour()
{
    Fixture f;
    QVERIFY(f.choose(u"1 hour"_s));
    QCOMPARE(f.preferences.quietUntil(), std::optional(f.time.now() + 1h));
    QVERIFY(!f.choose(u"1 hour"_s));
    f.time.advance(1h);
    QVERIFY(f.choose(u"1 hour"_s));
}

void TrayIconTest::isQuietUntilItIsTurnedOn()
{
    Fixture f;
    QVERIFY(f.choose(u"until I turn"_s));
    f.time.advance(10'000h);
    QVERIFY(*f.preferences.quietUntil() > f.time.now());
    QVERIFY(f.choose(u"again"_s));
    QVERIFY(!f.preferences.quietUntil());
}

void TrayIconTest::isMarkedWhenSomethingIsUnread()
{
    Fixture f;
    const auto picture = [&](int unread) { return f.tray.drawn(unread).pixmap(64, 64).toImage(); };
    QVERIFY(picture(0) != picture(1));
    QCOMPARE(picture(1), picture(7));
    f.tray.setUnread(3);
    QVERIFY(f.tray.icon().toolTip().contains(u'3'));
    f.tray.setUnread(0);
    QVERIFY(!f.tray.icon().toolTip().contains(u'3'));
}

CONFAB_TEST(TrayIconTest)
#include "trayicontest.moc"
