// SPDX-License-Identifier: Apache-2.0
#include "shared/core/limits.h"
#include "shared/protocol/conversationrequests.h"
#include "tests/shared/protocol/samples.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

/// The bodies and answers of sync and changes.
class SyncTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsRequest();
    void takesAChangeAlone();
    void writesAChangeAlone();
    void takesAsManyConversationsAsMayBe();
    void rejectsOneMore();
    void readsAnswer();
    void readsSmallestAnswer();
    void rejectsAnswer_data();
    void rejectsAnswer();
    void readsAccountState();
    void readsChanges();
    void readsNoChanges();
};

void SyncTest::readsRequest()
{
    const SyncRequest request{.conversations = {{ConversationId(7), {.change = Change(41), .own = Own(3)}},
                                                {ConversationId(9), {.change = Change(12), .own = Own(0)}}},
                              .account = AccountChange(2)};
    const auto read = SyncRequest::fromJson(written(request));
    QVERIFY(read);
    QCOMPARE(read->conversations.size(), 2);
    QCOMPARE(read->conversations.value(ConversationId(7)).change, Change(41));
    QCOMPARE(read->conversations.value(ConversationId(7)).own, Own(3));
    QCOMPARE(read->conversations.value(ConversationId(9)).own, Own(0));
    QCOMPARE(read->account, std::optional(AccountChange(2)));
}

void SyncTest::takesAChangeAlone()
{
    const auto read = SyncRequest::fromJson(parsed(R"({"conversations":{"7":41}})"));
    QVERIFY(read);
    QCOMPARE(read->conversations.value(ConversationId(7)).change, Change(41));
    QCOMPARE(read->conversations.value(ConversationId(7)).own, KnownNumbers::ownUnknown);
    QVERIFY(!read->account);
}

void SyncTest::writesAChangeAlone()
{
    const SyncRequest request{
        .conversations = {{ConversationId(7), {.change = Change(41), .own = KnownNumbers::ownUnknown}}}};
    QCOMPARE(toJson(request), R"({"conversations":{"7":41}})");
}

namespace {

QByteArray requestFor(int conversations)
{
    SyncRequest request;
    for (int i = 1; i <= conversations; ++i)
        request.conversations.insert(ConversationId(i), {.change = Change(i)});
    return toJson(request);
}

} // namespace

void SyncTest::takesAsManyConversationsAsMayBe()
{
    const QByteArray json = requestFor(Limits::syncConversations);
    QVERIFY(json.size() <= Limits::requestBody);
    const auto read = SyncRequest::fromJson(parsed(json));
    QVERIFY(read);
    QCOMPARE(read->conversations.size(), Limits::syncConversations);
}

void SyncTest::rejectsOneMore()
{
    const auto read = SyncRequest::fromJson(parsed(requestFor(Limits::syncConversations + 1)));
    QVERIFY(!read);
    QCOMPARE(read.error().field, u"conversations"_s);
}

void SyncTest::readsAnswer()
{
    const SyncAnswer answer{.conversations = {sampleConversation()},
                            .removed = {ConversationId(9), ConversationId(10)},
                            .account = AccountState{.account = AccountChange(2), .profiles = {sampleUser()}},
                            .epoch = u"e1"_s,
                            .more = true};
    const auto read = SyncAnswer::fromJson(written(answer));
    QVERIFY(read);
    QCOMPARE(read->conversations, answer.conversations);
    QCOMPARE(read->removed, answer.removed);
    QVERIFY(read->account);
    QCOMPARE(read->account->profiles, answer.account->profiles);
    QCOMPARE(read->epoch, answer.epoch);
    QVERIFY(read->more);
}

void SyncTest::readsSmallestAnswer()
{
    const auto read = SyncAnswer::fromJson(written(SyncAnswer{.epoch = u"e1"_s}));
    QVERIFY(read);
    QVERIFY(read->conversations.isEmpty());
    QVERIFY(read->removed.isEmpty());
    QVERIFY(!read->account);
    QVERIFY(!read->more);
}

void SyncTest::rejectsAnswer_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("field");

    QTest::newRow("conversations are missing")
        << QByteArray(R"({"removed":[],"epoch":"e","more":false})") << u"conversations"_s;
    QTest::newRow("a conversation is not whole")
        << QByteArray(R"({"conversations":[{"id":"7"}],"removed":[],"epoch":"e","more":false})")
        << u"conversations"_s;
    QTest::newRow("removed holds what is no id")
        << QByteArray(R"({"conversations":[],"removed":["x"],"epoch":"e","more":false})") << u"removed"_s;
    QTest::newRow("the epoch is missing")
        << QByteArray(R"({"conversations":[],"removed":[],"more":false})") << u"epoch"_s;
    QTest::newRow("more is a number")
        << QByteArray(R"({"conversations":[],"removed":[],"epoch":"e","more":1})") << u"more"_s;
    QTest::newRow("the account is not whole")
        << QByteArray(R"({"conversations":[],"removed":[],"epoch":"e","more":false,"account":{}})")
        << u"account"_s;
}

void SyncTest::rejectsAnswer()
{
    QFETCH(QByteArray, json);
    const auto read = SyncAnswer::fromJson(parsed(json));
    QVERIFY(!read);
    QTEST(read.error().field, "field");
}

void SyncTest::readsAccountState()
{
    const AccountState state{.account = AccountChange(2),
                             .contacts = QStringList{u"grace"_s},
                             .blocks = QStringList{u"mallory"_s, u"eve"_s},
                             .profiles = {sampleUser()}};
    const auto read = AccountState::fromJson(written(state));
    QVERIFY(read);
    QCOMPARE(read->account, state.account);
    QCOMPARE(read->contacts, state.contacts);
    QCOMPARE(read->blocks, state.blocks);
    QCOMPARE(read->profiles, state.profiles);
}

void SyncTest::readsChanges()
{
    const Changes changes{.conversation = sampleConversation(),
                          .messages = {sampleMessage()},
                          .members = sampleConversation().members,
                          .change = Change(43),
                          .more = true};
    const auto read = Changes::fromJson(written(changes));
    QVERIFY(read);
    QCOMPARE(read->conversation, changes.conversation);
    QCOMPARE(read->messages, changes.messages);
    QCOMPARE(read->members, changes.members);
    QCOMPARE(read->change, changes.change);
    QVERIFY(read->more);
}

void SyncTest::readsNoChanges()
{
    const auto read = Changes::fromJson(written(Changes{.change = Change(43)}));
    QVERIFY(read);
    QVERIFY(!read->conversation);
    QVERIFY(read->messages.isEmpty());
    QCOMPARE(read->change, Change(43));
    QVERIFY(!read->more);
}

CONFAB_TEST(SyncTest)
#include "synctest.moc"
