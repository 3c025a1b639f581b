// SPDX-License-Identifier: Apache-2.0
#include "tests/server/domain/postone.h"
#include "tests/support/testcase.h"

#include "server/domain/messageservice.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

class MessageBatchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_storage = std::make_unique<StorageFixture>();
        m_ada = m_storage->person(u"ada"_s);
        m_grace = m_storage->person(u"grace"_s);
        m_eve = m_storage->person(u"eve"_s);
    }
    void cleanup() { m_storage.reset(); }

    void numbersManyOfSeveralConversations()
    {
        const ConversationId first = begin(m_ada, u"grace"_s);
        const ConversationId second = begin(m_eve, u"grace"_s);
        std::vector<Post> posts;
        for (int i = 0; i < 50; ++i)
            posts.push_back(i % 2 ? post(i % 4 == 1 ? m_ada : m_grace, first) : post(m_eve, second));
        const auto outcomes = postAll(*m_storage, posts);
        QVERIFY(outcomes);
        Seq last[2] = {Seq(1), Seq(1)};
        for (size_t i = 0; i < posts.size(); ++i) {
            const Message &message = (*outcomes)[i]->message;
            Seq &before = last[i % 2];
            QCOMPARE(message.seq, before.next());
            QCOMPARE(message.change.value(), message.seq.value() + 1);
            before = message.seq;
        }
        QCOMPARE(stored(first), 26);
        QCOMPARE(stored(second), 26);
        // A next batch goes on where this one ended.
        QCOMPARE(postOne(*m_storage, post(m_grace, first))->message.seq, Seq(27));
    }

    void refusesOneAndWritesTheOthers_data()
    {
        QTest::addColumn<int>("which");
        QTest::addColumn<ErrorCode>("code");

        QTest::newRow("an outsider's") << 0 << ErrorCode::NotFound;
        QTest::newRow("of a session that has ended") << 1 << ErrorCode::NotAuthenticated;
        QTest::newRow("to nobody") << 2 << ErrorCode::NotFound;
        QTest::newRow("a reply to what is not there yet") << 3 << ErrorCode::InvalidField;
        QTest::newRow("into a conversation that is none") << 4 << ErrorCode::NotFound;
    }

    void refusesOneAndWritesTheOthers()
    {
        QFETCH(int, which);
        QFETCH(ErrorCode, code);
        const ConversationId id = begin(m_ada, u"grace"_s);
        Post bad = post(which == 0 ? m_eve : m_ada, id);
        if (which == 1)
            bad.caller.session = SessionId(4711);
        if (which == 2) {
            bad.conversation.reset();
            bad.to = u"nobody"_s;
        }
        if (which == 3)
            bad.replyTo = Seq(3);
        if (which == 4)
            bad.conversation = ConversationId(4711);
        const auto outcomes = postAll(*m_storage, {post(m_ada, id), bad, post(m_grace, id)});
        QVERIFY(outcomes);
        QCOMPARE((*outcomes)[0]->message.seq, Seq(2));
        QCOMPARE((*outcomes)[1].error().code, code);
        QCOMPARE((*outcomes)[2]->message.seq, Seq(3));
        QCOMPARE(stored(id), 3);
    }

    void aRepeatInTheSameBatchIsTheFirst()
    {
        const ConversationId id = begin(m_ada, u"grace"_s);
        const Post one = post(m_ada, id);
        const auto outcomes = postAll(*m_storage, {one, post(m_grace, id), one});
        QVERIFY(!(*outcomes)[0]->repeated);
        QVERIFY((*outcomes)[2]->repeated);
        QCOMPARE((*outcomes)[2]->message, (*outcomes)[0]->message);
        QCOMPARE(stored(id), 3);
        const auto acknowledged = only<Acknowledged>(m_storage->events());
        QVERIFY(acknowledged);
        QCOMPARE(acknowledged->ack.seq, Seq(2));
    }

    void twoBeginTheSameConversation()
    {
        Post first = post(m_ada, {});
        first.conversation.reset();
        first.to = u"Grace"_s;
        Post second = post(m_grace, {});
        second.conversation.reset();
        second.to = u"ada"_s;
        Post repeat = first;
        repeat.to = u"grace"_s;
        const auto outcomes = postAll(*m_storage, {first, second, repeat});
        QVERIFY(outcomes);
        QCOMPARE((*outcomes)[0]->message.seq, Seq(1));
        QCOMPARE((*outcomes)[1]->message.seq, Seq(2));
        QCOMPARE((*outcomes)[1]->message.conversation, (*outcomes)[0]->message.conversation);
        QVERIFY((*outcomes)[2]->repeated);
        QVERIFY(only<ConversationChanged>(m_storage->events()));
    }

    void whatIsRefusedBeginsNothing_data()
    {
        QTest::addColumn<std::optional<Seq>>("replyTo");
        QTest::addColumn<QList<FileId>>("attachments");
        QTest::addColumn<QString>("field");
        QTest::newRow("a reply") << std::optional(Seq(7)) << QList<FileId>() << u"replyTo"_s;
        QTest::newRow("a file that is not there")
            << std::optional<Seq>() << QList{FileId(4711)} << u"attachments"_s;
    }

    void whatIsRefusedBeginsNothing()
    {
        QFETCH(std::optional<Seq>, replyTo);
        QFETCH(QList<FileId>, attachments);
        const Post bad{.caller = m_ada,
                       .to = u"grace"_s,
                       .clientId = QUuid::createUuid(),
                       .body = u"text"_s,
                       .replyTo = replyTo,
                       .attachments = attachments};
        const auto refused = postOne(*m_storage, bad);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::InvalidField);
        QTEST(refused.error().field, "field");
        QVERIFY(m_storage->events().isEmpty());
        const auto direct
            = ConversationRepository(m_storage->database()).findDirect(m_ada.account, m_grace.account);
        QVERIFY(direct && !*direct);
    }

    void aReplyMayFollowWhatBeganInTheSameBatch()
    {
        const Post first{
            .caller = m_ada, .to = u"grace"_s, .clientId = QUuid::createUuid(), .body = u"first"_s};
        Post reply{.caller = m_ada,
                   .to = u"grace"_s,
                   .clientId = QUuid::createUuid(),
                   .body = u"second"_s,
                   .replyTo = Seq(1)};
        const auto outcomes = postAll(*m_storage, {first, reply});
        QVERIFY(outcomes && (*outcomes)[1]);
        QCOMPARE((*outcomes)[1]->message.replyTo, std::optional(Seq(1)));
        reply.clientId = QUuid::createUuid();
        reply.replyTo = Seq(3);
        QCOMPARE(postOne(*m_storage, reply).error().field, u"replyTo"_s);
    }

    void aRepeatToAnotherPersonIsRefused()
    {
        Post first = post(m_ada, {});
        first.conversation.reset();
        first.to = u"grace"_s;
        Post other = first;
        other.to = u"eve"_s;
        const auto outcomes = postAll(*m_storage, {first, other});
        QCOMPARE((*outcomes)[1].error().code, ErrorCode::ClientIdReused);
    }

    void whoWasClosedOutStillGetsTheFirstAnswer()
    {
        const ConversationId id = begin(m_ada, u"grace"_s);
        const Post one = post(m_ada, id);
        QVERIFY(postOne(*m_storage, one));
        const auto left
            = m_storage->database().change(u"UPDATE member SET left_at = 1 WHERE account_id = :account"_s,
                                           {{":account", m_ada.account.value()}});
        QVERIFY(left);
        QVERIFY(postOne(*m_storage, one)->repeated);
        QCOMPARE(postOne(*m_storage, post(m_ada, id)).error().code, ErrorCode::NotFound);
    }

    void whatWasTouchedAgainComesInTheOrderOfItsChange()
    {
        const ConversationId id = begin(m_ada, u"grace"_s);
        for (int i = 0; i < 9; ++i)
            QVERIFY(postOne(*m_storage, post(m_ada, id))); // changes 3 to 11
        for (const auto &[seq, modified] : {std::pair(4, 12), {2, 13}}) {
            QVERIFY(
                m_storage->database().change(u"UPDATE message SET modified = :modified WHERE seq = :seq"_s,
                                             {{":modified", modified}, {":seq", seq}}));
        }
        const auto changed = [&](int since, int limit) {
            QList<int> seqs;
            for (const Message &message :
                 *MessageRepository(m_storage->database()).changedSince(id, Change(since), Seq(1), limit))
                seqs.append(int(message.seq.value()));
            return seqs;
        };
        QCOMPARE(changed(0, 100), (QList<int>{1, 3, 5, 6, 7, 8, 9, 10, 4, 2}));
        QCOMPARE(changed(7, 100), (QList<int>{7, 8, 9, 10, 4, 2}));
        QCOMPARE(changed(7, 5), (QList<int>{7, 8, 9, 10, 4}));
        QCOMPARE(changed(12, 100), QList<int>{2});
        QCOMPARE(changed(13, 100), QList<int>{});
    }

private:
    static Post post(const Caller &caller, ConversationId id)
    {
        return {.caller = caller, .conversation = id, .clientId = QUuid::createUuid(), .body = u"text"_s};
    }

    /// The conversation of the two, with one message.
    ConversationId begin(const Caller &caller, const QString &other)
    {
        Post first = post(caller, {});
        first.conversation.reset();
        first.to = other;
        return postOne(*m_storage, first)->message.conversation;
    }

    int stored(ConversationId id)
    {
        auto rows = m_storage->database().run(
            u"SELECT count(*) FROM message WHERE conversation_id = :conversation"_s,
            {{":conversation", id.value()}});
        return rows && rows->next() ? int(rows->integer(0)) : -1;
    }

    std::unique_ptr<StorageFixture> m_storage;
    Caller m_ada;
    Caller m_grace;
    Caller m_eve;
};

CONFAB_TEST(MessageBatchTest)
#include "messagebatchtest.moc"
