// SPDX-License-Identifier: Apache-2.0
#include "server/domain/keyseal.h"
#include "server/domain/crypto.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace Qt::StringLiterals;

class KeySealTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::begin()); }

    void opensWhatItSealed()
    {
        const KeySeal seal(secret);
        const QByteArray sealed = seal.seal("the key", "row 1");
        QCOMPARE(seal.open(sealed, "row 1"), std::optional<QByteArray>("the key"));
        QCOMPARE(KeySeal(secret).open(sealed, "row 1"), std::optional<QByteArray>("the key"));
        QVERIFY(!sealed.contains("the key"));
    }

    void sealsTheSameDifferently()
    {
        const KeySeal seal(secret);
        QVERIFY(seal.seal("the key", "row 1") != seal.seal("the key", "row 1"));
    }

    void rejects_data()
    {
        QTest::addColumn<QByteArray>("sealed");
        const KeySeal seal(secret);
        const QByteArray good = seal.seal("the key", "row 1");
        QByteArray flipped = good;
        flipped[30] = char(flipped[30] ^ 1);
        QByteArray otherNonce = good;
        otherNonce[0] = char(otherNonce[0] ^ 1);
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("shorter than any box") << good.first(39);
        QTest::newRow("cut off") << good.chopped(1);
        QTest::newRow("longer") << good + 'x';
        QTest::newRow("a flipped bit") << flipped;
        QTest::newRow("another nonce") << otherNonce;
        QTest::newRow("the box of another row") << seal.seal("the key", "row 2");
        QTest::newRow("another secret")
            << KeySeal(QByteArray(secret).replace(31, 1, "!")).seal("the key", "row 1");
        QTest::newRow("what was never sealed") << QByteArray(60, 'x');
    }
    void rejects()
    {
        QFETCH(QByteArray, sealed);
        QCOMPARE(KeySeal(secret).open(sealed, "row 1"), std::nullopt);
    }

    void tellsLongSecretsApart()
    {
        // All of the secret counts, also beyond the length of a key.
        const KeySeal one(QByteArray(100, 'a') + 'b');
        const KeySeal two(QByteArray(100, 'a') + 'c');
        QVERIFY(!two.open(one.seal("the key", "row 1"), "row 1"));
    }

private:
    const QByteArray secret = "0123456789abcdef0123456789abcdef";
};

CONFAB_TEST(KeySealTest)
#include "keysealtest.moc"
