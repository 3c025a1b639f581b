// SPDX-License-Identifier: Apache-2.0
#include "server/domain/refreshtoken.h"
#include "tests/server/domain/accountsfixture.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

class RefreshTokenTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhatItIsOf()
    {
        const QString token = m_tokens.issue(SessionId(0x7fffffffffffffff), 3, "nonce");
        const auto claims = RefreshTokens::parse(token);
        QVERIFY(claims);
        QCOMPARE(claims->session, SessionId(0x7fffffffffffffff));
        QCOMPARE(claims->generation, 3);
        QVERIFY(m_tokens.isAuthentic(*claims, "nonce"));
        QVERIFY(!m_tokens.isAuthentic(*claims, "another"));
        QCOMPARE(m_tokens.issue(SessionId(0x7fffffffffffffff), 3, "nonce"), token);
    }

    void differsWithAllThatMakesIt()
    {
        const FakeKeyStore otherKeys;
        const QString token = m_tokens.issue(SessionId(1), 1, "nonce");
        QVERIFY(m_tokens.issue(SessionId(2), 1, "nonce") != token);
        QVERIFY(m_tokens.issue(SessionId(1), 2, "nonce") != token);
        QVERIFY(m_tokens.issue(SessionId(1), 1, "once") != token);
        QVERIFY(RefreshTokens(otherKeys).issue(SessionId(1), 1, "nonce") != token);
    }

    void isNotForgedByChangingIt()
    {
        const QByteArray bytes = *crypto::fromBase64Url(m_tokens.issue(SessionId(1), 1, "nonce").toLatin1());
        for (qsizetype i = 0; i < bytes.size(); ++i) {
            QByteArray changed = bytes;
            changed[i] = char(changed[i] ^ 1);
            const auto claims = RefreshTokens::parse(QString::fromLatin1(crypto::toBase64Url(changed)));
            QVERIFY(!claims || !m_tokens.isAuthentic(*claims, "nonce"));
        }
    }

    void rejects_data()
    {
        QTest::addColumn<QString>("token");
        const QString good = m_tokens.issue(SessionId(1), 1, "nonce");
        QTest::newRow("nothing") << QString();
        QTest::newRow("a word") << u"token"_s;
        QTest::newRow("one character short") << good.chopped(1);
        QTest::newRow("one character long") << good + u'A';
        QTest::newRow("padding") << good.chopped(1) + u'=';
        QTest::newRow("a blank") << good.chopped(1) + u' ';
        QTest::newRow("beyond ASCII") << good.chopped(1) + u'é';
        QTest::newRow("session 0") << QString::fromLatin1(crypto::toBase64Url(QByteArray(48, 0)));
        QTest::newRow("a negative session")
            << QString::fromLatin1(crypto::toBase64Url(QByteArray(48, '\xff')));
        QTest::newRow("an access token") << u"eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"_s;
    }
    void rejects()
    {
        QFETCH(QString, token);
        QVERIFY(!RefreshTokens::parse(token));
    }

private:
    FakeKeyStore m_keys;
    RefreshTokens m_tokens{m_keys};
};

CONFAB_TEST(RefreshTokenTest)
#include "refreshtokentest.moc"
