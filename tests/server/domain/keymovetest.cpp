// SPDX-License-Identifier: Apache-2.0
#include "server/domain/keymove.h"
#include "server/domain/crypto.h"
#include "server/domain/filekeystore.h"
#include "server/domain/sealedkeys.h"
#include "tests/support/storagefixture.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// From a file to the database under test, and back; on SQLite from file to file.
class KeyMoveTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::begin()); }
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_storage = std::make_unique<StorageFixture>();
        m_embedded
            = *Database::open(DatabaseUrl::sqlite(m_directory->filePath(u"source.db"_s)), Access::Write);
    }
    void cleanup()
    {
        m_embedded.reset();
        m_storage.reset();
    }

    void carriesAllKeysThereAndBack()
    {
        FileKeyStore store(path(u"source"_s), m_storage->clock(), {.rotateAfter = 1h, .keepFor = 30min});
        QVERIFY(store.load());
        const SigningKey first = store.signingKey();
        m_storage->clock().advance(1h);
        QVERIFY(store.rotate());
        const KeyMove keyMove(secret);
        const auto keys = keyMove.read(source());
        QVERIFY(keys && *keys);
        QCOMPARE((*keys)->signing.size(), 2);
        QCOMPARE((*keys)->signing.first().id, first.id);

        QVERIFY(keyMove.write(target(), **keys));
        QVERIFY(keyMove.write(target(), **keys)); // again, after an interruption
        const auto there = keyMove.read(target());
        QVERIFY(there && *there);
        QVERIFY(keyMove.write({*m_embedded, path(u"back"_s)}, **there));

        FileKeyStore back(path(u"back"_s), m_storage->clock(), {.rotateAfter = 1h, .keepFor = 30min});
        QVERIFY(back.load());
        QCOMPARE(back.signingKey().id, store.signingKey().id);
        QCOMPARE(back.signingKey().secretKey, store.signingKey().secretKey);
        QCOMPARE(back.publicKey(first.id), store.publicKey(first.id));
        QVERIFY(back.publicKey(first.id));
        QCOMPARE(back.refreshKey(), store.refreshKey());
    }

    void findsNoneWhereThereAreNone()
    {
        const KeyMove keyMove(secret);
        const auto file = keyMove.read(source());
        QVERIFY(file && !*file);
        const auto there = keyMove.read(target());
        QVERIFY(there && !*there);
    }

    void keepsNoKeyInTheClearWhereNodesShareIt()
    {
        if (testEngine() == Engine::Sqlite)
            QSKIP("an embedded database has them in a file");
        const KeySet keys = someKeys();
        QVERIFY(KeyMove(secret).write(target(), keys));
        const auto rows = ServerKeyRepository(m_storage->database()).list();
        QVERIFY(rows);
        QCOMPARE(rows->size(), 2);
        for (const ServerKeyRow &row : *rows)
            QVERIFY(!row.sealed.contains(keys.refresh) && !row.sealed.contains(keys.signing.first().seed()));
    }

    void needsTheSecretThatTheyWereSealedWith()
    {
        if (testEngine() == Engine::Sqlite)
            QSKIP("an embedded database has them in a file");
        QVERIFY(KeyMove(secret).write(target(), someKeys()));
        const auto opened = KeyMove("another secret that is long enough").read(target());
        QVERIFY(!opened);
        QCOMPARE(opened.error().field, u"cluster_secret"_s);
    }

    void saysWhichFileItCannotRead()
    {
        QFile file(path(u"source"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{}");
        file.close();
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
        const auto read = KeyMove(secret).read(source());
        QVERIFY(!read);
        QVERIFY(read.error().detail.contains(file.fileName()));
    }

private:
    static KeySet someKeys()
    {
        return {.signing = {SigningKey::make(Timestamp(1s))},
                .refresh = crypto::randomBytes(KeySet::refreshBytes)};
    }
    [[nodiscard]] QString path(const QString &name) const { return m_directory->filePath(name + ".json"_L1); }
    [[nodiscard]] KeyMove::Place source() const { return {*m_embedded, path(u"source"_s)}; }
    [[nodiscard]] KeyMove::Place target() const { return {m_storage->database(), path(u"target"_s)}; }

    const QByteArray secret = "0123456789abcdef0123456789abcdef";
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<StorageFixture> m_storage;
    std::unique_ptr<Database> m_embedded;
};

CONFAB_TEST(KeyMoveTest)
#include "keymovetest.moc"
