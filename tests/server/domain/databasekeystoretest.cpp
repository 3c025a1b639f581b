// SPDX-License-Identifier: Apache-2.0
#include "server/domain/databasekeystore.h"
#include "server/bus/eventbus.h"
#include "server/domain/accesstoken.h"
#include "server/storage/storagepool.h"
#include "server/storage/writer.h"
#include "tests/support/storagefixture.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray secret = "0123456789abcdef0123456789abcdef";
constexpr RotatingKeyStore::Periods periods{.rotateAfter = 24h, .keepFor = 20min};

/// What of one node the keys need. All nodes share the fixture's database and clock.
struct Node {
    explicit Node(StorageFixture &storage, const QByteArray &withSecret = secret)
        : writer(DatabaseUrl::sqlite(storage.path()), bus)
        , readers(DatabaseUrl::sqlite(storage.path()), 1, 100)
        , keys(withSecret, {writer, readers, storage.clock()}, periods)
    {
        started = writer.start() && readers.start();
    }
    ~Node()
    {
        readers.stop();
        writer.stop();
    }

    LocalEventBus bus;
    Writer writer;
    StoragePool readers;
    DatabaseKeyStore keys;
    bool started = false;
};

} // namespace

class DatabaseKeyStoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_storage = std::make_unique<StorageFixture>(); }
    void cleanup() { m_storage.reset(); }

    void givesEveryNodeTheSameKeys()
    {
        Node one(*m_storage);
        Node two(*m_storage);
        QVERIFY(one.started && two.started);
        QVERIFY(one.keys.load());
        QVERIFY(two.keys.load());
        QCOMPARE(two.keys.signingKey().id, one.keys.signingKey().id);
        QCOMPARE(two.keys.signingKey().secretKey, one.keys.signingKey().secretKey);
        QCOMPARE(two.keys.refreshKey(), one.keys.refreshKey());
        QCOMPARE(one.keys.refreshKey().size(), 32);
        QCOMPARE(rows().size(), 2);
    }

    void aTokenOfOneNodeHoldsOnAnother()
    {
        Node one(*m_storage);
        Node two(*m_storage);
        QVERIFY(one.keys.load() && two.keys.load());
        const AccessTokens issuing(one.keys, m_storage->clock(), 15min);
        const AccessTokens verifying(two.keys, m_storage->clock(), 15min);
        QVERIFY(verifying.verify(issuing.issue(AccountId(7), SessionId(42)).token));
    }

    void keepsNoKeyInTheClear()
    {
        Node node(*m_storage);
        QVERIFY(node.keys.load());
        const QByteArray seed = node.keys.signingKey().seed().toByteArray();
        for (const ServerKeyRow &row : rows())
            QVERIFY(!row.sealed.contains(seed) && !row.sealed.contains(node.keys.refreshKey()));
    }

    void refusesAnotherSecret()
    {
        const QByteArray wrong = "another secret that is long enough";
        Node one(*m_storage);
        QVERIFY(one.keys.load());
        const auto before = sealed();
        Node two(*m_storage, wrong);
        const auto loaded = two.keys.load();
        QVERIFY(!loaded);
        QCOMPARE(loaded.error().field, u"cluster_secret"_s);
        QVERIFY(!loaded.error().detail.contains(QString::fromLatin1(wrong)));
        QCOMPARE(sealed(), before);
    }

    void refusesARowThatWasMovedAbout()
    {
        Node one(*m_storage);
        QVERIFY(one.keys.load());
        QVERIFY(m_storage->database().change(u"UPDATE server_key SET valid_from = 0 WHERE number = 1"_s));
        Node two(*m_storage);
        QVERIFY(!two.keys.load());
    }

    void announcesAKeyBeforeItSigns()
    {
        Node one(*m_storage);
        Node two(*m_storage);
        QVERIFY(one.keys.load() && two.keys.load());
        const SigningKey first = one.keys.signingKey();
        m_storage->clock().advance(24h);
        QVERIFY(one.keys.rotate());
        QTRY_COMPARE(rows().size(), 3);
        const QByteArray second = rows().last().name;
        QTRY_VERIFY(one.keys.publicKey(second));
        QCOMPARE(one.keys.signingKey().id, first.id);

        // The other learns of it in time, and both change over at the same moment.
        QVERIFY(two.keys.rotate());
        QTRY_VERIFY(two.keys.publicKey(second));
        m_storage->clock().advance(DatabaseKeyStore::lead - 1ms);
        QCOMPARE(two.keys.signingKey().id, first.id);
        m_storage->clock().advance(1ms);
        QCOMPARE(one.keys.signingKey().id, second);
        QCOMPARE(two.keys.signingKey().id, second);

        // What the old one signed is good for as long as it may be in use.
        m_storage->clock().advance(20min - 1ms);
        QVERIFY(two.keys.publicKey(first.id));
        m_storage->clock().advance(1ms);
        QVERIFY(!two.keys.publicKey(first.id));
        QVERIFY(two.keys.rotate());
        QTRY_COMPARE(rows().size(), 2);
        QCOMPARE(rows().last().name, second);
    }

    void makesOneKeyHoweverManyNodesFindItTime()
    {
        std::vector<std::unique_ptr<Node>> nodes;
        for (int i = 0; i < 4; ++i) {
            nodes.push_back(std::make_unique<Node>(*m_storage));
            QVERIFY(nodes.back()->keys.load());
        }
        m_storage->clock().advance(24h);
        for (const auto &node : nodes)
            QVERIFY(node->keys.rotate());
        for (const auto &node : nodes) {
            // Finishes what waits: the reading, and then the writing that came of it.
            node->readers.stop();
            node->writer.stop();
        }
        QCOMPARE(rows().size(), 3);
    }

    void looksForAnUnknownKeyAtMostOnceASecond()
    {
        Node one(*m_storage);
        Node two(*m_storage);
        QVERIFY(one.keys.load() && two.keys.load());
        m_storage->clock().advance(24h);
        QVERIFY(one.keys.rotate());
        QTRY_COMPARE(rows().size(), 3);
        const QByteArray second = rows().last().name;

        QVERIFY(!two.keys.publicKey(second)); // asks for a look
        QTRY_VERIFY(two.keys.publicKey(second));
        // Within the same second it does not ask again, or it would find this one gone.
        QVERIFY(m_storage->database().change(u"DELETE FROM server_key WHERE number = 2"_s));
        QVERIFY(!two.keys.publicKey("nobody's"));
        two.readers.stop(); // finishes what waits
        QVERIFY(two.keys.publicKey(second));
    }

    void keepsItsKeysWhenTheDatabaseHasNone()
    {
        Node node(*m_storage);
        QVERIFY(node.keys.load());
        const QByteArray id = node.keys.signingKey().id;
        QVERIFY(m_storage->database().change(u"DELETE FROM server_key"_s));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"The keys stay as they are"_s));
        QVERIFY(node.keys.rotate());
        node.readers.stop();
        QCOMPARE(node.keys.signingKey().id, id);
        QVERIFY(node.keys.publicKey(id));
    }

private:
    QList<ServerKeyRow> rows() { return ServerKeyRepository(m_storage->database()).list().value(); }
    QByteArrayList sealed()
    {
        QByteArrayList all;
        for (const ServerKeyRow &row : rows())
            all.append(row.sealed);
        return all;
    }

    std::unique_ptr<StorageFixture> m_storage;
};

CONFAB_TEST(DatabaseKeyStoreTest)
#include "databasekeystoretest.moc"
