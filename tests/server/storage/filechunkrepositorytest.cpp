// SPDX-License-Identifier: Apache-2.0
#include "server/storage/filechunkrepository.h"
#include "tests/support/storagefixture.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

class FileChunkRepositoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_storage = std::make_unique<StorageFixture>(); }
    void cleanup() { m_storage.reset(); }

    void givesBackWhatItWasGiven()
    {
        QByteArray every(FileChunkRepository::chunkBytes, Qt::Uninitialized);
        for (qsizetype i = 0; i < every.size(); ++i)
            every[i] = char(i % 256);
        const QByteArray rest("\0the end\0", 9);
        QVERIFY(chunks().insert(content, 0, every));
        QVERIFY(chunks().insert(content, 1, rest));
        QCOMPARE(*chunks().find(content, 0), std::optional(every));
        QCOMPARE(*chunks().find(content, 1), std::optional(rest));
        QCOMPARE(*chunks().find(content, 2), std::nullopt);
        QCOMPARE(*chunks().size(content), every.size() + 9);
        QCOMPARE(FileChunkRepository::numberAt(every.size() - 1), 0);
        QCOMPARE(FileChunkRepository::numberAt(every.size()), 1);
    }

    void keepsContentsApart()
    {
        QVERIFY(chunks().insert(content, 0, "one"));
        QVERIFY(chunks().insert(other, 0, "two!"));
        QCOMPARE(*chunks().size(content), 3);
        QVERIFY(*chunks().removeSome(content));
        QCOMPARE(*chunks().size(content), 0);
        QCOMPARE(*chunks().find(content, 0), std::nullopt);
        QCOMPARE(*chunks().find(other, 0), std::optional(QByteArray("two!")));
    }

    void removesABoundedNumberAtOnce()
    {
        const QByteArray piece(FileChunkRepository::chunkBytes, 'x');
        const int pieces = FileChunkRepository::removedAtOnce + 2;
        (void)m_storage->write([&](Transaction &transaction) -> Result<void> {
            for (int i = 0; i < pieces; ++i) {
                if (auto done = FileChunkRepository(transaction.database()).insert(content, i, piece); !done)
                    return done;
            }
            return {};
        });
        QCOMPARE(*chunks().size(content), pieces * piece.size());
        QVERIFY(!*chunks().removeSome(content));
        QCOMPARE(*chunks().size(content), 2 * piece.size());
        QVERIFY(*chunks().removeSome(content));
        QVERIFY(*chunks().removeSome(content)); // where there is nothing
    }

    void rejectsWhatIsNoNextPiece_data()
    {
        QTest::addColumn<qint64>("number");
        QTest::addColumn<int>("bytes");
        QTest::addColumn<QString>("field");
        const auto most = int(FileChunkRepository::chunkBytes);
        QTest::newRow("nothing") << qint64(0) << 0 << u"data"_s;
        QTest::newRow("a byte too many") << qint64(0) << most + 1 << u"data"_s;
        QTest::newRow("a negative number") << qint64(-1) << 1 << u"number"_s;
        QTest::newRow("a hole before it") << qint64(1) << 1 << u"number"_s;
    }
    void rejectsWhatIsNoNextPiece()
    {
        QFETCH(qint64, number);
        QFETCH(int, bytes);
        QFETCH(QString, field);
        const auto inserted = chunks().insert(content, number, QByteArray(bytes, 'x'));
        QVERIFY(!inserted);
        QCOMPARE(inserted.error().field, field);
        QCOMPARE(*chunks().size(content), 0);
    }

    void appendsNothingBehindAShortPiece()
    {
        QVERIFY(chunks().insert(content, 0, "short"));
        QVERIFY(!chunks().insert(content, 1, "more"));
    }

private:
    static constexpr FileContentId content{7};
    static constexpr FileContentId other{8};

    FileChunkRepository chunks() { return FileChunkRepository(m_storage->database()); }

    std::unique_ptr<StorageFixture> m_storage;
};

CONFAB_TEST(FileChunkRepositoryTest)
#include "filechunkrepositorytest.moc"
