// SPDX-License-Identifier: Apache-2.0
#include "client/store/avatarcache.h"

#include "client/connection/networkerror.h"
#include "tests/support/testcase.h"

#include <QTemporaryDir>

namespace confab::tests {

using namespace Qt::StringLiterals;

class AvatarCacheTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_asked.clear();
        open();
    }
    void cleanup() { m_cache.reset(); }

    void asksOnceAndKeepsIt()
    {
        m_cache->start();
        QSignalSpy arrived(m_cache.get(), &AvatarCache::arrived);
        QVERIFY(!m_cache->find(name(1)));
        QVERIFY(!m_cache->find(name(1)));
        QCOMPARE(m_asked.size(), 1);
        answer(0, QByteArray("picture"));
        QCOMPARE(arrived.size(), 1);
        QCOMPARE(m_cache->find(name(1)), std::optional(QByteArray("picture")));
        open(); // another start of the program, without a network
        QCOMPARE(m_cache->find(name(1)), std::optional(QByteArray("picture")));
        QCOMPARE(m_asked.size(), 1);
    }

    void asksWhenThereIsAConnection()
    {
        QVERIFY(!m_cache->find(name(1)));
        QVERIFY(m_asked.isEmpty());
        m_cache->start();
        QCOMPARE(m_asked.size(), 1);
        answer(0, networkError(u"cut"_s));
        QVERIFY(!m_cache->find(name(1)));
        QCOMPARE(m_asked.size(), 1); // not at each repaint
        m_cache->stop();
        m_cache->start();
        QCOMPARE(m_asked.size(), 2);
    }

    void asksAFewAtATime()
    {
        m_cache->start();
        for (int i = 0; i < 10; ++i)
            (void)m_cache->find(name(i));
        QCOMPARE(m_asked.size(), AvatarCache::atOnce);
        answer(0, QByteArray("picture"));
        QCOMPARE(m_asked.size(), AvatarCache::atOnce + 1);
    }

    void hearsNothingOfAnOldConnection()
    {
        m_cache->start();
        (void)m_cache->find(name(1));
        m_cache->stop();
        QSignalSpy arrived(m_cache.get(), &AvatarCache::arrived);
        answer(0, QByteArray("late"));
        QCOMPARE(arrived.size(), 0);
    }

    void asksForNothingThatIsNoName_data()
    {
        QTest::addColumn<QString>("given");
        QTest::newRow("empty") << QString();
        QTest::newRow("a path") << u"../../../../../../../etc/passwd"_s;
        QTest::newRow("a path of the right length") << u"../../../../../../../etc/shadow0"_s;
        QTest::newRow("capitals") << QString(32, u'A');
        QTest::newRow("too long") << QString(33, u'a');
        QTest::newRow("digits of another script") << QString(32, QChar(0x0661));
    }
    void asksForNothingThatIsNoName()
    {
        QFETCH(QString, given);
        m_cache->start();
        QVERIFY(!m_cache->find(given));
        QVERIFY(m_asked.isEmpty());
    }

    void keepsNothingThatIsTooLarge()
    {
        m_cache->start();
        (void)m_cache->find(name(1));
        answer(0, QByteArray(2 * 1024 * 1024, 'x'));
        QVERIFY(QDir(m_directory->filePath(u"avatars"_s)).entryList(QDir::Files).isEmpty());
    }

    void removesAll()
    {
        m_cache->start();
        (void)m_cache->find(name(1));
        answer(0, QByteArray("picture"));
        m_cache->removeAll();
        QVERIFY(!QFileInfo::exists(m_directory->filePath(u"avatars"_s)));
    }

private:
    void answer(qsizetype question, const Result<QByteArray> &bytes)
    {
        const auto done = m_asked.at(question).second; // the list grows meanwhile
        done(bytes);
    }
    void open()
    {
        m_cache = std::make_unique<AvatarCache>(m_directory->filePath(u"avatars"_s),
                                                [this](const QString &name, Answer<QByteArray> done) {
                                                    m_asked.append({name, std::move(done)});
                                                });
    }
    static QString name(int number) { return u"%1"_s.arg(number, 32, 16, QChar(u'0')); }

    std::unique_ptr<QTemporaryDir> m_directory;
    QList<std::pair<QString, Answer<QByteArray>>> m_asked;
    std::unique_ptr<AvatarCache> m_cache;
};

} // namespace confab::tests

using confab::tests::AvatarCacheTest;
CONFAB_TEST(AvatarCacheTest)
#include "avatarcachetest.moc"
