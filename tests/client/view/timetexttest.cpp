// SPDX-License-Identifier: Apache-2.0
#include "client/view/timetext.h"
#include "client/desktop/languages.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace confab;

class TimeTextTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTranslations(*qApp, QLocale(QLocale::English)); }
    void saysWhen_data();
    void saysWhen();
    void namesDays_data();
    void namesDays();
    void saysWhenSomeoneWasSeen_data();
    void saysWhenSomeoneWasSeen();
    void clockHasNoSeconds();

private:
    // A Saturday.
    const QDateTime m_now{QDate(2026, 11, 21), QTime(15, 0)};
    const TimeText m_text{m_now, QLocale(QLocale::English, QLocale::UnitedKingdom)};
};

void TimeTextTest::saysWhen_data()
{
    QTest::addColumn<QDateTime>("when");
    QTest::addColumn<QString>("expected");

    QTest::newRow("today") << QDateTime(QDate(2026, 11, 21), QTime(9, 41)) << u"09:41"_s;
    QTest::newRow("just after midnight") << QDateTime(QDate(2026, 11, 21), QTime(0, 0)) << u"00:00"_s;
    QTest::newRow("yesterday") << QDateTime(QDate(2026, 11, 20), QTime(23, 59)) << u"Fri"_s;
    QTest::newRow("six days ago") << QDateTime(QDate(2026, 11, 15), QTime(9, 0)) << u"Sun"_s;
    QTest::newRow("a week ago") << QDateTime(QDate(2026, 11, 14), QTime(9, 0)) << u"14/11/2026"_s;
    QTest::newRow("a clock that is ahead") << QDateTime(QDate(2026, 11, 22), QTime(1, 0)) << u"01:00"_s;
}

void TimeTextTest::saysWhen()
{
    QFETCH(QDateTime, when);
    QTEST(m_text.brief(when.toUTC()), "expected");
}

void TimeTextTest::namesDays_data()
{
    QTest::addColumn<QDate>("day");
    QTest::addColumn<QString>("expected");

    QTest::newRow("today") << QDate(2026, 11, 21) << u"Today"_s;
    QTest::newRow("yesterday") << QDate(2026, 11, 20) << u"Yesterday"_s;
    QTest::newRow("this week") << QDate(2026, 11, 17) << u"Tuesday"_s;
    QTest::newRow("before") << QDate(2026, 11, 3) << u"Tuesday, 3 November 2026"_s;
}

void TimeTextTest::namesDays()
{
    QFETCH(QDate, day);
    QTEST(m_text.day(day), "expected");
}

void TimeTextTest::saysWhenSomeoneWasSeen_data()
{
    QTest::addColumn<int>("secondsAgo");
    QTest::addColumn<QString>("expected");

    QTest::newRow("now") << 5 << u"last seen just now"_s;
    QTest::newRow("a minute") << 60 << u"last seen 1 minute ago"_s;
    QTest::newRow("minutes") << 125 << u"last seen 2 minutes ago"_s;
    QTest::newRow("today") << 2 * 3600 << u"last seen at 13:00"_s;
    QTest::newRow("yesterday") << 24 * 3600 << u"last seen yesterday at 15:00"_s;
    QTest::newRow("long ago") << 20 * 24 * 3600 << u"last seen on 01/11/2026"_s;
}

void TimeTextTest::saysWhenSomeoneWasSeen()
{
    QFETCH(int, secondsAgo);
    QTEST(m_text.lastSeen(m_now.addSecs(-secondsAgo)), "expected");
    QCOMPARE(m_text.presence(Presence::Online, m_now), u"online"_s);
    QCOMPARE(m_text.presence(std::nullopt, QDateTime()), QString());
}

void TimeTextTest::clockHasNoSeconds()
{
    QCOMPARE(TimeText(m_now, QLocale::c()).clock(m_now), u"15:00"_s);
    QVERIFY(
        TimeText(m_now, QLocale(QLocale::English, QLocale::UnitedStates)).clock(m_now).contains(u"3:00"_s));
}

CONFAB_TEST(TimeTextTest)
#include "timetexttest.moc"
