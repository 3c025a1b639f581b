// SPDX-License-Identifier: Apache-2.0
#include "server/bus/incoming.h"
#include "server/bus/outgoing.h"
#include "tests/shared/protocol/samples.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

namespace {

const NodeId here(1);
const NodeId there(2);
const AccountId ada(10);
const AccountId grace(11);

RedisChannels channels(NodeId self)
{
    return {u"epoch"_s, self};
}

MessageChanged message(int seq, const QList<AccountId> &members)
{
    Message one = sampleMessage();
    one.seq = Seq(seq);
    one.change = Change(seq);
    return {one, {.members = members}};
}

Typing typing(const QList<AccountId> &members)
{
    return {{ConversationId(7), u"ada"_s}, members};
}

/// For each account the numbers of the messages in the order they are told.
QMap<qint64, QList<qint64>> told(const Events &events)
{
    QMap<qint64, QList<qint64>> seqs;
    for (const Event &event : events) {
        const auto *changed = std::get_if<MessageChanged>(&event);
        const auto members = changed ? changed->audience.members : QList<AccountId>();
        for (const AccountId member : members)
            seqs[member.value()].append(changed->message.seq.value());
    }
    return seqs;
}

} // namespace

/// What one node's Outgoing makes of events, as another's Incoming takes it.
class IncomingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_out = std::make_unique<Outgoing>(channels(there), there);
        m_in = std::make_unique<Incoming>(channels(here), here);
    }

    void takesOneMessageAChannel()
    {
        m_out->add({message(1, {ada, grace}), NodeAlive{.node = there}, message(2, {ada})});
        const auto messages = m_out->take();
        QCOMPARE(messages.size(), 3);
        QCOMPARE(messages.at(0).channel, QByteArray("confab:epoch:a:10"));
        QCOMPARE(messages.at(0).payload.count('\n'), 3); // the header and two events
        QCOMPARE(messages.at(1).channel, QByteArray("confab:epoch:a:11"));
        QCOMPARE(messages.at(2).channel, QByteArray("confab:epoch:n"));
        QVERIFY(m_out->take().isEmpty());
    }

    void beginsAnotherMessageBeforeOneGrowsTooLong()
    {
        for (int i = 1; i <= 400; ++i) {
            MessageChanged one = message(i, {ada});
            one.message.body = QString(1000, u'x');
            m_out->add({one});
        }
        const auto messages = m_out->take();
        QVERIFY(messages.size() > 1);
        for (const auto &one : messages) {
            QVERIFY(one.payload.size() <= Outgoing::longPayload);
            m_in->add(one.channel, one.payload);
        }
        const auto all = told(m_in->take()).value(ada.value());
        QCOMPARE(all.size(), 400);
        QVERIFY(std::is_sorted(all.begin(), all.end()));
    }

    void tellsWhatSeveralChannelsCarryOnce()
    {
        m_out->add({message(1, {ada, grace}), message(2, {ada, grace}), typing({ada, grace})});
        carry();
        const Events events = m_in->take();
        QCOMPARE(events.size(), 3);
        QCOMPARE(told(events).value(ada.value()), (QList<qint64>{1, 2}));
        QCOMPARE(told(events).value(grace.value()), (QList<qint64>{1, 2}));
        QCOMPARE(std::get<Typing>(events.last()).members, (QList{ada, grace}));
    }

    void keepsEachAccountsOrder()
    {
        // Of grace's channel 3 comes before 2, as another node may publish between.
        m_out->add({message(1, {ada}), message(2, {ada}), message(3, {ada})});
        m_out->add({message(3, {grace}), message(2, {grace}), message(1, {grace})});
        carry();
        const Events events = m_in->take();
        QCOMPARE(told(events).value(ada.value()), (QList<qint64>{1, 2, 3}));
        QCOMPARE(told(events).value(grace.value()), (QList<qint64>{3, 2, 1}));
    }

    void whatManySeeOfAGroupKeepsItsPlaceInTheOrderOfEach()
    {
        const QList<Member> members{{.user = u"ada"_s}, {.user = u"grace"_s}};
        ConversationChanged views{.views = {}, .members = MembersText(members)};
        for (qsizetype i = 0; i < 2; ++i) {
            views.views.append({.account = i == 0 ? ada : grace,
                                .conversation = sampleConversation(),
                                .own = {.index = i, .readSeq = {}}});
            views.views.last().conversation.members = members;
        }
        m_out->add({NodeAlive{.node = there}, message(1, {ada}), message(3, {ada, grace}), views,
                    message(2, {ada, grace}), views, message(3, {grace})});
        carry();
        const Events events = m_in->take();
        QCOMPARE(kinds(events), u"alive 1:ada 3:ada,grace views 2:ada,grace views 3:grace"_s);
    }

    void tellsNothingOfItsOwn()
    {
        Outgoing own(channels(here), here);
        own.add({message(1, {ada}), NodeAlive{.node = here}});
        const auto messages = own.take();
        for (const auto &one : messages)
            m_in->add(one.channel, one.payload);
        QVERIFY(m_in->take().isEmpty());
        QCOMPARE(m_in->takeMalformed().count, 0);
    }

    void goesOnAfterALineItCannotRead()
    {
        m_in->add(
            "confab:epoch:n",
            "{\"from\":\"2\"}\nnonsense\n{\"type\":\"tomorrow\"}\n{\"type\":\"left\",\"node\":\"2\"}\n");
        QVERIFY(only<NodeLeft>(m_in->take()));
        const auto malformed = m_in->takeMalformed();
        QCOMPARE(malformed.count, 1);
        QVERIFY(!malformed.first.isEmpty());
        QCOMPARE(m_in->takeMalformed().count, 0);
    }

    void refusesBadMessages_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no header") << QByteArray("{\"type\":\"left\",\"node\":\"2\"}\n");
        QTest::newRow("a header of nobody") << QByteArray("{}\n{\"type\":\"left\",\"node\":\"2\"}\n");
        QTest::newRow("a header that is none") << QByteArray("hello\n{\"type\":\"left\",\"node\":\"2\"}\n");
    }
    void refusesBadMessages()
    {
        QFETCH(QByteArray, payload);
        m_in->add("confab:epoch:n", payload);
        QVERIFY(m_in->take().isEmpty());
        QCOMPARE(m_in->takeMalformed().count, 1);
    }

    void knowsWhoseChannelItIs()
    {
        const RedisChannels own = channels(here);
        QCOMPARE(own.accountOf(own.account(ada)), ada);
        QVERIFY(own.accountOf(own.nodes()).isNull());
        QVERIFY(own.accountOf(own.probe()).isNull());
        QVERIFY(own.accountOf(RedisChannels(u"other"_s, here).account(ada)).isNull());
        QVERIFY(own.probe() != channels(there).probe());
    }

private:
    static QString kinds(const Events &events)
    {
        QStringList kinds;
        for (const Event &event : events) {
            if (std::holds_alternative<NodeAlive>(event))
                kinds.append(u"alive"_s);
            if (std::holds_alternative<ConversationChanged>(event))
                kinds.append(u"views"_s);
            if (const auto *changed = std::get_if<MessageChanged>(&event)) {
                QStringList members;
                for (const AccountId account : changed->audience.members)
                    members.append(account == ada ? u"ada"_s : u"grace"_s);
                kinds.append(u"%1:%2"_s.arg(changed->message.seq.value()).arg(members.join(u',')));
            }
        }
        return kinds.join(u' ');
    }
    void carry()
    {
        const auto messages = m_out->take();
        for (const auto &one : messages)
            m_in->add(one.channel, one.payload);
    }
    template <typename T>
    static bool only(const Events &events)
    {
        return events.size() == 1 && std::holds_alternative<T>(events.first());
    }

    std::unique_ptr<Outgoing> m_out;
    std::unique_ptr<Incoming> m_in;
};

CONFAB_TEST(IncomingTest)
#include "incomingtest.moc"
