// SPDX-License-Identifier: Apache-2.0
#include "client/connection/pendingrequests.h"
#include "client/connection/networkerror.h"
#include "shared/core/limits.h"
#include "tests/client/connection/faketime.h"

#include "tests/support/testcase.h"

namespace confab::tests {

using namespace Qt::StringLiterals;

class PendingRequestsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersTheOneWithTheRef();
    void anUnknownRefFindsNobody();
    void timesOutOnce();
    void aLateAnswerFindsNobody();
    void isFullAtTheLimit();
    void failsAllInOrder();
    void whoAsksAgainWhileAllFailIsLeftAlone();
};

void PendingRequestsTest::answersTheOneWithTheRef()
{
    FakeTime time;
    PendingRequests pending(time);
    QStringList answers;
    (void)pending.add([&](Result<QJsonObject>) { answers.append(u"first"_s); });
    const QString second
        = pending.add([&](Result<QJsonObject> json) { answers.append(json->value("x"_L1).toString()); });
    QVERIFY(pending.resolve(second, QJsonObject{{u"x"_s, u"second"_s}}));
    QCOMPARE(answers, QStringList{u"second"_s});
}

void PendingRequestsTest::anUnknownRefFindsNobody()
{
    FakeTime time;
    PendingRequests pending(time);
    QVERIFY(!pending.resolve(u"7"_s, QJsonObject()));
}

void PendingRequestsTest::timesOutOnce()
{
    FakeTime time;
    PendingRequests pending(time);
    int answers = 0;
    (void)pending.add([&](Result<QJsonObject> json) {
        ++answers;
        QVERIFY(!json);
        QVERIFY(isNetworkError(json.error()));
    });
    time.advance(PendingRequests::timeout - std::chrono::milliseconds(1));
    QCOMPARE(answers, 0);
    time.advance(std::chrono::minutes(5));
    QCOMPARE(answers, 1);
}

void PendingRequestsTest::aLateAnswerFindsNobody()
{
    FakeTime time;
    PendingRequests pending(time);
    int answers = 0;
    const QString ref = pending.add([&](Result<QJsonObject>) { ++answers; });
    time.advance(PendingRequests::timeout);
    QVERIFY(!pending.resolve(ref, QJsonObject()));
    QCOMPARE(answers, 1);
}

void PendingRequestsTest::isFullAtTheLimit()
{
    FakeTime time;
    PendingRequests pending(time);
    QString last;
    for (int i = 0; i < Limits::unanswered; ++i) {
        QVERIFY(!pending.isFull());
        last = pending.add([](Result<QJsonObject>) {});
    }
    QVERIFY(pending.isFull());
    QVERIFY(pending.resolve(last, QJsonObject()));
    QVERIFY(!pending.isFull());
}

void PendingRequestsTest::failsAllInOrder()
{
    FakeTime time;
    PendingRequests pending(time);
    QList<int> order;
    for (int i = 0; i < 12; ++i)
        (void)pending.add([&order, i](Result<QJsonObject> json) {
            QVERIFY(!json);
            order.append(i);
        });
    pending.failAll(networkError(u"cut"_s));
    QCOMPARE(order, (QList<int>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}));
}

void PendingRequestsTest::whoAsksAgainWhileAllFailIsLeftAlone()
{
    FakeTime time;
    PendingRequests pending(time);
    int again = 0;
    (void)pending.add([&](Result<QJsonObject>) { (void)pending.add([&](Result<QJsonObject>) { ++again; }); });
    pending.failAll(networkError(u"cut"_s));
    QCOMPARE(again, 0);
}

} // namespace confab::tests

using confab::tests::PendingRequestsTest;
CONFAB_TEST(PendingRequestsTest)
#include "pendingrequeststest.moc"
