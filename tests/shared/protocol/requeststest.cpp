// SPDX-License-Identifier: Apache-2.0
#include "shared/core/limits.h"
#include "shared/protocol/accountrequests.h"
#include "shared/protocol/conversationrequests.h"
#include "shared/protocol/invite.h"
#include "tests/shared/protocol/samples.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

/// What the bodies of the calls become when they are read, and that they are read as they are written.
class RequestsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsRegistration();
    void readsLogin();
    void trimsWhatPeopleSee();
    void keepsPasswordsAsTheyAre();
    void readsTheOtherAccountRequests();
    void leavesOutWhatIsNotNamed();
    void readsUpdateOfMe();
    void readsCreateConversation();
    void readsMuted_data();
    void readsMuted();
    void readsOwnState();
    void readsMessage();
    void trimsMessages();
    void countsMessagesAfterTrimming();
    void readsMark();
};

void RequestsTest::readsRegistration()
{
    const RegisterRequest request{.username = u"ada"_s,
                                  .password = u"correct \"horse\" 😀"_s,
                                  .displayName = u"Ada Lovelace"_s,
                                  .invite = u"CODE"_s,
                                  .device = u"Ada's laptop"_s};
    const auto read = RegisterRequest::fromJson(written(request));
    QVERIFY(read);
    QCOMPARE(read->username, request.username);
    QCOMPARE(read->password, request.password);
    QCOMPARE(read->displayName, request.displayName);
    QCOMPARE(read->invite, request.invite);
    QCOMPARE(read->device, request.device);
}

void RequestsTest::readsLogin()
{
    const auto read = LoginRequest::fromJson(
        written(LoginRequest{.username = u"ada"_s, .password = u"x"_s, .device = u"phone"_s}));
    QVERIFY(read);
    QCOMPARE(read->username, u"ada"_s);
    QCOMPARE(read->password, u"x"_s);
    QCOMPARE(read->device, std::optional(u"phone"_s));
}

void RequestsTest::trimsWhatPeopleSee()
{
    const auto read = RegisterRequest::fromJson(written(RegisterRequest{.username = u"ada"_s,
                                                                        .password = u"12345678"_s,
                                                                        .displayName = u" Ada "_s,
                                                                        .device = u" laptop\n"_s}));
    QVERIFY(read);
    QCOMPARE(read->displayName, std::optional(u"Ada"_s));
    QCOMPARE(read->device, std::optional(u"laptop"_s));
}

void RequestsTest::keepsPasswordsAsTheyAre()
{
    const auto read = RegisterRequest::fromJson(
        written(RegisterRequest{.username = u"ada"_s, .password = u"  12345\u0301 "_s}));
    QVERIFY(read);
    QCOMPARE(read->password, u"  12345\u0301 "_s);
}

void RequestsTest::readsTheOtherAccountRequests()
{
    QCOMPARE(RefreshRequest::fromJson(written(RefreshRequest{u"token"_s}))->refreshToken, u"token"_s);
    QCOMPARE(RecoveryCodesRequest::fromJson(written(RecoveryCodesRequest{u"secret"_s}))->password,
             u"secret"_s);
    QCOMPARE(RecoveryCodes::fromJson(written(RecoveryCodes{{u"a"_s, u"b"_s}}))->recoveryCodes,
             QStringList({u"a"_s, u"b"_s}));

    const Invite invite{.code = u"CODE"_s, .expiresAt = Timestamp(std::chrono::seconds(5)), .usesLeft = 2};
    QCOMPARE(*Invite::fromJson(written(invite)), invite);
    QCOMPARE(*Invite::fromJson(written(Invite{.code = u"CODE"_s})), Invite{.code = u"CODE"_s});

    const auto reset = PasswordResetRequest::fromJson(written(
        PasswordResetRequest{.username = u"ada"_s, .recoveryCode = u"CODE"_s, .newPassword = u"12345678"_s}));
    QVERIFY(reset);
    QCOMPARE(reset->username, u"ada"_s);
    QCOMPARE(reset->recoveryCode, u"CODE"_s);
    QCOMPARE(reset->newPassword, u"12345678"_s);

    const auto change = ChangePasswordRequest::fromJson(written(
        ChangePasswordRequest{.password = u"old"_s, .newPassword = u"12345678"_s, .endOtherSessions = true}));
    QVERIFY(change);
    QCOMPARE(change->password, u"old"_s);
    QCOMPARE(change->newPassword, u"12345678"_s);
    QVERIFY(change->endOtherSessions);
}

void RequestsTest::leavesOutWhatIsNotNamed()
{
    QCOMPARE(written(UpdateMeRequest{}), QJsonObject());
    QCOMPARE(written(UpdateConversationRequest{}), QJsonObject());
    QCOMPARE(written(LoginRequest{.username = u"ada"_s, .password = u"x"_s}).keys(),
             QStringList({u"password"_s, u"username"_s}));
    const auto change
        = ChangePasswordRequest::fromJson(parsed(R"({"password":"x","newPassword":"12345678"})"));
    QVERIFY(change && !change->endOtherSessions);
}

void RequestsTest::readsUpdateOfMe()
{
    const auto read = UpdateMeRequest::fromJson(written(UpdateMeRequest{
        .displayName = u"Ada"_s, .status = QString(), .sendReadReceipts = false, .sharePresence = true}));
    QVERIFY(read);
    QCOMPARE(read->displayName, std::optional(u"Ada"_s));
    QVERIFY(read->status && read->status->isEmpty()); // removes it
    QCOMPARE(read->sendReadReceipts, std::optional(false));
    QCOMPARE(read->sharePresence, std::optional(true));
}

void RequestsTest::readsCreateConversation()
{
    const auto read
        = CreateConversationRequest::fromJson(written(CreateConversationRequest{.with = u"grace"_s}));
    QVERIFY(read);
    QCOMPARE(read->kind, ConversationKind::Direct);
    QCOMPARE(read->with, u"grace"_s);
}

void RequestsTest::readsMuted_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<std::optional<std::optional<Timestamp>>>("muted");

    using Muted = std::optional<std::optional<Timestamp>>;
    QTest::newRow("not named, it stays") << QByteArray("{}") << Muted();
    QTest::newRow("null ends it") << QByteArray(R"({"muted":null})") << Muted(std::optional<Timestamp>());
    QTest::newRow("forever") << QByteArray(R"({"muted":"forever"})") << Muted(OwnState::mutedForever);
    QTest::newRow("a time, in any offset")
        << QByteArray(R"({"muted":"2026-11-21T07:00:00+01:00"})") << Muted(sampleTime());
}

void RequestsTest::readsMuted()
{
    QFETCH(QByteArray, json);
    using Muted = std::optional<std::optional<Timestamp>>;
    QFETCH(Muted, muted);
    const auto read = UpdateConversationRequest::fromJson(parsed(json));
    QVERIFY(read);
    QVERIFY(read->mutedUntil == muted);
    const auto again = UpdateConversationRequest::fromJson(written(*read));
    QVERIFY(again && again->mutedUntil == muted);
}

void RequestsTest::readsOwnState()
{
    const auto read = UpdateConversationRequest::fromJson(
        written(UpdateConversationRequest{.pinned = true, .archived = false, .markedUnread = true}));
    QVERIFY(read);
    QCOMPARE(read->pinned, std::optional(true));
    QCOMPARE(read->archived, std::optional(false));
    QCOMPARE(read->markedUnread, std::optional(true));
}

void RequestsTest::readsMessage()
{
    const PostMessageRequest request{.clientId = sampleUuid(), .body = awkwardText(), .replyTo = Seq(4)};
    const auto read = PostMessageRequest::fromJson(written(request));
    QVERIFY(read);
    QCOMPARE(read->clientId, request.clientId);
    QCOMPARE(read->body, request.body);
    QCOMPARE(read->replyTo, request.replyTo);
}

void RequestsTest::trimsMessages()
{
    const auto read = PostMessageRequest::fromJson(
        written(PostMessageRequest{.clientId = sampleUuid(), .body = u"\n  two\n lines \u2003\n"_s}));
    QVERIFY(read);
    QCOMPARE(read->body, u"two\n lines"_s);
}

void RequestsTest::countsMessagesAfterTrimming()
{
    const QString longest = u"😀"_s.repeated(Limits::body);
    PostMessageRequest request{.clientId = sampleUuid(), .body = QString(1000, u' ') + longest};
    const auto read = PostMessageRequest::fromJson(written(request));
    QVERIFY(read);
    QCOMPARE(read->body, longest);
    request.body = longest + u'x';
    QVERIFY(!PostMessageRequest::fromJson(written(request)));
}

void RequestsTest::readsMark()
{
    QCOMPARE(MarkRequest::fromJson(written(MarkRequest{Seq(5)}))->seq, Seq(5));
}

CONFAB_TEST(RequestsTest)
#include "requeststest.moc"
