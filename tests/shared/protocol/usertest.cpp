// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/user.h"

#include "shared/core/limits.h"
#include "tests/shared/protocol/samples.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

class UserTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatItWrites();
    void leavesOutWhatIsNotShared();
    void readsMe();
    void rejectsUser_data();
    void rejectsUser();
    void rejectsMe_data();
    void rejectsMe();
    void takesAPresenceFromTheFutureForNone();
    void namesPresencesAndRoles();
};

void UserTest::readsWhatItWrites()
{
    const auto read = User::fromJson(written(sampleUser()));
    QVERIFY(read);
    QCOMPARE(*read, sampleUser());
}

void UserTest::leavesOutWhatIsNotShared()
{
    const User bare{.id = AccountId(2), .username = u"grace"_s, .displayName = u"Grace"_s};
    QCOMPARE(toJson(bare), R"({"id":"2","username":"grace","displayName":"Grace"})");
    const auto read = User::fromJson(written(bare));
    QVERIFY(read);
    QCOMPARE(*read, bare);
}

void UserTest::readsMe()
{
    const Me me{.user = sampleUser(),
                .role = Role::Owner,
                .sendReadReceipts = false,
                .sharePresence = false,
                .account = AccountChange(3),
                .activeConversation = ConversationId(7)};
    const QJsonObject json = written(me);
    QCOMPARE(json[u"username"_s].toString(), u"grace"_s); // its fields stand beside the others
    const auto read = Me::fromJson(json);
    QVERIFY(read);
    QCOMPARE(read->user, me.user);
    QCOMPARE(read->role, me.role);
    QCOMPARE(read->sendReadReceipts, me.sendReadReceipts);
    QCOMPARE(read->sharePresence, me.sharePresence);
    QCOMPARE(read->account, me.account);
    QCOMPARE(read->activeConversation, me.activeConversation);
}

void UserTest::rejectsUser_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QJsonValue>("value");

    for (const auto &field : {u"id"_s, u"username"_s, u"displayName"_s}) {
        QTest::newRow(qPrintable(field + " is missing"_L1)) << field << QJsonValue(QJsonValue::Undefined);
        QTest::newRow(qPrintable(field + " is null"_L1)) << field << QJsonValue();
        QTest::newRow(qPrintable(field + " is a number"_L1)) << field << QJsonValue(7);
    }
    QTest::newRow("username is too long")
        << u"username"_s << QJsonValue(QString(Limits::usernameMax + 1, u'x'));
    QTest::newRow("displayName is too long")
        << u"displayName"_s << QJsonValue(QString(Limits::displayName + 1, u'x'));
    QTest::newRow("status is too long") << u"status"_s << QJsonValue(QString(Limits::status + 1, u'x'));
    QTest::newRow("presence is a number") << u"presence"_s << QJsonValue(1);
    QTest::newRow("lastSeenAt is no time") << u"lastSeenAt"_s << QJsonValue(u"noon"_s);
}

void UserTest::rejectsUser()
{
    QFETCH(QString, field);
    QFETCH(QJsonValue, value);
    QJsonObject json = written(sampleUser());
    json[field] = value;
    const auto read = User::fromJson(json);
    QVERIFY(!read);
    QCOMPARE(read.error().field, field);
}

void UserTest::rejectsMe_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QJsonValue>("value");

    QTest::newRow("username is missing") << u"username"_s << QJsonValue(QJsonValue::Undefined);
    QTest::newRow("role is missing") << u"role"_s << QJsonValue(QJsonValue::Undefined);
    QTest::newRow("sendReadReceipts is missing")
        << u"sendReadReceipts"_s << QJsonValue(QJsonValue::Undefined);
    QTest::newRow("sharePresence is a text") << u"sharePresence"_s << QJsonValue(u"true"_s);
    QTest::newRow("account is negative") << u"account"_s << QJsonValue(-1);
    QTest::newRow("activeConversation is a number") << u"activeConversation"_s << QJsonValue(7);
}

void UserTest::rejectsMe()
{
    QFETCH(QString, field);
    QFETCH(QJsonValue, value);
    QJsonObject json = written(Me{.user = sampleUser()});
    json[field] = value;
    const auto read = Me::fromJson(json);
    QVERIFY(!read);
    QCOMPARE(read.error().field, field);
}

void UserTest::takesAPresenceFromTheFutureForNone()
{
    QJsonObject json = written(sampleUser());
    json[u"presence"_s] = u"dreaming"_s;
    const auto read = User::fromJson(json);
    QVERIFY(read);
    QVERIFY(!read->presence);
}

void UserTest::namesPresencesAndRoles()
{
    for (const Presence presence : {Presence::Offline, Presence::Away, Presence::Online})
        QCOMPARE(presenceFromName(QString(toName(presence))), std::optional(presence));
    for (const Role role : {Role::User, Role::Admin, Role::Owner})
        QCOMPARE(roleFromName(QString(toName(role))), std::optional(role));
    QVERIFY(!presenceFromName(u"Online"));
    QVERIFY(!roleFromName(u"root"));
}

CONFAB_TEST(UserTest)
#include "usertest.moc"
