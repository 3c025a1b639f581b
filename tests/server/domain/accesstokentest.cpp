// SPDX-License-Identifier: Apache-2.0
#include "server/domain/accesstoken.h"
#include "tests/server/domain/accountsfixture.h"
#include "tests/support/testcase.h"

#include <sodium.h>

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr AccountId account(7);
constexpr SessionId session(42);

/// JSON with apostrophes for its quotation marks; moc cannot read raw strings.
QByteArray json(QByteArray text)
{
    return text.replace('\'', '"');
}

/// Signs whatever header and payload.
QString forge(const SigningKey &key, const QByteArray &header, const QByteArray &payload)
{
    const QByteArray text = crypto::toBase64Url(header) + '.' + crypto::toBase64Url(payload);
    QByteArray signature(crypto_sign_BYTES, 0);
    crypto_sign_detached(reinterpret_cast<uchar *>(signature.data()), nullptr,
                         reinterpret_cast<const uchar *>(text.constData()), quint64(text.size()),
                         reinterpret_cast<const uchar *>(key.secretKey.constData()));
    return QString::fromLatin1(text + '.' + crypto::toBase64Url(signature));
}

QByteArray decoded(const QString &token, int segment)
{
    return crypto::fromBase64Url(token.section(u'.', segment, segment).toLatin1()).value_or(QByteArray());
}

} // namespace

class AccessTokenTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhoHoldsIt()
    {
        const auto issued = m_tokens.issue(account, session);
        QCOMPARE(issued.expiresAt, m_clock.now() + 15min);
        const auto claims = m_tokens.verify(issued.token);
        QVERIFY(claims);
        QCOMPARE(claims->account, account);
        QCOMPARE(claims->session, session);
        QCOMPARE(claims->issuedAt, m_clock.now());
        QCOMPARE(claims->expiresAt, issued.expiresAt);
    }

    void isACompactJws()
    {
        const QString token = m_tokens.issue(account, session).token;
        QCOMPARE(token.count(u'.'), 2);
        QVERIFY(!token.contains(u'='));
        QCOMPARE(decoded(token, 0), QByteArray(json("{'alg':'EdDSA','typ':'JWT','kid':'test'}")));
        const auto payload = QJsonDocument::fromJson(decoded(token, 1)).object();
        QCOMPARE(payload.value("sub"_L1), QJsonValue(u"7"_s));
        QCOMPARE(payload.value("sid"_L1), QJsonValue(u"42"_s));
        QCOMPARE(payload.value("exp"_L1).toInteger() - payload.value("iat"_L1).toInteger(), 900);
    }

    void expires()
    {
        const QString token = m_tokens.issue(account, session).token;
        m_clock.advance(15min - 1s);
        QVERIFY(m_tokens.verify(token));
        m_clock.advance(1s);
        QVERIFY(!m_tokens.verify(token)); // also though it was verified before
        QVERIFY(!AccessTokens(m_keys, m_clock, 15min).verify(token));
    }

    void rejects_data()
    {
        QTest::addColumn<QString>("token");
        const QString good = m_tokens.issue(account, session).token;
        const QString head = good.section(u'.', 0, 0);
        const QString body = good.section(u'.', 1, 1);
        const QString signature = good.section(u'.', 2, 2);
        const QByteArray header = decoded(good, 0);
        const QByteArray payload = decoded(good, 1);
        const SigningKey key = m_keys.signingKey();
        const FakeKeyStore others;
        const auto forged = [&](const QByteArray &from, const QByteArray &to) {
            return forge(key, header, QByteArray(payload).replace(from, to));
        };

        QTest::newRow("nothing") << QString();
        QTest::newRow("a word") << u"token"_s;
        QTest::newRow("two segments") << head + u'.' + body;
        QTest::newRow("four segments") << good + u".AAAA"_s;
        QTest::newRow("empty segments") << u".."_s;
        QTest::newRow("no signature") << head + u'.' + body + u'.';
        QTest::newRow("padding") << good + u'=';
        QTest::newRow("a blank behind") << good + u' ';
        QTest::newRow("a blank before") << u' ' + good;
        QTest::newRow("a line break inside") << QString(good).insert(10, u'\n');
        QTest::newRow("the alphabet of plain base64") << head + u'.' + body + u".+/"_s + signature.mid(2);
        QTest::newRow("a character beyond ASCII") << head + u'.' + body + u".é"_s + signature.mid(1);
        QTest::newRow("another last bit of the signature's spelling")
            << good.chopped(1) + (good.endsWith(u'A') ? u'B' : QChar(good.back().unicode() + 1));
        QTest::newRow("a changed payload") << head + u'.'
                + QString::fromLatin1(crypto::toBase64Url(QByteArray(payload).replace("\"7\"", "\"1\"")))
                + u'.' + signature;
        QTest::newRow("another's signature") << forge(others.signingKey(), header, payload);
        QTest::newRow("no algorithm") << forge(key, json("{'typ':'JWT','kid':'test'}"), payload);
        QTest::newRow("algorithm none, signed")
            << forge(key, json("{'alg':'none','typ':'JWT','kid':'test'}"), payload);
        QTest::newRow("algorithm none, unsigned")
            << QString::fromLatin1(crypto::toBase64Url(json("{'alg':'none'}"))) + u'.' + body + u'.';
        QTest::newRow("algorithm HS256")
            << forge(key, json("{'alg':'HS256','typ':'JWT','kid':'test'}"), payload);
        QTest::newRow("algorithm in another case")
            << forge(key, json("{'alg':'eddsa','typ':'JWT','kid':'test'}"), payload);
        QTest::newRow("no key") << forge(key, json("{'alg':'EdDSA','typ':'JWT'}"), payload);
        QTest::newRow("an unknown key") << forge(key, json("{'alg':'EdDSA','kid':'else'}"), payload);
        QTest::newRow("a key that is a number") << forge(key, json("{'alg':'EdDSA','kid':1}"), payload);
        QTest::newRow("a critical extension")
            << forge(key, json("{'alg':'EdDSA','kid':'test','crit':['b64'],'b64':false}"), payload);
        QTest::newRow("a header that is an array") << forge(key, "[]", payload);
        QTest::newRow("a header that is no JSON") << forge(key, "header", payload);
        QTest::newRow("a payload that is no JSON") << forge(key, header, "payload");
        QTest::newRow("a payload that is empty") << forge(key, header, "{}");
        QTest::newRow("no account") << forged("sub", "sup");
        QTest::newRow("an account that is a number") << forged("\"7\"", "7");
        QTest::newRow("account 0") << forged("\"7\"", "\"0\"");
        QTest::newRow("a negative account") << forged("\"7\"", "\"-7\"");
        QTest::newRow("no session") << forged("sid", "sit");
        QTest::newRow("no end") << forged("\"exp\"", "\"end\"");
        QTest::newRow("an end that is text")
            << forge(key, header, json("{'sub':'7','sid':'42','iat':1,'exp':'9999999999'}"));
        QTest::newRow("an end beyond all numbers")
            << forge(key, header, json("{'sub':'7','sid':'42','iat':1,'exp':1e300}"));
        QTest::newRow("expired") << forge(key, header, json("{'sub':'7','sid':'42','iat':1,'exp':2}"));
        QTest::newRow("issued in the future")
            << forge(key, header, json("{'sub':'7','sid':'42','iat':9999999000,'exp':9999999999}"));
        QTest::newRow("longer than any of ours")
            << forge(key, header, json("{'sub':'7','x':'") + QByteArray(2000, 'x') + json("'}"));
    }
    void rejects()
    {
        QFETCH(QString, token);
        const auto claims = m_tokens.verify(token);
        QVERIFY(!claims);
        QCOMPARE(claims.error().code, ErrorCode::NotAuthenticated);
        QVERIFY(token.size() < 10 || !claims.error().detail.contains(token.left(10)));
    }

    void remembersOnlyWhatWasGood()
    {
        const QString good = m_tokens.issue(account, session).token;
        QVERIFY(m_tokens.verify(good));
        QVERIFY(m_tokens.verify(good));
        const QString bad = good.chopped(4) + u"AAAA"_s;
        QVERIFY(!m_tokens.verify(bad));
        QVERIFY(!m_tokens.verify(bad));
    }

    void boundsWhatItRemembers()
    {
        // Beyond the bound each is checked again, and is still good.
        const QString first = m_tokens.issue(account, SessionId(1)).token;
        for (int i = 1; i <= AccessTokens::maxRemembered + 1; ++i)
            QVERIFY(m_tokens.verify(m_tokens.issue(account, SessionId(i)).token));
        QVERIFY(m_tokens.verify(first));
    }

private:
    FakeKeyStore m_keys;
    FakeClock m_clock;
    AccessTokens m_tokens{m_keys, m_clock, 15min};
};

CONFAB_TEST(AccessTokenTest)
#include "accesstokentest.moc"
