// SPDX-License-Identifier: Apache-2.0
#include "client/view/idlewatcher.h"

#include "tests/support/testcase.h"

#include <QWidget>

using namespace confab;
using namespace std::chrono_literals;

class IdleWatcherTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goesAwayWhenNothingIsTouched()
    {
        IdleWatcher watcher;
        QSignalSpy changes(&watcher, &IdleWatcher::activeChanged);
        QVERIFY(watcher.isActive());
        watcher.setPatience(20ms);
        QTRY_COMPARE(changes.size(), 1);
        QVERIFY(!watcher.isActive());
    }

    void comesBackWithInput_data()
    {
        QTest::addColumn<QEvent::Type>("type");
        QTest::addColumn<bool>("isInput");
        QTest::newRow("a key") << QEvent::KeyPress << true;
        QTest::newRow("a click") << QEvent::MouseButtonPress << true;
        QTest::newRow("the mouse over a window") << QEvent::MouseMove << true;
        QTest::newRow("the wheel") << QEvent::Wheel << true;
        QTest::newRow("a finger") << QEvent::TouchBegin << true;
        QTest::newRow("a window that is looked at") << QEvent::WindowActivate << true;
        QTest::newRow("a repaint is none") << QEvent::UpdateRequest << false;
        QTest::newRow("a window that is left is none") << QEvent::WindowDeactivate << false;
    }
    void comesBackWithInput()
    {
        QFETCH(QEvent::Type, type);
        QFETCH(bool, isInput);
        IdleWatcher watcher;
        watcher.setPatience(1ms);
        QTRY_VERIFY(!watcher.isActive());
        watcher.setPatience(IdleWatcher::awayAfter);
        QObject window; // an event filter sees the event before anything would read what it is
        QEvent event(type);
        QCoreApplication::sendEvent(&window, &event);
        QCOMPARE(watcher.isActive(), isInput);
    }
};

CONFAB_TEST(IdleWatcherTest)
#include "idlewatchertest.moc"
