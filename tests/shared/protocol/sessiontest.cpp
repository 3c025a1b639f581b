// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/session.h"

#include "tests/shared/protocol/samples.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

class SessionTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsSession();
    void readsSummary();
    void readsLogin();
    void leavesOutRecoveryCodesOfALogin();
    void rejects_data();
    void rejects();
};

namespace {

Session sampleSession()
{
    return {.id = SessionId(31),
            .accessToken = u"a.b.c"_s,
            .expiresAt = sampleTime(15),
            .refreshToken = u"refresh"_s,
            .device = u"Ada's \"laptop\""_s};
}

} // namespace

void SessionTest::readsSession()
{
    const Session session = sampleSession();
    const auto read = Session::fromJson(written(session));
    QVERIFY(read);
    QCOMPARE(read->id, session.id);
    QCOMPARE(read->accessToken, session.accessToken);
    QCOMPARE(read->expiresAt, session.expiresAt);
    QCOMPARE(read->refreshToken, session.refreshToken);
    QCOMPARE(read->device, session.device);
}

void SessionTest::readsSummary()
{
    const SessionSummary summary{.id = SessionId(31),
                                 .device = u"phone"_s,
                                 .createdAt = sampleTime(),
                                 .lastUsedAt = sampleTime(90),
                                 .current = true};
    const auto read = SessionSummary::fromJson(written(summary));
    QVERIFY(read);
    QCOMPARE(read->id, summary.id);
    QCOMPARE(read->device, summary.device);
    QCOMPARE(read->createdAt, summary.createdAt);
    QCOMPARE(read->lastUsedAt, summary.lastUsedAt);
    QCOMPARE(read->current, summary.current);
}

void SessionTest::readsLogin()
{
    const LoggedIn answer{
        .user = sampleUser(), .session = sampleSession(), .recoveryCodes = {u"A"_s, u"B"_s}};
    const auto read = LoggedIn::fromJson(written(answer));
    QVERIFY(read);
    QCOMPARE(read->user, answer.user);
    QCOMPARE(read->session.id, answer.session.id);
    QCOMPARE(read->recoveryCodes, answer.recoveryCodes);
}

void SessionTest::leavesOutRecoveryCodesOfALogin()
{
    const QJsonObject json = written(LoggedIn{.user = sampleUser(), .session = sampleSession()});
    QVERIFY(!json.contains(u"recoveryCodes"_s));
    const auto read = LoggedIn::fromJson(json);
    QVERIFY(read);
    QVERIFY(read->recoveryCodes.isEmpty());
}

void SessionTest::rejects_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QJsonValue>("value");

    for (const auto &field : {u"id"_s, u"accessToken"_s, u"expiresAt"_s, u"refreshToken"_s, u"device"_s}) {
        QTest::newRow(qPrintable(field + " is missing"_L1)) << field << QJsonValue(QJsonValue::Undefined);
        QTest::newRow(qPrintable(field + " is a number"_L1)) << field << QJsonValue(7);
    }
    QTest::newRow("accessToken is too long") << u"accessToken"_s << QJsonValue(QString(4097, u'x'));
    QTest::newRow("expiresAt is no time") << u"expiresAt"_s << QJsonValue(u"noon"_s);
}

void SessionTest::rejects()
{
    QFETCH(QString, field);
    QFETCH(QJsonValue, value);
    QJsonObject json = written(sampleSession());
    json[field] = value;
    const auto read = Session::fromJson(json);
    QVERIFY(!read);
    QCOMPARE(read.error().field, field);
}

CONFAB_TEST(SessionTest)
#include "sessiontest.moc"
