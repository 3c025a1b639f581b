// SPDX-License-Identifier: Apache-2.0
#include "client/connection/serverframe.h"
#include "shared/protocol/jsonwriter.h"

#include "tests/support/testcase.h"

#include <QJsonDocument>

namespace confab::tests {

using namespace Qt::StringLiterals;

class ServerFrameTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEachKind();
    void passesOverWhatItDoesNotKnow();
    void rejects_data();
    void rejects();
};

namespace {

template <typename Frame>
bool comesBackAs(const Frame &frame)
{
    const auto read = readServerFrame(QJsonDocument::fromJson(toJson(frame)).object());
    return read && *read && std::holds_alternative<Frame>(**read);
}

} // namespace

void ServerFrameTest::readsEachKind()
{
    const ConversationId conversation(3);
    const Timestamp time(std::chrono::milliseconds(1'790'000'000'000));
    const User user{.id = AccountId(1), .username = u"ada"_s, .displayName = u"Ada"_s};
    const Message message{.conversation = conversation,
                          .seq = Seq(1),
                          .change = Change(1),
                          .clientId = QUuid::createUuid(),
                          .sender = u"ada"_s,
                          .sentAt = time,
                          .body = u"hello"_s};
    const Conversation summary{.id = conversation,
                               .members = {{.user = u"ada"_s}, {.user = u"grace"_s}},
                               .memberCount = 2,
                               .membership = MembershipId(1),
                               .firstSeq = Seq(1),
                               .updatedAt = time};
    QVERIFY(comesBackAs(WelcomeFrame{
        .user = user, .session = SessionId(1), .epoch = u"e"_s, .server = u"1"_s, .heartbeat = 30}));
    QVERIFY(comesBackAs(MessageFrame{message}));
    QVERIFY(comesBackAs(ReceiptFrame{.conversation = conversation, .change = Change(2), .user = u"ada"_s}));
    QVERIFY(comesBackAs(ChangeFrame{.conversation = conversation, .change = Change(2)}));
    QVERIFY(comesBackAs(ConversationFrame{summary}));
    QVERIFY(comesBackAs(RemovedFrame{conversation}));
    QVERIFY(comesBackAs(AccountFrame{{.account = AccountChange(1), .profiles = {user}}}));
    QVERIFY(comesBackAs(UserTypingFrame{.conversation = conversation, .user = u"ada"_s}));
    QVERIFY(comesBackAs(UserPresenceFrame{.user = u"ada"_s, .state = Presence::Away}));
    QVERIFY(comesBackAs(
        MarksFrame{.conversations = {{conversation, {.change = Change(2)}}}, .account = AccountChange(1)}));
}

void ServerFrameTest::passesOverWhatItDoesNotKnow()
{
    const auto read = readServerFrame({{u"type"_s, u"sparkle"_s}});
    QVERIFY(read);
    QVERIFY(!*read);
}

void ServerFrameTest::rejects_data()
{
    QTest::addColumn<QByteArray>("json");

    QTest::newRow("no type") << "{}"_ba;
    QTest::newRow("a type that is no text") << R"({"type":7})"_ba;
    QTest::newRow("a message without its message")
        << R"({"type":"message","conversation":"3","change":1})"_ba;
    QTest::newRow("a receipt with a negative change")
        << R"({"type":"receipt","conversation":"3","change":-1,"user":"ada","readSeq":0,"deliveredSeq":0})"_ba;
    QTest::newRow("a change without a conversation") << R"({"type":"change","change":1})"_ba;
    QTest::newRow("a conversation id that is a number") << R"({"type":"removed","conversation":3})"_ba;
    QTest::newRow("an unknown presence") << R"({"type":"presence","user":"ada","state":"asleep"})"_ba;
    QTest::newRow("a welcome without an epoch")
        << R"({"type":"welcome","user":{"id":"1","username":"ada","displayName":"Ada"},"session":"1","server":"1","heartbeat":30})"_ba;
}

void ServerFrameTest::rejects()
{
    QFETCH(QByteArray, json);
    QVERIFY(!readServerFrame(QJsonDocument::fromJson(json).object()));
}

} // namespace confab::tests

using confab::tests::ServerFrameTest;
CONFAB_TEST(ServerFrameTest)
#include "serverframetest.moc"
