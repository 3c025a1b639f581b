// SPDX-License-Identifier: Apache-2.0
#include "server/api/eventencoder.h"
#include "tests/support/frametext.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace Qt::StringLiterals;

namespace {

const Message message{.conversation = ConversationId(5),
                      .seq = Seq(2),
                      .change = Change(3),
                      .clientId = QUuid::createUuid(),
                      .sender = u"ada"_s,
                      .body = u"hello"_s};

QJsonObject parse(const QByteArray &frame)
{
    return QJsonDocument::fromJson(tests::frameText(frame)).object();
}

} // namespace

class EventEncoderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSenderGetsItsAckInPlaceOfThePush()
    {
        const auto deliveries = encodeEvents({MessageChanged{
            message, {.members = {AccountId(1), AccountId(2)}, .origins = {{SocketId(9), "\"r\""}}}}});
        QCOMPARE(deliveries->size(), 2);
        const auto &ack = std::get<ToSocket>(deliveries->at(0));
        QCOMPARE(ack.socket, SocketId(9));
        QVERIFY(ack.isAnswer);
        QCOMPARE(parse(ack.frame),
                 (QJsonObject{{u"type"_s, u"ack"_s},
                              {u"ref"_s, u"r"_s},
                              {u"conversation"_s, u"5"_s},
                              {u"change"_s, 3},
                              {u"seq"_s, 2},
                              {u"id"_s, u"5.2"_s},
                              {u"sentAt"_s, u"1970-01-01T00:00:00.000Z"_s}}));
        const auto &push = std::get<ToAccounts>(deliveries->at(1));
        QCOMPARE(push.accounts, (QList<AccountId>{AccountId(1), AccountId(2)}));
        QVERIFY(push.except == (QVarLengthArray<SocketId, 2>{SocketId(9)}));
        QCOMPARE(parse(push.frame)[u"message"_s][u"body"_s], QJsonValue(u"hello"_s));
    }

    void aRequestOverHttpGetsNoAck()
    {
        const auto deliveries
            = encodeEvents({MessageChanged{message, {.members = {AccountId(1)}, .origins = {{}}}}});
        QCOMPARE(deliveries->size(), 1);
        QVERIFY(std::get<ToAccounts>(deliveries->at(0)).except.isEmpty());
        QVERIFY(encodeEvents({Refused{{}, {ErrorCode::Forbidden}}})->isEmpty());
        QVERIFY(encodeEvents({Acknowledged{}})->isEmpty());
    }

    void eachMemberGetsItsOwnViewOfAConversation()
    {
        const auto view = [](int account, int unread) {
            return ConversationChanged::View{.account = AccountId(account),
                                             .conversation = {.id = ConversationId(5), .unread = unread},
                                             .origins = {{SocketId(account), "1"}}};
        };
        const auto deliveries = encodeEvents({ConversationChanged{.views = {view(1, 0), view(2, 7)}}});
        QCOMPARE(deliveries->size(), 3);
        QCOMPARE(std::get<ToSocket>(deliveries->at(1)).socket, SocketId(2));
        QCOMPARE(parse(std::get<ToSocket>(deliveries->at(1)).frame)[u"type"_s], QJsonValue(u"ack"_s));
        const auto &push = std::get<ToViewers>(deliveries->at(2)).change;
        QCOMPARE(parse(encodeView(push, push.views.at(1)))[u"unread"_s], QJsonValue(7));
    }

    void aMembersOwnEntryIsItsOwn()
    {
        const QList<Member> members{{.user = u"ada"_s}, {.user = u"grace"_s}, {.user = u"ken"_s}};
        ConversationChanged changed{.views = {}, .members = MembersText(members)};
        for (int i = 0; i < 3; ++i) {
            const Conversation seen{.id = ConversationId(5), .members = members};
            changed.views.append(
                {.account = AccountId(i), .conversation = seen, .own = {.index = i, .readSeq = Seq(i + 7)}});
        }
        for (int i = 0; i < 3; ++i) {
            const QJsonArray told = parse(encodeView(changed, changed.views.at(i)))[u"members"_s].toArray();
            QCOMPARE(told.size(), 3);
            for (int j = 0; j < 3; ++j) {
                QCOMPARE(told[j][u"user"_s], QJsonValue(members.at(j).user));
                QCOMPARE(told[j][u"readSeq"_s], QJsonValue(i == j ? i + 7 : 0));
            }
        }
    }

    void aRefusalNamesCodeAndField()
    {
        const auto deliveries
            = encodeEvents({Refused{{SocketId(3), "17"}, Error::invalid(u"seq"_s, u"why"_s)}});
        const QJsonObject frame = parse(std::get<ToSocket>(deliveries->at(0)).frame);
        QCOMPARE(frame[u"ref"_s], QJsonValue(17));
        QCOMPARE(frame[u"status"_s], QJsonValue(400));
        QCOMPARE(frame[u"code"_s], QJsonValue(u"invalid_field"_s));
        QCOMPARE(frame[u"field"_s], QJsonValue(u"seq"_s));
    }

    void whoWatchesIsAnsweredBeforeItIsToldOf()
    {
        const auto deliveries = encodeEvents({WatchChanged{.origin = {SocketId(3), "1"},
                                                           .accounts = {AccountId(4)},
                                                           .present = {{u"bob"_s, Presence::Away, {}}}}});
        QCOMPARE(deliveries->size(), 3);
        QCOMPARE(std::get<SetWatch>(deliveries->at(0)).accounts, QList<AccountId>{AccountId(4)});
        QVERIFY(std::get<ToSocket>(deliveries->at(1)).isAnswer);
        QVERIFY(!std::get<ToSocket>(deliveries->at(2)).isAnswer);
    }

    void keepsTheOrderOfTheEvents()
    {
        Events events;
        for (int i = 1; i <= 20; ++i)
            events.append(SessionEnded{SessionId(i)});
        const auto deliveries = encodeEvents(events);
        for (int i = 0; i < 20; ++i)
            QCOMPARE(std::get<EndSession>(deliveries->at(i)).session, SessionId(i + 1));
    }
};

CONFAB_TEST(EventEncoderTest)
#include "eventencodertest.moc"
