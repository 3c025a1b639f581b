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

private:
    void put(int seq, const QString &sender)
    {
        const Message message{.conversation = ConversationId(1),
                              .seq = Seq(seq),
                              .change = Change(seq),
                              .clientId = QUuid::createUuid(),
                              .sender = sender,
                              .sentAt = {},
                              .body = u"text"_s};
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
