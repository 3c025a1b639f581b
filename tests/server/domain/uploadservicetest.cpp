// SPDX-License-Identifier: Apache-2.0
#include "server/domain/uploadservice.h"
#include "server/domain/fileservice.h"
#include "tests/support/patternedbytes.h"
#include "tests/support/storagefixture.h"
#include "tests/support/testcase.h"

#include <QCryptographicHash>

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

using Counting = UploadService::Counting;

class UploadServiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_storage = std::make_unique<StorageFixture>();
        m_uploads = std::make_unique<UploadService>(
            FileRules{.largest = 1'000'000, .perAccount = 1'500'000, .total = 2'500'000}, m_storage->clock());
        m_ada = m_storage->person(u"ada"_s);
        m_grace = m_storage->person(u"grace"_s);
    }
    void cleanup()
    {
        m_uploads.reset();
        m_storage.reset();
    }

    void makesAFileOfItsPieces()
    {
        const QByteArray content = patternedBytes(700'000);
        const UploadId id = *begin(m_ada, content.size());
        for (qsizetype at = 0; at < content.size(); at += 100'000) // in step with no piece
            QCOMPARE(*append(m_ada, id, at, content.mid(at, 100'000)), at + 100'000);
        const auto file = complete(m_ada, id);
        QVERIFY(file);
        QCOMPARE(file->size, content.size());
        const auto stored = FileService(m_storage->clock()).find(database(), m_ada, file->id);
        QVERIFY(stored);
        QCOMPARE(stored->content.sha256, QCryptographicHash::hash(content, QCryptographicHash::Sha256));
        QByteArray read;
        for (int number = 0; number < 3; ++number)
            read += **FileChunkRepository(database()).find(stored->content.id, number);
        QCOMPARE(read, content);
        QCOMPARE(complete(m_ada, id)->id, file->id); // and only one
    }

    void makesAFileOfNothing()
    {
        const UploadId id = *begin(m_ada, 0);
        const auto file = complete(m_ada, id);
        QVERIFY(file);
        QCOMPARE(file->size, 0);
    }

    void storesTheSameOnce()
    {
        const QByteArray content = patternedBytes(300'000);
        const FileId first = upload(m_ada, content);
        const FileId second = upload(m_grace, content);
        QVERIFY(first != second);
        const auto adas = FileService(m_storage->clock()).find(database(), m_ada, first);
        const auto graces = FileService(m_storage->clock()).find(database(), m_grace, second);
        QVERIFY(adas && graces);
        QCOMPARE(adas->content.id, graces->content.id);
        QCOMPARE(*FileContentRepository(database()).total(), content.size());
        QCOMPARE(FileService(m_storage->clock()).find(database(), m_grace, first).error().code,
                 ErrorCode::NotFound);
    }

    void refusesBytes_data()
    {
        QTest::addColumn<int>("offset");
        QTest::addColumn<int>("size");
        QTest::addColumn<ErrorCode>("code");

        QTest::newRow("at the beginning again") << 0 << 10 << ErrorCode::OffsetConflict;
        QTest::newRow("behind a hole") << 101 << 10 << ErrorCode::OffsetConflict;
        QTest::newRow("more than it has") << 100 << 101 << ErrorCode::PayloadTooLarge;
    }

    void refusesBytes()
    {
        QFETCH(int, offset);
        QFETCH(int, size);
        const UploadId id = *begin(m_ada, 200);
        QVERIFY(append(m_ada, id, 0, patternedBytes(100)));
        const auto refused = append(m_ada, id, offset, patternedBytes(size));
        QVERIFY(!refused);
        QTEST(refused.error().code, "code");
        QCOMPARE(m_uploads->find(database(), m_ada, id)->received, 100);
        QVERIFY(append(m_ada, id, 100, patternedBytes(100)));
    }

    void isItsOwnersAlone()
    {
        const UploadId id = *begin(m_ada, 200);
        QCOMPARE(append(m_grace, id, 0, patternedBytes(100)).error().code, ErrorCode::NotFound);
        QCOMPARE(m_uploads->find(database(), m_grace, id).error().code, ErrorCode::NotFound);
        QCOMPARE(remove(m_grace, id).error().code, ErrorCode::NotFound);
        QVERIFY(remove(m_ada, id));
        QCOMPARE(append(m_ada, id, 0, patternedBytes(100)).error().code, ErrorCode::NotFound);
    }

    void countsWhatIsConfirmedOnly()
    {
        const UploadId id = *begin(m_ada, 200'000);
        const QByteArray content = patternedBytes(200'000);
        QVERIFY(append(m_ada, id, 0, QByteArray(150'000, '!'), Counting::WhenConfirmed));
        QCOMPARE(m_uploads->find(database(), m_ada, id)->received, 0);
        QVERIFY(append(m_ada, id, 0, content, Counting::WhenConfirmed)); // in its place
        QVERIFY(m_storage->write([&](Transaction &transaction) {
            return m_uploads->confirm(transaction, m_ada, id, 0, 200'000);
        }));
        QCOMPARE(m_uploads->find(database(), m_ada, id)->received, 200'000);
        const auto examined = m_uploads->examine(database(), *m_uploads->find(database(), m_ada, id));
        QCOMPARE(examined->sha256, QCryptographicHash::hash(content, QCryptographicHash::Sha256));
    }

    void keepsToItsLimits_data()
    {
        QTest::addColumn<qint64>("before"); // of a file that is there
        QTest::addColumn<qint64>("others"); // of the server
        QTest::addColumn<qint64>("size");
        QTest::addColumn<std::optional<ErrorCode>>("code");

        using Code = std::optional<ErrorCode>;
        QTest::newRow("the largest") << qint64(0) << qint64(0) << qint64(1'000'000) << Code();
        QTest::newRow("one that is too large")
            << qint64(0) << qint64(0) << qint64(1'000'001) << Code(ErrorCode::PayloadTooLarge);
        QTest::newRow("one beyond what the account may have")
            << qint64(600'000) << qint64(0) << qint64(900'001) << Code(ErrorCode::QuotaExceeded);
        QTest::newRow("the last within it") << qint64(600'000) << qint64(0) << qint64(900'000) << Code();
        QTest::newRow("one beyond what the server may have")
            << qint64(0) << qint64(2'000'000) << qint64(500'001) << Code(ErrorCode::StorageFull);
    }

    void keepsToItsLimits()
    {
        QFETCH(qint64, before);
        QFETCH(qint64, others);
        QFETCH(qint64, size);
        QFETCH(std::optional<ErrorCode>, code);
        if (before > 0)
            upload(m_ada, patternedBytes(before));
        if (others > 0)
            m_uploads->setTotal(others);
        const auto begun = begin(m_ada, size);
        QCOMPARE(begun ? std::nullopt : std::optional(begun.error().code), code);
    }

    void reservesRoomForWhatIsOnItsWay()
    {
        const UploadId id = *begin(m_ada, 1'000'000);
        QCOMPARE(begin(m_ada, 500'001).error().code, ErrorCode::QuotaExceeded);
        QVERIFY(begin(m_grace, 500'001));
        QVERIFY(remove(m_ada, id));
        QVERIFY(begin(m_ada, 500'001));
    }

    void boundsHowManyAreOpen()
    {
        for (int i = 0; i < Limits::uploads; ++i)
            QVERIFY(begin(m_ada, 1));
        QCOMPARE(begin(m_ada, 1).error().code, ErrorCode::TooManyRequests);
        QVERIFY(begin(m_grace, 1));
    }

    void forgetsWhatDoesNotGoOn()
    {
        const UploadId id = *begin(m_ada, 200);
        QVERIFY(append(m_ada, id, 0, patternedBytes(100)));
        m_storage->clock().advance(std::chrono::hours(24));
        QCOMPARE(append(m_ada, id, 100, patternedBytes(100)).error().code, ErrorCode::NotFound);
    }

    void refusesNames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("none") << QString();
        QTest::newRow("a path") << u"a/b"_s;
        QTest::newRow("a path of Windows") << u"a\\b"_s;
        QTest::newRow("the folder") << u"."_s;
        QTest::newRow("the folder above") << u".."_s;
        QTest::newRow("a line break") << u"a\nb"_s;
        QTest::newRow("one that turns around") << QString(u"a"_s + QChar(0x202E) + u"gnp.exe"_s);
        QTest::newRow("one that is too long") << QString(256, u'x');
        QTest::newRow("half a character") << QString(QChar(0xD83D));
    }

    void refusesNames()
    {
        QFETCH(QString, name);
        const auto begun = m_storage->write([&](Transaction &transaction) {
            return m_uploads->begin(transaction, m_ada,
                                    {newRandomId<UploadId>(), name, u"text/plain"_s, qint64(1)});
        });
        QVERIFY(!begun);
        QCOMPARE(begun.error().field, u"name"_s);
    }

private:
    [[nodiscard]] Database &database() { return m_storage->database(); }
    Result<UploadId> begin(const Caller &caller, std::optional<qint64> length)
    {
        const auto row = m_storage->write([&](Transaction &transaction) {
            return m_uploads->begin(transaction, caller,
                                    {newRandomId<UploadId>(), u"a.txt"_s, u"text/plain"_s, length});
        });
        return row ? Result<UploadId>(row->id) : Result<UploadId>(row.error());
    }
    Result<qint64> append(const Caller &caller, UploadId id, qint64 offset, const QByteArray &data,
                          Counting counting = Counting::AtOnce)
    {
        return m_storage->write([&](Transaction &transaction) {
            return m_uploads->append(transaction, caller, id, offset, data, counting);
        });
    }
    Result<void> remove(const Caller &caller, UploadId id)
    {
        return m_storage->write(
            [&](Transaction &transaction) { return m_uploads->remove(transaction, caller, id); });
    }
    Result<Attachment> complete(const Caller &caller, UploadId id)
    {
        const auto upload = m_uploads->find(database(), caller, id);
        if (!upload)
            return upload.error();
        const auto examined = upload->file ? Result<UploadService::Examined>(UploadService::Examined())
                                           : m_uploads->examine(database(), *upload);
        if (!examined)
            return examined.error();
        return m_storage->write([&](Transaction &transaction) {
            return m_uploads->complete(transaction, caller, id, *examined);
        });
    }
    FileId upload(const Caller &caller, const QByteArray &content)
    {
        const auto id = begin(caller, content.size());
        return id && append(caller, *id, 0, content) ? complete(caller, *id)->id : FileId();
    }

    std::unique_ptr<StorageFixture> m_storage;
    std::unique_ptr<UploadService> m_uploads;
    Caller m_ada;
    Caller m_grace;
};

CONFAB_TEST(UploadServiceTest)
#include "uploadservicetest.moc"
