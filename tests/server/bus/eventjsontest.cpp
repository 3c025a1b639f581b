// SPDX-License-Identifier: Apache-2.0
#include "server/bus/eventjson.h"
#include "tests/shared/protocol/samples.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

namespace {

const PersonThere person{.account = AccountId(2),
                         .username = u"grace"_s,
                         .shares = false,
                         .state = Presence::Away,
                         .lastSeenAt = sampleTime()};

QByteArray replaced(QByteArray text, const char *before, const char *after)
{
    return text.replace(before, after);
}

/// What two see of a group; of the second the last message is hidden.
ConversationChanged sampleViews()
{
    Conversation first = sampleConversation();
    first.kind = ConversationKind::Group;
    first.members = {{.user = u"ada"_s, .role = MemberRole::Owner}, {.user = u"grace"_s}};
    first.lastMessage = sampleMessage();
    Conversation second = first;
    second.unread = 3;
    second.lastMessage.reset();
    return {.views = {{.account = AccountId(1), .conversation = first, .own = {0, Seq(7)}},
                      {.account = AccountId(2),
                       .conversation = second,
                       .own = {1, Seq(4)},
                       .origins = {{SocketId(5), "1"}}}},
            .members = MembersText(first.members)};
}

/// The event that an account's channel carries, written and read back; it must be the only one.
template <typename T>
T overTheChannelOf(AccountId account, const T &event)
{
    const auto written = writeEvent(event);
    if (written.size() != 1 || !written.first().accounts.contains(account))
        return {};
    const auto read = readAccountEvent(written.first().json, account);
    return read && *read ? std::get<T>(**read) : T();
}

/// The same for the channel of the nodes.
template <typename T>
T overTheChannelOfTheNodes(const T &event)
{
    const auto written = writeEvent(event);
    if (written.size() != 1 || !written.first().accounts.isEmpty())
        return {};
    const auto read = readNodeEvent(written.first().json);
    return read && *read ? std::get<T>(**read) : T();
}

} // namespace

class EventJsonTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void carriesMessages()
    {
        const MessageChanged event{
            sampleMessage(), {.members = {AccountId(1), AccountId(2)}, .origins = {{SocketId(5), "1"}}}};
        const auto read = overTheChannelOf(AccountId(2), event);
        QVERIFY(read.message == event.message);
        QCOMPARE(read.audience.members, QList{AccountId(2)});
        QVERIFY(read.audience.origins.isEmpty()); // a socket is its own node's
        QCOMPARE(writeEvent(event).first().accounts, event.audience.members);
    }

    void carriesReceipts()
    {
        const ReceiptChanged event{.receipt = {.conversation = ConversationId(7),
                                               .change = Change(42),
                                               .user = u"ada"_s,
                                               .readSeq = Seq(4),
                                               .deliveredSeq = Seq(5)},
                                   .audience = {.members = {AccountId(1)}}};
        const auto read = overTheChannelOf(AccountId(1), event);
        QCOMPARE(toJson(read.receipt), toJson(event.receipt));
        QCOMPARE(read.audience.members, QList{AccountId(1)});
    }

    void carriesToEachTheOwnViewOfAConversation()
    {
        Conversation other = sampleConversation();
        other.unread = 3;
        const auto written = writeEvent(
            ConversationChanged{.views = {{AccountId(1), sampleConversation()}, {AccountId(2), other}}});
        QCOMPARE(written.size(), 2);
        QCOMPARE(written.at(1).accounts, QList{AccountId(2)});
        const auto read = readAccountEvent(written.at(1).json, AccountId(2));
        const auto event = std::get<ConversationChanged>(read->value());
        QCOMPARE(event.views.size(), 1);
        QCOMPARE(event.views.first().account, AccountId(2));
        QVERIFY(event.views.first().conversation == other);
    }

    void carriesTheViewsOfAGroupTogether()
    {
        const ConversationChanged event = sampleViews();
        const auto read = overTheChannelOfTheNodes(event);
        QCOMPARE(read.views.size(), 2);
        QCOMPARE(read.members.text(), event.members.text());
        for (qsizetype i = 0; i < 2; ++i) {
            QCOMPARE(read.views[i].account, event.views[i].account);
            QVERIFY(read.views[i].conversation == event.views[i].conversation);
            QCOMPARE(read.membersOf(read.views[i]), event.membersOf(event.views[i]));
            QVERIFY(read.views[i].origins.isEmpty());
        }
        QVERIFY(read.membersOf(read.views[0]) != read.membersOf(read.views[1]));
    }

    void carriesOnesViewOfAGroupToThatOne()
    {
        ConversationChanged event = sampleViews();
        event.views.removeLast();
        const auto read = overTheChannelOf(AccountId(1), event);
        QCOMPARE(read.views.size(), 1);
        QCOMPARE(toJson(read.views[0].conversation.members), event.membersOf(event.views[0]));
    }

    void carriesTheEndOfAMembership()
    {
        const MembershipEnded event{AccountId(1), ConversationId(7)};
        const auto read = overTheChannelOf(AccountId(1), event);
        QCOMPARE(read.account, event.account);
        QCOMPARE(read.conversation, event.conversation);
    }

    void carriesAccounts()
    {
        const AccountChanged event{AccountId(1),
                                   {.account = AccountChange(9),
                                    .contacts = QStringList{u"grace"_s},
                                    .blocks = QStringList{u"eve"_s},
                                    .profiles = {sampleUser()}}};
        const auto read = overTheChannelOf(AccountId(1), event);
        QCOMPARE(read.account, AccountId(1));
        QCOMPARE(toJson(read.state), toJson(event.state));
    }

    void carriesTyping()
    {
        const Typing event{{ConversationId(7), u"ada"_s}, {AccountId(2)}};
        const auto read = overTheChannelOf(AccountId(2), event);
        QCOMPARE(toJson(read.frame), toJson(event.frame));
        QCOMPARE(read.members, event.members);
    }

    void carriesWhoSeesWhom()
    {
        const SightChanged event{.viewer = AccountId(1),
                                 .about = AccountId(2),
                                 .hidden = true,
                                 .frame = {.user = u"grace"_s, .state = Presence::Away}};
        const auto read = overTheChannelOf(AccountId(1), event);
        QCOMPARE(read.viewer, event.viewer);
        QCOMPARE(read.about, event.about);
        QVERIFY(read.hidden);
        QCOMPARE(toJson(read.frame), toJson(event.frame));
    }

    void carriesWhatIsForAllNodes()
    {
        const auto sharing = overTheChannelOfTheNodes(PresenceSharingChanged{AccountId(3), true});
        QCOMPARE(sharing.account, AccountId(3));
        QVERIFY(sharing.shares);
        QCOMPARE(overTheChannelOfTheNodes(SessionEnded{SessionId(8)}).session, SessionId(8));
    }

    void carriesWhatNodesTellEachOther()
    {
        const PeopleChanged changed{
            .node = NodeId(4), .number = 12, .people = {person, {AccountId(3), u"eve"_s}}};
        QVERIFY(overTheChannelOfTheNodes(changed) == changed);
        const EverybodyThere everybody{.node = NodeId(4), .number = 12, .people = {person}};
        QVERIFY(overTheChannelOfTheNodes(everybody) == everybody);
        const PeopleAsked one{.node = NodeId(4), .asked = NodeId(5)};
        QVERIFY(overTheChannelOfTheNodes(one) == one);
        const PeopleAsked all{.node = NodeId(4)};
        QVERIFY(overTheChannelOfTheNodes(all) == all);
        const NodeAlive alive{.node = NodeId(4), .number = 12};
        QVERIFY(overTheChannelOfTheNodes(alive) == alive);
        const NodeLeft left{.node = NodeId(4)};
        QVERIFY(overTheChannelOfTheNodes(left) == left);
        const RatesSpent spent{.node = NodeId(4),
                               .spent
                               = {{u"logInByAddress"_s, u"192.0.2.1"_s, 3}, {u"reset"_s, u"eve"_s, -1}}};
        QVERIFY(overTheChannelOfTheNodes(spent) == spent);
    }

    void keepsToItselfWhatConcernsItAlone()
    {
        const Events local{Acknowledged{.origin = {SocketId(1), "1"}},
                           Refused{},
                           WatchChanged{},
                           PresenceChanged{},
                           MarksDue{},
                           BusRestored{},
                           BusLost{}};
        for (const Event &event : local) {
            QVERIFY(!travels(event));
            QVERIFY(writeEvent(event).isEmpty());
        }
    }

    void sendsNothingToNobody()
    {
        QVERIFY(writeEvent(MessageChanged{sampleMessage(), {}}).isEmpty());
        QVERIFY(writeEvent(ReceiptChanged{}).isEmpty());
        QVERIFY(writeEvent(ConversationChanged{}).isEmpty());
        QVERIFY(writeEvent(Typing{{ConversationId(7), u"ada"_s}, {}}).isEmpty());
    }

    void passesOverWhatANewerNodeSays()
    {
        const QByteArray unknown = R"({"type":"reactionStorm","node":"4"})";
        const auto forAccount = readAccountEvent(unknown, AccountId(1));
        QVERIFY(forAccount && !*forAccount);
        const auto forNodes = readNodeEvent(unknown);
        QVERIFY(forNodes && !*forNodes);

        const auto more = readNodeEvent(R"({"type":"alive","node":"4","number":2,"mood":"good"})");
        QCOMPARE(std::get<NodeAlive>(more->value()).number, 2);
    }

    void doesNotTakeOneChannelsEventsFromTheOther()
    {
        const auto alive = writeEvent(NodeAlive{.node = NodeId(4)}).first().json;
        QVERIFY(!*readAccountEvent(alive, AccountId(1)));
        const auto message = writeEvent(MessageChanged{sampleMessage(), {.members = {AccountId(1)}}}).first();
        QVERIFY(!*readNodeEvent(message.json));
    }

    void refusesBadLines_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("{");
        QTest::newRow("no object") << QByteArray("[]");
        QTest::newRow("no type") << QByteArray(R"({"node":"4"})");
        QTest::newRow("a type that is no text") << QByteArray(R"({"type":4})");
        QTest::newRow("alive without a node") << QByteArray(R"({"type":"alive","number":2})");
        QTest::newRow("alive with a negative number")
            << QByteArray(R"({"type":"alive","node":"4","number":-1})");
        QTest::newRow("people that are none")
            << QByteArray(R"({"type":"people","node":"4","number":1,"people":[1]})");
        QTest::newRow("a person without an account") << QByteArray(
            R"({"type":"people","node":"4","number":1,"people":[{"user":"a","shares":true,"state":"away"}]})");
        QTest::newRow("a person in no known state") << QByteArray(
            R"({"type":"people","node":"4","number":1,"people":[{"account":"1","user":"a","shares":true,"state":"x"}]})");
        QTest::newRow("a list without people") << QByteArray(R"({"type":"everybody","node":"4","number":1})");
        QTest::newRow("a question of nobody") << QByteArray(R"({"type":"whoIsThere"})");
        QTest::newRow("a question to what is no node")
            << QByteArray(R"({"type":"whoIsThere","node":"4","asked":"x"})");
        QTest::newRow("an end of nobody") << QByteArray(R"({"type":"left","node":"0"})");
        QTest::newRow("spent beyond all")
            << QByteArray(R"({"type":"spent","node":"4","spent":[{"limit":"a","key":"b","count":9999999}]})");
        QTest::newRow("sharing neither way") << QByteArray(R"({"type":"sharing","account":"3","shares":1})");
        QTest::newRow("views without members") << QByteArray(R"({"type":"views","views":[]})");
        QTest::newRow("views without any") << QByteArray(R"({"type":"views","members":[]})");
        const QByteArray views = writeEvent(sampleViews()).first().json;
        QTest::newRow("a view of who is no member") << replaced(views, "\"index\":1", "\"index\":2");
        QTest::newRow("a view of nobody") << replaced(views, "\"account\":\"2\"", "\"account\":\"x\"");
        QTest::newRow("a view of nothing") << replaced(views, "\"conversation\":{", "\"other\":{");
        QTest::newRow("the end of no session") << QByteArray(R"({"type":"sessionEnded"})");
    }
    void refusesBadLines()
    {
        QFETCH(QByteArray, line);
        QVERIFY(!readNodeEvent(line));
    }

    void refusesBadLinesForAnAccount_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("a message without one") << QByteArray(R"({"type":"message"})");
        QTest::newRow("a receipt without a change")
            << QByteArray(R"({"type":"receipt","conversation":"1","user":"a","readSeq":1,"deliveredSeq":1})");
        QTest::newRow("a conversation without fields") << QByteArray(R"({"type":"conversation"})");
        QTest::newRow("an account without a number") << QByteArray(R"({"type":"account"})");
        QTest::newRow("typing by nobody") << QByteArray(R"({"type":"typing","conversation":"1"})");
    }
    void refusesBadLinesForAnAccount()
    {
        QFETCH(QByteArray, line);
        QVERIFY(!readAccountEvent(line, AccountId(1)));
    }
};

CONFAB_TEST(EventJsonTest)
#include "eventjsontest.moc"
