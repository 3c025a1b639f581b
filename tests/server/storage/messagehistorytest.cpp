// SPDX-License-Identifier: Apache-2.0
#include "server/storage/messagehistory.h"

#include "server/storage/conversationrepository.h"
#include "server/storage/messagerepository.h"
#include "shared/protocol/jsonwriter.h"
#include "tests/support/storagefixture.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

class MessageHistoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_storage = std::make_unique<StorageFixture>();
        m_ada = m_storage->person(u"ada"_s);
        m_grace = m_storage->person(u"Grace"_s);
        const ConversationRow row{.id = m_conversation, .change = Change(1), .ownChange = Change(1)};
        QVERIFY(ConversationRepository(database()).insertDirect(row, m_ada.account, m_grace.account));
        for (int seq = 1; seq <= 9; ++seq)
            QVERIFY(insert(Seq(seq), seq % 3 ? m_ada : m_grace));
    }
    void cleanup() { m_storage.reset(); }

    void showsWhatIsBetween_data()
    {
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("last");
        QTest::addColumn<int>("count");

        QTest::newRow("all") << 1 << 9 << 9;
        QTest::newRow("some") << 3 << 5 << 3;
        QTest::newRow("one") << 4 << 4 << 1;
        QTest::newRow("none") << 5 << 4 << 0;
        QTest::newRow("more than there are") << 8 << 20 << 2;
    }
    void showsWhatIsBetween()
    {
        QFETCH(int, first);
        QFETCH(int, last);
        QFETCH(int, count);
        QList<Seq> seqs;
        QVERIFY(MessageHistory(database())
                    .visit(m_conversation, Seq(first), Seq(last),
                           [&](const MessageRow &view) { seqs.append(view.seq); }));
        QCOMPARE(seqs.size(), count);
        for (int i = 0; i < count; ++i)
            QCOMPARE(seqs[i], Seq(first + i));
    }

    void showsEveryMessageAsItIs()
    {
        QVERIFY(database().execute(u"UPDATE message SET edited_at = 7, deleted = 1 WHERE seq = 4"_s));
        const QString event = u"{\"what\":\"left\",\"user\":\"ada\"}"_s;
        QVERIFY(database().execute(u"UPDATE message SET kind = 1, body = '%1' WHERE seq = 5"_s.arg(event)));
        int seen = 0;
        QVERIFY(MessageHistory(database()).visit(m_conversation, Seq(1), Seq(9), [&](const MessageRow &view) {
            const auto found = MessageRepository(database()).find(m_conversation, view.seq);
            QVERIFY(found && *found);
            QCOMPARE(toJson(view), toJson(**found));
            ++seen;
        }));
        QCOMPARE(seen, 9);
    }

private:
    Result<void> insert(Seq seq, const Caller &sender)
    {
        const Message message{.conversation = m_conversation,
                              .seq = seq,
                              .change = Change(seq.value() + 1),
                              .clientId = QUuid::createUuid(),
                              .sender = sender.username,
                              .sentAt = m_storage->clock().now(),
                              .body = uR"("Zażółć" \ 😀 )"_s + QString::number(seq.value()),
                              .replyTo = seq == Seq(5) ? std::optional(Seq(2)) : std::nullopt};
        return MessageRepository(database()).insert({{message, sender.account}});
    }
    Database &database() { return m_storage->database(); }

    const ConversationId m_conversation{7};
    std::unique_ptr<StorageFixture> m_storage;
    Caller m_ada;
    Caller m_grace;
};

CONFAB_TEST(MessageHistoryTest)
#include "messagehistorytest.moc"
