// SPDX-License-Identifier: Apache-2.0
#include "client/store/filefetcher.h"
#include "tests/client/store/device.h"

#include "tests/support/patternedbytes.h"
#include "tests/support/testcase.h"

#include <QDir>

namespace confab::tests {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = FileShelf::State::Kind;

class FileFetcherTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void bringsAFileHere();
    void bringsAnEmptyOne();
    void goesOnAfterACut();
    void goesOnInANewRun();
    void isCancelled();
    void saysWhyItFailed();
    void keepsWhatWasSent();
    void copiesWhatIsSomebodysBeside();
    void doesNotKeepWhatHasChangedMeanwhile();
    void bringsNothingOnceItIsClosed();
    void keepsToItsRoom();
    void doesNotKeepWhatIsTooLong();
    void removesWhatNobodySends();

private:
    /// A file of the server.
    [[nodiscard]] Attachment file(qint64 id, qsizetype size);
    void makeFetcher(qint64 limit = FileCache::mostBytes);
    [[nodiscard]] QByteArray contentOf(const Attachment &file) const;
    /// The path of one that is not Confab's.
    [[nodiscard]] QString theirFile(const QByteArray &content) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    FakeTime m_time;
    std::unique_ptr<MemoryServer> m_server;
    std::unique_ptr<Device> m_device;
    std::unique_ptr<FileCache> m_cache;
    std::unique_ptr<FileFetcher> m_fetcher;
};

void FileFetcherTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<MemoryServer>(m_time);
    m_device = std::make_unique<Device>(*m_server, m_time);
    makeFetcher();
}

void FileFetcherTest::cleanup()
{
    m_fetcher.reset();
    m_cache.reset();
    m_device.reset();
    m_server.reset();
}

void FileFetcherTest::makeFetcher(qint64 limit)
{
    m_fetcher.reset();
    m_cache = std::make_unique<FileCache>(m_folder->filePath(u"files"_s), limit);
    m_fetcher
        = std::make_unique<FileFetcher>(*m_device->link, *m_cache, m_device->engine->sender().uploader());
}

Attachment FileFetcherTest::file(qint64 id, qsizetype size)
{
    m_device->link->files.insert(FileId(id), patternedBytes(size));
    return {.id = FileId(id), .name = u"a"_s, .size = size, .mediaType = u"text/plain"_s};
}

QByteArray FileFetcherTest::contentOf(const Attachment &file) const
{
    QFile found(m_fetcher->state(file).path);
    return found.open(QIODevice::ReadOnly) ? found.readAll() : QByteArray("none");
}

QString FileFetcherTest::theirFile(const QByteArray &content) const
{
    QFile file(m_folder->filePath(u"theirs.png"_s));
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName()
                                                                                    : QString();
}

void FileFetcherTest::bringsAFileHere()
{
    const Attachment wanted = file(7, 2'500'000);
    QCOMPARE(m_fetcher->state(wanted).kind, Kind::Absent);
    QList<qint64> seen;
    connect(m_fetcher.get(), &FileShelf::changed, this, [&] { seen.append(m_fetcher->state(wanted).done); });
    m_fetcher->fetch(wanted);
    m_fetcher->fetch(wanted); // is the same wish
    QCOMPARE(m_fetcher->state(wanted).kind, Kind::Moving);
    m_time.advance(1s);
    QCOMPARE(m_fetcher->state(wanted).kind, Kind::Here);
    QVERIFY(contentOf(wanted) == patternedBytes(2'500'000));
    QVERIFY(seen.contains(FileFetcher::pieceBytes));
    QCOMPARE(m_device->link->calls.filter(u"read"_s).size(), 3);
}

void FileFetcherTest::bringsAnEmptyOne()
{
    const Attachment wanted = file(7, 0);
    m_fetcher->fetch(wanted);
    m_time.advance(1s);
    QCOMPARE(m_fetcher->state(wanted).kind, Kind::Here);
    QCOMPARE(contentOf(wanted), QByteArray());
}

void FileFetcherTest::goesOnAfterACut()
{
    const Attachment wanted = file(7, 2'500'000);
    m_device->link->piecesLeft = 1;
    m_fetcher->fetch(wanted);
    m_time.advance(1s);
    QCOMPARE(m_fetcher->state(wanted).kind, Kind::Failed);
    m_device->link->piecesLeft = -1;
    m_fetcher->retry();
    m_time.advance(1s);
    QVERIFY(contentOf(wanted) == patternedBytes(2'500'000));
    QCOMPARE(m_device->link->calls.filter(u"at 0"_s).size(), 1); // its beginning came once
}

void FileFetcherTest::goesOnInANewRun()
{
    const Attachment wanted = file(7, 2'500'000);
    m_device->link->piecesLeft = 2;
    m_fetcher->fetch(wanted);
    m_time.advance(1s);
    makeFetcher();
    m_device->link->piecesLeft = -1;
    m_device->link->calls.clear();
    m_fetcher->fetch(wanted);
    m_time.advance(1s);
    QVERIFY(contentOf(wanted) == patternedBytes(2'500'000));
    QCOMPARE(m_device->link->calls.size(), 1);
}

void FileFetcherTest::isCancelled()
{
    const Attachment wanted = file(7, 20'000'000);
    m_fetcher->fetch(wanted);
    m_time.advance(50ms);
    m_fetcher->cancel(wanted.id);
    QCOMPARE(m_fetcher->state(wanted).kind, Kind::Absent);
    const qsizetype asked = m_device->link->calls.size();
    m_time.advance(5s);
    QCOMPARE(m_device->link->calls.size(), asked);
    m_fetcher->fetch(wanted);
    m_time.advance(5s);
    QVERIFY(contentOf(wanted) == patternedBytes(20'000'000));
}

void FileFetcherTest::saysWhyItFailed()
{
    const Attachment gone{.id = FileId(8), .name = u"gone"_s, .size = 5, .mediaType = u"a/b"_s};
    m_fetcher->fetch(gone);
    m_time.advance(1s);
    const FileShelf::State state = m_fetcher->state(gone);
    QCOMPARE(state.kind, Kind::Failed);
    QCOMPARE(state.error->code, ErrorCode::NotFound);
    const qsizetype asked = m_device->link->calls.size();
    m_fetcher->retry(); // the network is not what it wants for
    m_time.advance(1s);
    QCOMPARE(m_device->link->calls.size(), asked);
}

void FileFetcherTest::keepsWhatWasSent()
{
    const auto path = m_fetcher->newPath(u".png"_s);
    QVERIFY(path);
    QFile pasted(*path);
    QVERIFY(pasted.open(QIODevice::WriteOnly) && pasted.write("picture") == 7);
    pasted.close();
    const OutgoingFile sent{.path = *path,
                            .shown
                            = {.id = FileId(9), .name = u"a.png"_s, .size = 7, .mediaType = u"image/png"_s},
                            .owner = OutgoingFile::Owner::Confab};
    m_fetcher->adopt({sent});
    QCOMPARE(contentOf(sent.shown), "picture");
    QVERIFY(!QFile::exists(*path));
}

void FileFetcherTest::copiesWhatIsSomebodysBeside()
{
    const OutgoingFile sent{.path = theirFile("picture"),
                            .shown
                            = {.id = FileId(9), .name = u"a.png"_s, .size = 7, .mediaType = u"image/png"_s}};
    m_fetcher->adopt({sent});
    QCOMPARE(m_fetcher->state(sent.shown).path, sent.path); // until there is a copy
    QTRY_VERIFY_WITH_TIMEOUT(m_fetcher->state(sent.shown).path != sent.path, 20'000);
    m_fetcher->fetch(sent.shown);
    QCOMPARE(contentOf(sent.shown), "picture");
    QVERIFY(QFile::exists(sent.path));
    QCOMPARE(QDir(m_folder->filePath(u"files"_s)).entryList(QDir::Files).size(), 1);
    QVERIFY(m_device->link->calls.isEmpty());
}

void FileFetcherTest::doesNotKeepWhatHasChangedMeanwhile()
{
    const OutgoingFile sent{.path = theirFile("another picture"),
                            .shown
                            = {.id = FileId(9), .name = u"a.png"_s, .size = 7, .mediaType = u"image/png"_s}};
    m_fetcher->adopt({sent});
    QTRY_COMPARE_WITH_TIMEOUT(m_fetcher->state(sent.shown).kind, Kind::Absent, 20'000);
    QVERIFY(QFile::exists(sent.path));
    QVERIFY(QDir(m_folder->filePath(u"files"_s)).isEmpty());
}

void FileFetcherTest::bringsNothingOnceItIsClosed()
{
    const Attachment wanted = file(7, 2'500'000);
    m_fetcher->fetch(wanted);
    m_time.advance(11ms);
    m_fetcher->close();
    m_cache->removeAll();
    m_time.advance(1s);
    m_fetcher->fetch(wanted);
    m_fetcher->retry();
    m_time.advance(1s);
    m_fetcher->adopt({{.path = theirFile("picture"), .shown = {.id = FileId(9), .size = 7}}});
    QCOMPARE(m_fetcher->state(wanted).kind, Kind::Absent);
    QVERIFY(!QFile::exists(m_folder->filePath(u"files"_s)));
}

void FileFetcherTest::keepsToItsRoom()
{
    makeFetcher(2'000'000);
    for (int id = 1; id <= 5; ++id) {
        m_fetcher->fetch(file(id, 900'000));
        m_time.advance(1s);
    }
    qint64 total = 0;
    for (const QFileInfo &info : QDir(m_folder->filePath(u"files"_s)).entryInfoList(QDir::Files))
        total += info.size();
    QVERIFY(total <= 2'000'000);
    QCOMPARE(m_fetcher->state(file(5, 900'000)).kind, Kind::Here);
}

void FileFetcherTest::doesNotKeepWhatIsTooLong()
{
    Attachment wanted = file(7, 100);
    m_device->link->files[FileId(7)] = patternedBytes(200);
    wanted.size = 50;
    // A link that answers more than it was asked for.
    QVERIFY(!m_cache->append(wanted, patternedBytes(200)));
    QCOMPARE(m_cache->partSize(wanted), 0);
}

void FileFetcherTest::removesWhatNobodySends()
{
    const Attachment kept = file(7, 100);
    m_fetcher->fetch(kept);
    m_time.advance(1s);
    QStringList made;
    for (int i = 0; i < 2; ++i) {
        made.append(*m_cache->newPath(u".png"_s));
        QFile picture(made.last());
        QVERIFY(picture.open(QIODevice::WriteOnly));
    }
    m_cache->removeMadeBut({made.first()});
    QVERIFY(QFile::exists(made.first()));
    QVERIFY(!QFile::exists(made.last()));
    QCOMPARE(m_fetcher->state(kept).kind, Kind::Here);
}

} // namespace confab::tests

using confab::tests::FileFetcherTest;

CONFAB_TEST(FileFetcherTest)
#include "filefetchertest.moc"
