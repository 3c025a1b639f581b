// SPDX-License-Identifier: Apache-2.0
#include "server/domain/amendmentjob.h"
#include "server/domain/conversationview.h"
#include "server/domain/syncservice.h"
#include "server/storage/messagehistory.h"
#include "server/storage/messagerepository.h"
#include "shared/core/limits.h"
#include "shared/protocol/jsonwriter.h"
#include "tests/server/domain/postone.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

using Edit = Amendment::Edit;
using Remove = Amendment::Remove;
using React = Amendment::React;
using What = decltype(Amendment::what);

Q_DECLARE_METATYPE(What)

class AmendmentJobTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_storage = std::make_unique<StorageFixture>();
        m_ada = m_storage->person(u"ada"_s);
        m_grace = m_storage->person(u"grace"_s);
        for (int i = 0; i < 3; ++i) {
            const auto posted = postOne(*m_storage,
                                        {.caller = i == 1 ? m_grace : m_ada,
                                         .to = i == 1 ? u"ada"_s : u"grace"_s,
                                         .clientId = QUuid::createUuid(),
                                         .body = u"text %1"_s.arg(i + 1)});
            QVERIFY(posted);
            m_conversation = posted->message.conversation;
        }
    }
    void cleanup() { m_storage.reset(); }

    void anEditIsAChangeThatBothSee()
    {
        m_storage->clock().advance(std::chrono::minutes(1));
        const auto edited = amend(m_ada, 1, Edit{u"better"_s});
        QVERIFY(edited);
        QCOMPARE(edited->body, u"better"_s);
        QCOMPARE(edited->change, Change(5));
        QCOMPARE(edited->editedAt, m_storage->clock().now());
        const auto told = only<MessageChanged>(m_storage->events());
        QVERIFY(told);
        QVERIFY(told->amended);
        QCOMPARE(told->message, *edited);
        QCOMPARE(told->audience.members.size(), 2);
        QCOMPARE(told->audience.origins.size(), 1);
        QCOMPARE(stored(1), *edited);
        QCOMPARE(changedSince(4), QList{*edited});
    }

    void whatIsSaidAlreadyChangesNothing()
    {
        const auto first = amend(m_ada, 1, Edit{u"better"_s});
        const auto again = amend(m_ada, 1, Edit{u"better"_s});
        QVERIFY(first && again);
        QCOMPARE(*again, *first);
        QVERIFY(!only<MessageChanged>(m_storage->events()));
        const auto acknowledged = only<Acknowledged>(m_storage->events());
        QVERIFY(acknowledged);
        QCOMPARE(acknowledged->ack.message, *first);
    }

    void theLastEditWins()
    {
        QVERIFY(amend(m_ada, 1, Edit{u"from the phone"_s}));
        QVERIFY(amend(m_ada, 1, Edit{u"from the laptop"_s}));
        QCOMPARE(stored(1).body, u"from the laptop"_s);
        QCOMPARE(stored(1).change, Change(6));
        QCOMPARE(changedSince(4).size(), 1);
    }

    void aDeletionLeavesATombstone()
    {
        const Message before = stored(1);
        QVERIFY(amend(m_ada, 1, Edit{u"better"_s}));
        QVERIFY(amend(m_grace, 1, React{u"👍"_s}));
        const auto deleted = amend(m_ada, 1, Remove());
        QVERIFY(deleted);
        QVERIFY(deleted->deleted);
        QCOMPARE(deleted->body, QString());
        QCOMPARE(deleted->clientId, before.clientId);
        QCOMPARE(deleted->seq, before.seq);
        QVERIFY(!deleted->editedAt);
        QVERIFY(deleted->reactions.isEmpty());
        QCOMPARE(stored(1), *deleted);
        QCOMPARE(count(u"SELECT count(*) FROM reaction"_s), 0);
        QCOMPARE(count(u"SELECT count(*) FROM message WHERE body LIKE '%better%'"_s), 0);
        const auto again = amend(m_ada, 1, Remove());
        QCOMPARE(*again, *deleted);
        QVERIFY(!only<MessageChanged>(m_storage->events()));
    }

    void aRepeatOfADeletedMessageFindsTheTombstone()
    {
        const QUuid clientId = stored(1).clientId;
        const auto deleted = amend(m_ada, 1, Remove());
        const auto repeat = postOne(
            *m_storage,
            {.caller = m_ada, .conversation = m_conversation, .clientId = clientId, .body = u"x"_s});
        QVERIFY(repeat && repeat->repeated);
        QCOMPARE(repeat->message, *deleted);
    }

    void whatIsDeletedIsNotUnread()
    {
        QCOMPARE(unread(m_grace), 2);
        QVERIFY(amend(m_ada, 3, Remove()));
        QCOMPARE(unread(m_grace), 1);
    }

    void reactionsStandInTheOrderTheyCame()
    {
        QVERIFY(amend(m_grace, 1, React{u"🎉"_s}));
        QVERIFY(amend(m_grace, 1, React{u"👍"_s}));
        const auto reacted = amend(m_ada, 1, React{u"👍"_s});
        QVERIFY(reacted);
        const QList<Reaction> expected{{u"🎉"_s, {u"grace"_s}}, {u"👍"_s, {u"grace"_s, u"ada"_s}}};
        QCOMPARE(toJson(reacted->reactions), toJson(expected));
        QCOMPARE(toJson(stored(1).reactions), toJson(expected));
        QCOMPARE(toJson(changedSince(4).first().reactions), toJson(expected));
        QCOMPARE(stored(1).change, Change(7));
        QVERIFY(!stored(1).editedAt);
        QVERIFY(MessageHistory(m_storage->database())
                    .visit(m_conversation, Seq(1), Seq(3), [&](const MessageRow &row) {
                        QCOMPARE(toJson(row.reactions),
                                 toJson(row.seq == Seq(1) ? expected : QList<Reaction>()));
                    }));
    }

    void aReactionOfTwoDevicesIsOne()
    {
        QVERIFY(amend(m_grace, 1, React{u"👍"_s}));
        const auto again = amend(m_grace, 1, React{u"👍"_s});
        QVERIFY(again);
        QVERIFY(!only<MessageChanged>(m_storage->events()));
        QCOMPARE(again->reactions.size(), 1);
        QCOMPARE(again->reactions.first().users, QStringList{u"grace"_s});
    }

    void aReactionIsTakenBack()
    {
        QVERIFY(amend(m_grace, 1, React{u"👍"_s}));
        QVERIFY(amend(m_ada, 1, React{u"👍"_s}));
        const auto taken = amend(m_grace, 1, React{u"👍"_s, false});
        QCOMPARE(taken->reactions.first().users, QStringList{u"ada"_s});
        QVERIFY(amend(m_ada, 1, React{u"👍"_s, false})->reactions.isEmpty());
        QVERIFY(stored(1).reactions.isEmpty());
        QVERIFY(amend(m_ada, 1, React{u"👍"_s, false}));
        QVERIFY(!only<MessageChanged>(m_storage->events()));
    }

    void takesSoManyDifferentReactions()
    {
        for (int i = 0; i < Limits::reactions; ++i)
            QVERIFY(putAnother(i));
        const auto refused = amend(m_ada, 1, React{u"🦉"_s});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::TooManyReactions);
        QVERIFY(amend(m_ada, 1, React{u"😀"_s})); // stands there already
    }

    void whoJoinedLaterLearnsTheNumberOnly()
    {
        const Caller eve = m_storage->person(u"eve"_s);
        QVERIFY(MemberRepository(m_storage->database())
                    .insert({.conversation = m_conversation,
                             .account = eve.account,
                             .membership = MembershipId(9),
                             .firstSeq = Seq(3),
                             .change = Change(4)}));
        QVERIFY(amend(m_ada, 1, Edit{u"better"_s}));
        QCOMPARE(only<MessageChanged>(m_storage->events())->audience.members,
                 (QList{m_ada.account, m_grace.account}));
        const auto number = only<NumberTaken>(m_storage->events());
        QVERIFY(number);
        QCOMPARE(number->members, QList{eve.account});
        QCOMPARE(number->number.change, Change(5));
        QCOMPARE(amend(eve, 1, React{u"👍"_s}).error().code, ErrorCode::NotFound);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("who");
        QTest::addColumn<int>("seq");
        QTest::addColumn<What>("what");
        QTest::addColumn<ErrorCode>("code");

        QTest::newRow("an edit of another's")
            << u"grace"_s << 1 << What(Edit{u"x"_s}) << ErrorCode::Forbidden;
        QTest::newRow("an edit that leaves nothing")
            << u"ada"_s << 1 << What(Edit{QString()}) << ErrorCode::InvalidField;
        QTest::newRow("a deletion of another's") << u"grace"_s << 1 << What(Remove()) << ErrorCode::Forbidden;
        QTest::newRow("an edit of a deleted one")
            << u"grace"_s << 2 << What(Edit{u"x"_s}) << ErrorCode::MessageDeleted;
        QTest::newRow("a reaction to a deleted one")
            << u"ada"_s << 2 << What(React{u"👍"_s}) << ErrorCode::MessageDeleted;
        QTest::newRow("a message before the first") << u"ada"_s << 0 << What(Remove()) << ErrorCode::NotFound;
        QTest::newRow("a message after the last") << u"ada"_s << 4 << What(Remove()) << ErrorCode::NotFound;
        QTest::newRow("a stranger's edit") << u"eve"_s << 1 << What(Edit{u"x"_s}) << ErrorCode::NotFound;
        QTest::newRow("a stranger's reaction") << u"eve"_s << 1 << What(React{u"👍"_s}) << ErrorCode::NotFound;
        QTest::newRow("one whose session has ended")
            << u"ended"_s << 1 << What(Remove()) << ErrorCode::NotAuthenticated;
    }
    void refuses()
    {
        QFETCH(QString, who);
        QFETCH(int, seq);
        QFETCH(What, what);
        QVERIFY(amend(m_grace, 2, Remove()));
        Caller caller = who == "grace"_L1 ? m_grace : who == "eve"_L1 ? m_storage->person(who) : m_ada;
        if (who == "ended"_L1)
            caller.session = SessionId(12345);
        const auto refused = amend(caller, seq, what);
        QVERIFY(!refused);
        QTEST(refused.error().code, "code");
        QVERIFY(m_storage->events().isEmpty());
        QCOMPARE(stored(1).body, u"text 1"_s);
    }

    void aClosedConversationIsReadOnlyButForDeletions()
    {
        QVERIFY(m_storage->database().execute(u"UPDATE conversation SET state = 1"_s));
        QCOMPARE(amend(m_ada, 1, Edit{u"x"_s}).error().code, ErrorCode::ConversationClosed);
        QCOMPARE(amend(m_ada, 2, React{u"👍"_s}).error().code, ErrorCode::ConversationClosed);
        QVERIFY(amend(m_ada, 1, Remove()));
    }

private:
    Result<Message> amend(const Caller &caller, int seq, What what)
    {
        const Amendment amendment{.caller = caller,
                                  .conversation = m_conversation,
                                  .seq = Seq(seq),
                                  .what = std::move(what),
                                  .origin = {.socket = SocketId(1), .ref = "1"}};
        return m_storage->write([&](Transaction &transaction) {
            return AmendmentJob(amendment, m_storage->clock().now()).run(transaction);
        });
    }
    /// One of many different emoji; the first is 😀.
    bool putAnother(int number)
    {
        const char32_t emoji = 0x1F600 + char32_t(number);
        return bool(amend(m_grace, 1, React{QString::fromUcs4(&emoji, 1)}));
    }
    Message stored(int seq)
    {
        const auto found = MessageRepository(m_storage->database()).find(m_conversation, Seq(seq));
        return found && *found ? **found : Message();
    }
    QList<Message> changedSince(int change)
    {
        const auto found = MessageRepository(m_storage->database())
                               .changedSince(m_conversation, Change(change), Seq(1), 10);
        return found ? *found : QList<Message>();
    }
    int unread(const Caller &caller)
    {
        const auto access = accessConversation(m_storage->database(), m_conversation, caller.account);
        return viewConversation(m_storage->database(), *access)->unread;
    }
    int count(const QString &sql)
    {
        auto rows = m_storage->database().run(sql);
        return rows && rows->next() ? int(rows->integer(0)) : -1;
    }

    std::unique_ptr<StorageFixture> m_storage;
    Caller m_ada;
    Caller m_grace;
    ConversationId m_conversation;
};

CONFAB_TEST(AmendmentJobTest)
#include "amendmentjobtest.moc"
