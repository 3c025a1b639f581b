// SPDX-License-Identifier: Apache-2.0
#include "server/domain/filekeystore.h"
#include "tests/support/storagefixture.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// JSON with apostrophes for its quotation marks; moc cannot read raw strings.
QByteArray json(QByteArray text)
{
    return text.replace('\'', '"');
}

} // namespace

class FileKeyStoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    void makesKeysForItsOwnerAlone()
    {
        FileKeyStore keys(path(), m_clock, periods);
        QVERIFY(keys.load());
        QCOMPARE(keys.signingKey().publicKey.size(), 32);
        QCOMPARE(keys.refreshKey().size(), 32);
        const auto rights = QFile::permissions(path());
        QVERIFY(rights & QFile::ReadOwner);
        QVERIFY(!(rights
                  & (QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
                     | QFile::WriteOther | QFile::ExeOther)));
    }

    void keepsKeysOverARestart()
    {
        FileKeyStore before(path(), m_clock, periods);
        QVERIFY(before.load());
        FileKeyStore after(path(), m_clock, periods);
        QVERIFY(after.load());
        QCOMPARE(after.signingKey().id, before.signingKey().id);
        QCOMPARE(after.signingKey().secretKey, before.signingKey().secretKey);
        QCOMPARE(after.refreshKey(), before.refreshKey());
    }

    void rotatesWhenTheKeyIsOld()
    {
        FileKeyStore keys(path(), m_clock, periods);
        QVERIFY(keys.load());
        const SigningKey first = keys.signingKey();
        const QByteArray refresh = keys.refreshKey();
        m_clock.advance(24h - 1s);
        QVERIFY(keys.rotate());
        QCOMPARE(keys.signingKey().id, first.id);

        m_clock.advance(1s);
        QVERIFY(keys.rotate());
        QVERIFY(keys.signingKey().id != first.id);
        QVERIFY(keys.signingKey().publicKey != first.publicKey);
        QCOMPARE(keys.refreshKey(), refresh);
        // What it has signed is good until it expires.
        QCOMPARE(keys.publicKey(first.id), std::optional(first.publicKey));
        m_clock.advance(20min - 1s);
        QCOMPARE(keys.publicKey(first.id), std::optional(first.publicKey));
        m_clock.advance(1s);
        QCOMPARE(keys.publicKey(first.id), std::nullopt);
    }

    void rotatesAtTheStartAfterALongTime()
    {
        QByteArray first;
        {
            FileKeyStore keys(path(), m_clock, periods);
            QVERIFY(keys.load());
            first = keys.signingKey().id;
        }
        m_clock.advance(100 * 24h);
        FileKeyStore keys(path(), m_clock, periods);
        QVERIFY(keys.load());
        QVERIFY(keys.signingKey().id != first);
        QVERIFY(keys.publicKey(first)); // it may have signed a moment before
        m_clock.advance(20min);
        QVERIFY(keys.rotate());
        QVERIFY(!QString::fromUtf8(content()).contains(QString::fromLatin1(first)));
    }

    void keepsTheOldKeyWhenTheNewOneCannotBeWritten()
    {
        FileKeyStore keys(path(), m_clock, periods);
        QVERIFY(keys.load());
        const QByteArray first = keys.signingKey().id;
        m_clock.advance(24h);
        // A directory in place of the file: nobody, not even root, can write there.
        QVERIFY(QFile::remove(path()));
        QVERIFY(QDir().mkpath(path() + u"/in the way"_s));
        QVERIFY(!keys.rotate());
        QCOMPARE(keys.signingKey().id, first);
    }

    void knowsNoOtherKeys()
    {
        FileKeyStore keys(path(), m_clock, periods);
        QVERIFY(keys.load());
        QVERIFY(!keys.publicKey("unknown"));
        QVERIFY(!keys.publicKey(QByteArray()));
    }

    void refusesAFileThatIsNoKeyStore_data()
    {
        QTest::addColumn<QByteArray>("content");
        const QByteArray good = "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA";
        const QByteArray time = json("'createdAt':'2026-11-21T06:00:00.000Z'");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("cut off") << QByteArray(json("{'refreshKey':'"));
        QTest::newRow("an array") << QByteArray("[]");
        QTest::newRow("no refresh key") << QByteArray(json("{'signingKeys':[]}"));
        QTest::newRow("no signing keys") << json("{'refreshKey':'") + good + json("'}");
        QTest::newRow("an empty list of them")
            << json("{'refreshKey':'") + good + json("','signingKeys':[]}");
        QTest::newRow("a short refresh key") << json("{'refreshKey':'AAAA','signingKeys':[{'id':'a','seed':'")
                + good + json("',") + time + "}]}";
        QTest::newRow("a short seed") << json("{'refreshKey':'") + good
                + json("','signingKeys':[{'id':'a','seed':'AAAA',") + time + "}]}";
        QTest::newRow("a key without a name") << json("{'refreshKey':'") + good
                + json("','signingKeys':[{'id':'','seed':'") + good + json("',") + time + "}]}";
        QTest::newRow("a key without its time") << json("{'refreshKey':'") + good
                + json("','signingKeys':[{'id':'a','seed':'") + good + json("'}]}");
    }
    void refusesAFileThatIsNoKeyStore()
    {
        QFETCH(QByteArray, content);
        {
            QFile file(path());
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(content);
        }
        FileKeyStore keys(path(), m_clock, periods);
        const auto loaded = keys.load();
        QVERIFY(!loaded);
        QVERIFY(loaded.error().detail.contains(path()));
        QCOMPARE(this->content(), content); // never replaced
    }

private:
    static constexpr FileKeyStore::Periods periods{.rotateAfter = 24h, .keepFor = 20min};

    [[nodiscard]] QString path() const { return m_directory->filePath(u"keys.json"_s); }
    [[nodiscard]] QByteArray content() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    FakeClock m_clock;
};

CONFAB_TEST(FileKeyStoreTest)
#include "filekeystoretest.moc"
