// SPDX-License-Identifier: Apache-2.0
#include "server/domain/seenservice.h"
#include "server/domain/groupservice.h"
#include "server/domain/receiptjob.h"
#include "server/storage/accountrepository.h"
#include "shared/core/limits.h"
#include "tests/server/domain/accountsfixture.h"
#include "tests/server/domain/postone.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

/// Who is told who has read what. Ada writes, in a group with Grace and Ken.
class SeenServiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_storage = std::make_unique<StorageFixture>();
        m_ada = m_storage->person(u"ada"_s);
        m_grace = m_storage->person(u"grace"_s);
        m_ken = m_storage->person(u"ken"_s);
        const auto made = m_storage->write([&](Transaction &transaction) {
            return GroupService(m_storage->clock())
                .create(transaction, m_ada,
                        {.title = u"Compilers"_s,
                         .members = {u"grace"_s, u"ken"_s},
                         .clientId = QUuid::createUuid()});
        });
        QVERIFY(made);
        m_group = made->access.conversation.id;
        const auto posted = postOne(*m_storage,
                                    {.caller = m_ada,
                                     .conversation = m_group,
                                     .clientId = QUuid::createUuid(),
                                     .body = u"hello all"_s});
        QVERIFY(posted);
    }
    void cleanup() { m_storage.reset(); }

    void namesThoseWhoHaveReadIt()
    {
        QCOMPARE(names(m_ada), QStringList());
        QVERIFY(read(m_ken, 2));
        QVERIFY(read(m_grace, 1));
        QCOMPARE(names(m_ada), QStringList{u"ken"_s});
        QCOMPARE(names(m_grace), QStringList{u"ken"_s});
        QCOMPARE(names(m_ken), QStringList()); // oneself is no news, and who wrote it neither
    }

    void comesInPages()
    {
        QVERIFY(read(m_ken, 2));
        QVERIFY(read(m_grace, 2));
        const auto first = list(m_ada, 2, 1);
        QVERIFY(first);
        QCOMPARE(first->items.size(), 1);
        QVERIFY(!first->next.isEmpty());
        const auto second = list(m_ada, 2, 1, first->next);
        QVERIFY(second);
        QCOMPARE(second->items.size(), 1);
        QVERIFY(second->next.isEmpty());
        QCOMPARE(first->items.first().username + second->items.first().username, u"graceken"_s);
    }

    void keepsToItselfWhoDoesNotTell()
    {
        setReceipts(u"ken"_s, false);
        QVERIFY(read(m_ken, 2));
        QCOMPARE(names(m_ada), QStringList());
    }

    void isAskedForInALargeGroup()
    {
        fill(Limits::sharedMarks + 1);
        QVERIFY(read(m_ken, 2));
        QVERIFY(read(m_grace, 2));
        QCOMPARE(names(m_ada), QStringList({u"grace"_s, u"ken"_s}));
        setReceipts(u"ken"_s, false);
        QCOMPARE(names(m_ada), QStringList{u"grace"_s});
        setReceipts(u"ada"_s, false); // who does not tell is not told
        QCOMPARE(names(m_ada), QStringList());
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("caller");
        QTest::addColumn<int>("seq");
        QTest::addColumn<QString>("after");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("who is no member") << u"eve"_s << 2 << QString() << ErrorCode::NotFound;
        QTest::newRow("a message that is not there") << u"ada"_s << 9 << QString() << ErrorCode::NotFound;
        QTest::newRow("what is no cursor") << u"ada"_s << 2 << u"x"_s << ErrorCode::InvalidField;
    }
    void refuses()
    {
        QFETCH(QString, caller);
        QFETCH(int, seq);
        QFETCH(QString, after);
        const Caller eve = m_storage->person(u"eve"_s);
        const auto refused = list(caller == u"eve"_s ? eve : m_ada, seq, 10, after);
        QVERIFY(!refused);
        QTEST(refused.error().code, "code");
    }

private:
    Result<Page<User>> list(const Caller &caller, int seq, int limit, const QString &after = {})
    {
        return SeenService(m_presence).list(m_storage->database(), caller, m_group, Seq(seq), limit, after);
    }
    QStringList names(const Caller &caller)
    {
        QStringList names;
        const auto page = list(caller, 2, Limits::page);
        for (const User &user : page ? page->items : QList<User>())
            names.append(user.username);
        return names;
    }
    bool read(const Caller &caller, int seq)
    {
        ReceiptJob job(m_group, m_storage->clock().now());
        job.add({{.kind = MarkFrame::Kind::Read, .conversation = m_group, .seq = Seq(seq)}, caller, {}});
        return m_storage->write([&](Transaction &transaction) { return job.run(transaction); })
            && job.result(0);
    }
    void setReceipts(const QString &name, bool sends)
    {
        AccountRepository repository(m_storage->database());
        auto account = repository.findByName(name);
        QVERIFY(account && *account);
        (*account)->sendReadReceipts = sends;
        QVERIFY(repository.updateProfile(**account));
    }
    /// Makes the group one of so many members, by rows.
    void fill(int count)
    {
        QVERIFY(m_storage->write([&](Transaction &transaction) {
            QList<MemberRow> rows;
            for (int i = 3; i < count; ++i) {
                rows.append({.conversation = m_group,
                             .account = m_storage->person(u"person%1"_s.arg(i)).account,
                             .membership = MembershipId(i),
                             .change = Change(2),
                             .joined = Change(2)});
            }
            return MemberRepository(transaction.database()).insert(rows);
        }));
    }

    std::unique_ptr<StorageFixture> m_storage;
    NoPresence m_presence;
    Caller m_ada;
    Caller m_grace;
    Caller m_ken;
    ConversationId m_group;
};

CONFAB_TEST(SeenServiceTest)
#include "seenservicetest.moc"
