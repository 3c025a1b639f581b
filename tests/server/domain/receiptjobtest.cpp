// SPDX-License-Identifier: Apache-2.0
#include "server/domain/receiptjob.h"
#include "tests/server/domain/postone.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

class ReceiptJobTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_storage = std::make_unique<StorageFixture>();
        m_ada = m_storage->person(u"ada"_s);
        m_grace = m_storage->person(u"grace"_s);
        for (int i = 0; i < 5; ++i) {
            const auto posted = postOne(
                *m_storage,
                {.caller = m_ada, .to = u"grace"_s, .clientId = QUuid::createUuid(), .body = u"text"_s});
            QVERIFY(posted);
            m_conversation = posted->message.conversation;
        }
    }
    void cleanup() { m_storage.reset(); }

    void aReadMarkIsAChangeThatBothSee()
    {
        const auto result = mark({{MarkFrame::Kind::Read, m_grace, 3}});
        QCOMPARE(*result[0], Change(7));
        const auto receipt = only<ReceiptChanged>(m_storage->events());
        QVERIFY(receipt);
        QCOMPARE(receipt->receipt.user, u"grace"_s);
        QCOMPARE(receipt->receipt.readSeq, Seq(3));
        QCOMPARE(receipt->receipt.deliveredSeq, Seq(3));
        QCOMPARE(receipt->audience.members.size(), 2);
        QCOMPARE(view(m_grace).unread, 2);
        QCOMPARE(view(m_ada).member(u"grace")->readSeq, Seq(3));
    }

    void severalMarksOfOnePersonAreOneChange()
    {
        const auto result = mark({{MarkFrame::Kind::Delivered, m_grace, 5},
                                  {MarkFrame::Kind::Read, m_grace, 2},
                                  {MarkFrame::Kind::Read, m_grace, 4}});
        for (const auto &one : result)
            QCOMPARE(*one, Change(7));
        const auto receipt = only<ReceiptChanged>(m_storage->events());
        QVERIFY(receipt);
        QCOMPARE(receipt->receipt.readSeq, Seq(4));
        QCOMPARE(receipt->receipt.deliveredSeq, Seq(5));
        QCOMPARE(receipt->audience.origins.size(), 3);
    }

    void aDeviceIsToldWhatTheOtherOneMarkedAtTheSameTime()
    {
        (void)mark({{MarkFrame::Kind::Delivered, m_grace, 5, SocketId(1)},
                    {MarkFrame::Kind::Read, m_grace, 4, SocketId(2)}});
        const auto receipt = only<ReceiptChanged>(m_storage->events());
        QVERIFY(receipt);
        QVERIFY(receipt->audience.origins.isEmpty()); // so that both sockets get the push
        const auto events = m_storage->events();
        const auto acknowledged = std::count_if(events.begin(), events.end(), [](const Event &event) {
            return std::holds_alternative<Acknowledged>(event);
        });
        QCOMPARE(acknowledged, 2);
    }

    void marksOfTwoPeopleHaveAChangeEach()
    {
        const auto result = mark({{MarkFrame::Kind::Read, m_grace, 5}, {MarkFrame::Kind::Read, m_ada, 5}});
        QCOMPARE(*result[0], Change(7));
        QCOMPARE(*result[1], Change(8));
    }

    void marksNeverMoveBack()
    {
        (void)mark({{MarkFrame::Kind::Read, m_grace, 4}});
        const auto result = mark({{MarkFrame::Kind::Read, m_grace, 2}});
        QCOMPARE(*result[0], Change(7));
        QVERIFY(!only<ReceiptChanged>(m_storage->events()));
        const auto acknowledged = only<Acknowledged>(m_storage->events());
        QVERIFY(acknowledged && acknowledged->ack.present); // the number may be anybody's
        QCOMPARE(view(m_ada).member(u"grace")->readSeq, Seq(4));
    }

    void refusesOneMarkAndWritesTheOther()
    {
        const auto result = mark({{MarkFrame::Kind::Read, m_grace, 6}, {MarkFrame::Kind::Read, m_grace, 1}});
        QVERIFY(!result[0]);
        QCOMPARE(result[0].error().field, u"seq"_s);
        QCOMPARE(*result[1], Change(7));
    }

    void refusesAStrangerAndAnEndedSession()
    {
        const Caller eve = m_storage->person(u"eve"_s);
        Caller ended = m_grace;
        ended.session = SessionId(12345);
        const auto result = mark({{MarkFrame::Kind::Read, eve, 1}, {MarkFrame::Kind::Read, ended, 1}});
        QCOMPARE(result[0].error().code, ErrorCode::NotFound);
        QCOMPARE(result[1].error().code, ErrorCode::NotAuthenticated);
        QVERIFY(m_storage->events().isEmpty());
    }

    void aPrivateReadMarkIsTheReadersAlone()
    {
        auto account = **AccountRepository(m_storage->database()).find(m_grace.account);
        account.sendReadReceipts = false;
        QVERIFY(AccountRepository(m_storage->database()).updateProfile(account));
        (void)mark({{MarkFrame::Kind::Delivered, m_grace, 5}});
        const auto result = mark({{MarkFrame::Kind::Read, m_grace, 5}});
        QCOMPARE(*result[0], Change(7));
        QVERIFY(!only<ReceiptChanged>(m_storage->events()));
        const auto told = only<ConversationChanged>(m_storage->events());
        QVERIFY(told);
        QCOMPARE(told->views.size(), 1);
        QCOMPARE(told->views[0].account, m_grace.account);
        QCOMPARE(told->views[0].conversation.unread, 0);
        QCOMPARE(told->views[0].conversation.own.own, Own(1));
        QCOMPARE(view(m_ada).member(u"grace")->readSeq, Seq(0));
        QCOMPARE(view(m_grace).member(u"grace")->readSeq, Seq(5));
    }

private:
    struct Mark {
        MarkFrame::Kind kind;
        Caller caller;
        int seq;
        SocketId socket = SocketId(1);
    };

    QList<Result<Change>> mark(const QList<Mark> &marks)
    {
        ReceiptJob job(m_conversation, m_storage->clock().now());
        for (const Mark &one : marks) {
            job.add({{.kind = one.kind, .conversation = m_conversation, .seq = Seq(one.seq)},
                     one.caller,
                     {.socket = one.socket, .ref = "1"}});
        }
        const auto done = m_storage->write([&](Transaction &transaction) { return job.run(transaction); });
        Q_ASSERT(done);
        QList<Result<Change>> results;
        for (qsizetype i = 0; i < marks.size(); ++i)
            results.append(job.result(size_t(i)));
        return results;
    }
    Conversation view(const Caller &caller)
    {
        const ConversationService conversations(m_storage->clock());
        return *conversations.view(m_storage->database(), caller, m_conversation);
    }

    std::unique_ptr<StorageFixture> m_storage;
    Caller m_ada;
    Caller m_grace;
    ConversationId m_conversation;
};

CONFAB_TEST(ReceiptJobTest)
#include "receiptjobtest.moc"
