// SPDX-License-Identifier: Apache-2.0
#include "client/store/unreadcount.h"
#include "tests/support/testcase.h"

#include <QTemporaryDir>

using namespace confab;
using namespace Qt::StringLiterals;

class UnreadCountTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        auto opened = LocalStore::open(m_directory->filePath(u"ada.sqlite"_s), u"ada"_s);
        QVERIFY(opened);
        m_store = *std::move(opened);
        QVERIFY(m_store->write(LocalStore::Durability::Normal, [this](StoreChange &) -> Result<void> {
            auto made = m_store->conversations().make(u"#1"_s, Timestamp());
            if (!made)
                return made.error();
            m_row = *made;
            return {};
        }));
        m_row.chat.title = u"Compilers"_s;
    }
    void cleanup() { m_store.reset(); }

    void countsWhatOthersWrote()
    {
        put(1, u"grace"_s);
        put(2, u"ada"_s);
        put(3, u"grace"_s);
        m_row.chat.readSeq = Seq(1);
        QCOMPARE(count(), 1);
    }

    void takesTheServersWordForWhatIsNotHere()
    {
        put(9, u"grace"_s);
        put(10, u"grace"_s);
        m_row.summaryLastSeq = Seq(9);
        m_row.summaryUnread = 5;
        QCOMPARE(count(), 6);
    }

    void countsNothingThatWasSaidWhileOneWasNotInTheGroup()
    {
        m_row.chat.firstSeq = Seq(6);
        m_row.chat.readSeq = Seq(2); // of the time before
        put(6, u"grace"_s);
        put(7, u"grace"_s);
        QCOMPARE(count(), 2);
    }

    void countsWhatMentionsThisAccount_data()
    {
        QTest::addColumn<QString>("sender");
        QTest::addColumn<QString>("body");
        QTest::addColumn<int>("mentions");

        QTest::newRow("by name") << u"grace"_s << u"look, @Ada!"_s << 1;
        QTest::newRow("twice in one message") << u"grace"_s << u"@ada @ada"_s << 1;
        QTest::newRow("somebody else") << u"grace"_s << u"look, @adam!"_s << 0;
        QTest::newRow("within code") << u"grace"_s << u"`@ada`"_s << 0;
        QTest::newRow("by oneself") << u"ada"_s << u"I am @ada"_s << 0;
    }

    void countsWhatMentionsThisAccount()
    {
        QFETCH(QString, sender);
        QFETCH(QString, body);
        put(1, u"grace"_s, u"@ada, read already"_s);
        put(2, u"grace"_s);
        put(3, sender, body);
        m_row.chat.readSeq = Seq(1);
        (void)count();
        QTEST(m_row.chat.mentions, "mentions");
        write(u"UPDATE message SET names_self = NULL"_s); // As a version before has left it.
        (void)count();
        QTEST(m_row.chat.mentions, "mentions");
    }

    void anEditDecidesAnewWhomItMentions()
    {
        put(1, u"grace"_s, u"@ada"_s);
        put(1, u"grace"_s, u"@adam"_s, Change(2));
        QCOMPARE(count(), 1);
        QCOMPARE(m_row.chat.mentions, 0);
        put(1, u"grace"_s, u"@adam, @ada"_s, Change(3));
        (void)count();
        QCOMPARE(m_row.chat.mentions, 1);
    }

    void readsNoTextAgainToCount()
    {
        put(1, u"grace"_s, u"@ada"_s);
        write(u"UPDATE message SET body = ''"_s);
        (void)count();
        QCOMPARE(m_row.chat.mentions, 1);
    }

private:
    void write(const QString &sql)
    {
        const auto database = LocalDatabase::open(m_directory->filePath(u"ada.sqlite"_s));
        QVERIFY(database && (*database)->write(sql, {}));
    }
    void put(int seq, const QString &sender, const QString &body = u"text"_s, Change change = {})
    {
        const Message message{.conversation = ConversationId(1),
                              .seq = Seq(seq),
                              .change = std::max(change, Change(seq)),
                              .clientId = QUuid::createUuid(),
                              .sender = sender,
                              .sentAt = {},
                              .body = body};
        QVERIFY(m_store->write(LocalStore::Durability::Normal, [&](StoreChange &) -> Result<void> {
            const auto stored = m_store->messages().put(m_row.chat.id, message);
            return stored ? Result<void>() : Result<void>(stored.error());
        }));
        m_row.chat.lastSeq = Seq(seq);
    }
    int count()
    {
        countUnread(*m_store, m_row);
        return m_row.chat.unread;
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<LocalStore> m_store;
    ChatRow m_row;
};

CONFAB_TEST(UnreadCountTest)
#include "unreadcounttest.moc"
