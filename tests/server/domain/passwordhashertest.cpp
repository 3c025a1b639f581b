// SPDX-License-Identifier: Apache-2.0
#include "server/domain/passwordhasher.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace Qt::StringLiterals;

namespace {

constexpr PasswordCost cheap{.operations = 1, .memoryKib = 8};

}

class PasswordHasherTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void makesArgon2idHashes()
    {
        const auto hash = PasswordHasher({.operations = 3, .memoryKib = 16}).hash(u"correct horse"_s);
        QVERIFY(hash);
        QVERIFY2(hash->startsWith("$argon2id$v=19$m=16,t=3,p=1$"_L1), qPrintable(*hash));
    }

    void saltsEachHash()
    {
        const PasswordHasher hasher(cheap);
        QVERIFY(*hasher.hash(u"correct horse"_s) != *hasher.hash(u"correct horse"_s));
    }

    void verifies_data()
    {
        QTest::addColumn<QString>("made");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("right");

        QTest::newRow("the same") << u"correct horse"_s << u"correct horse"_s << true;
        QTest::newRow("another case") << u"correct horse"_s << u"Correct horse"_s << false;
        QTest::newRow("a blank more") << u"correct horse"_s << u"correct horse "_s << false;
        QTest::newRow("nothing") << u"correct horse"_s << QString() << false;
        QTest::newRow("not ASCII") << u"pässwörd 🐎"_s << u"pässwörd 🐎"_s << true;
        QTest::newRow("composed otherwise") << u"p\u00e4ssword"_s << u"pa\u0308ssword"_s << true;
        QTest::newRow("256 characters of four bytes") << u"🐎"_s.repeated(256) << u"🐎"_s.repeated(256) << true;
        QTest::newRow("only the last differs")
            << u"🐎"_s.repeated(256) << u"🐎"_s.repeated(255) + u"🐴"_s << false;
    }
    void verifies()
    {
        QFETCH(QString, made);
        QFETCH(QString, typed);
        const PasswordHasher hasher(cheap);
        QTEST(hasher.verify(*hasher.hash(made), typed), "right");
    }

    void refusesWhatIsNoHash_data()
    {
        QTest::addColumn<QString>("hash");
        QTest::newRow("empty") << QString();
        QTest::newRow("plain text") << u"correct horse"_s;
        QTest::newRow("of another algorithm") << u"$2b$12$abcdefghijklmnopqrstuv"_s;
        QTest::newRow("longer than any") << u"$argon2id$v=19$"_s + u"x"_s.repeated(200);
        QTest::newRow("cut off") << u"$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHRzYWx0"_s;
    }
    void refusesWhatIsNoHash()
    {
        QFETCH(QString, hash);
        const PasswordHasher hasher(cheap);
        QVERIFY(!hasher.verify(hash, u"correct horse"_s));
        QVERIFY(hasher.isOutdated(hash));
    }

    void knowsHashesOfAnotherCost()
    {
        const PasswordHasher before(cheap);
        const PasswordHasher after({.operations = 2, .memoryKib = 8});
        const QString hash = *before.hash(u"correct horse"_s);
        QVERIFY(!before.isOutdated(hash));
        QVERIFY(after.isOutdated(hash));
        QVERIFY(after.verify(hash, u"correct horse"_s));
    }

    void knowsNobodysPassword()
    {
        // That it takes as long is asserted by the hasher itself: nobody's hash says the same cost.
        const PasswordHasher hasher({.operations = 2, .memoryKib = 1024});
        QVERIFY(!hasher.verifyNobody(u"correct horse"_s));
        QVERIFY(!hasher.verifyNobody(QString()));
    }
};

CONFAB_TEST(PasswordHasherTest)
#include "passwordhashertest.moc"
