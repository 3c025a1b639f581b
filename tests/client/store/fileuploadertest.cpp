// SPDX-License-Identifier: Apache-2.0
#include "tests/client/store/device.h"

#include "tests/support/testcase.h"

namespace confab::tests {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Messages with files on their way out: what was cut goes on, what was given up is gone.
class FileUploaderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();

    void goesUpBeforeItsMessage();
    void takesSeveralFiles();
    void goesOnAfterACut();
    void goesOnAfterARestart();
    void beginsAnewWhenTheServerHasLostIt();
    void isNotOvertaken();
    void isGivenUpOnTheWay();
    void refusesWhatTheServerRefuses_data();
    void refusesWhatTheServerRefuses();
    void refusesAFileThatHasGone();
    void sendsAgainWhatTheServerHasForgotten();
    void saysHowFarItIs();
    void mayLoseItsText();
    void passesOnWhatTheServerHas();

private:
    [[nodiscard]] OutgoingFile file(const QString &name, qsizetype size);
    [[nodiscard]] static QByteArray bytes(qsizetype size) { return QByteArray(size, 'x'); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void FileUploaderTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

OutgoingFile FileUploaderTest::file(const QString &name, qsizetype size)
{
    QFile written(m_folder->filePath(name));
    const bool done = written.open(QIODevice::WriteOnly) && written.write(bytes(size)) == size;
    Q_ASSERT(done);
    return {.path = written.fileName(), .shown = {.name = name, .size = size, .mediaType = u"text/plain"_s}};
}

void FileUploaderTest::goesUpBeforeItsMessage()
{
    FakeTime time;
    MemoryServer server(time);
    Device device(server, time);
    device.goOnline();
    const ChatId chat = device.chatWith(u"grace"_s);
    QList<OutboxEntry> delivered;
    connect(&device.engine->sender(), &OutboxSender::delivered, this,
            [&](const OutboxEntry &entry) { delivered.append(entry); });
    QVERIFY(device.engine->outbox().send(chat, {}, {}, {file(u"a.txt"_s, 1'200'000)}));
    time.advance(5s);
    QCOMPARE(device.link->files.size(), 1);
    QCOMPARE(device.link->files.begin()->size(), 1'200'000);
    const QJsonObject sent = device.link->sent("send"_L1).constFirst();
    QCOMPARE(sent["attachments"_L1].toArray(), QJsonArray{device.link->files.begin().key().toString()});
    QCOMPARE(delivered.size(), 1);
    QCOMPARE(delivered.first().files.first().shown.name, u"a.txt"_s);
    const auto stored = device.store->messages().before(chat, Seq(), 1);
    QCOMPARE(stored.first().attachments.first().name, u"a.txt"_s);
    QVERIFY(device.store->outboxFiles().of(delivered.first().clientId).isEmpty());
}

void FileUploaderTest::takesSeveralFiles()
{
    FakeTime time;
    MemoryServer server(time);
    Device device(server, time);
    device.goOnline();
    const ChatId chat = device.chatWith(u"grace"_s);
    QVERIFY(device.engine->outbox().send(chat, u"three"_s, {},
                                         {file(u"a"_s, 10), file(u"b"_s, 600'000), file(u"c"_s, 0)}));
    time.advance(5s);
    const auto stored = device.store->messages().before(chat, Seq(), 1);
    QCOMPARE(stored.first().attachments.size(), 3);
    QCOMPARE(stored.first().attachments.at(1).size, 600'000);
    QCOMPARE(stored.first().attachments.last().name, u"c"_s);
}

void FileUploaderTest::goesOnAfterACut()
{
    FakeTime time;
    MemoryServer server(time);
    Device device(server, time);
    device.goOnline();
    const ChatId chat = device.chatWith(u"grace"_s);
    device.link->piecesLeft = 2;
    QVERIFY(device.engine->outbox().send(chat, {}, {}, {file(u"a"_s, 2'000'000)}));
    time.advance(3s);
    QVERIFY(device.store->messages().before(chat, Seq(), 1).isEmpty());
    QCOMPARE(device.link->uploads.size(), 1);
    QCOMPARE(device.link->uploads.begin()->bytes.size(), 2 * FileUploader::pieceBytes);
    device.link->piecesLeft = -1;
    time.advance(10s);
    QCOMPARE(device.store->messages().before(chat, Seq(), 1).size(), 1);
    QCOMPARE(device.link->uploads.size(), 1); // the same
    QCOMPARE(device.link->files.begin()->size(), 2'000'000);
}

void FileUploaderTest::goesOnAfterARestart()
{
    FakeTime time;
    MemoryServer server(time);
    Device device(server, time);
    device.goOnline();
    const ChatId chat = device.chatWith(u"grace"_s);
    device.link->piecesLeft = 1;
    QVERIFY(device.engine->outbox().send(chat, {}, {}, {file(u"a"_s, 1'500'000)}));
    time.advance(3s);
    const auto uploads = device.link->uploads;
    QCOMPARE(uploads.begin()->bytes.size(), FileUploader::pieceBytes);
    device.restart();
    device.link->uploads = uploads;
    device.goOnline();
    QCOMPARE(device.store->messages().before(chat, Seq(), 1).size(), 1);
    QVERIFY(device.link->calls.filter(u"begin"_s).isEmpty());
    QVERIFY(device.link->calls.contains(u"append 1 at 524288"_s));
}

void FileUploaderTest::beginsAnewWhenTheServerHasLostIt()
{
    FakeTime time;
    MemoryServer server(time);
    Device device(server, time);
    device.goOnline();
    const ChatId chat = device.chatWith(u"grace"_s);
    device.link->piecesLeft = 1;
    QVERIFY(device.engine->outbox().send(chat, {}, {}, {file(u"a"_s, 1'500'000)}));
    time.advance(3s);
    device.link->uploads.clear();
    device.link->piecesLeft = -1;
    time.advance(10s);
    QCOMPARE(device.store->messages().before(chat, Seq(), 1).size(), 1);
    QCOMPARE(device.link->files.begin()->size(), 1'500'000);
}

void FileUploaderTest::isNotOvertaken()
{
    FakeTime time;
    MemoryServer server(time);
    Device device(server, time);
    device.goOnline();
    const ChatId chat = device.chatWith(u"grace"_s);
    const ChatId other = device.chatWith(u"linus"_s);
    device.link->piecesLeft = 0;
    QVERIFY(device.engine->outbox().send(chat, u"with a file"_s, {}, {file(u"a"_s, 100'000)}));
    QVERIFY(device.engine->outbox().send(chat, u"after it"_s));
    QVERIFY(device.engine->outbox().send(other, u"elsewhere"_s));
    time.advance(5s);
    QVERIFY(device.bodies(chat).isEmpty());
    QCOMPARE(device.bodies(other), QStringList{u"elsewhere"_s});
    device.link->piecesLeft = -1;
    time.advance(10s);
    QCOMPARE(device.bodies(chat), (QStringList{u"with a file"_s, u"after it"_s}));
}

void FileUploaderTest::isGivenUpOnTheWay()
{
    FakeTime time;
    MemoryServer server(time);
    Device device(server, time);
    device.goOnline();
    const ChatId chat = device.chatWith(u"grace"_s);
    const auto id = device.engine->outbox().send(chat, {}, {}, {file(u"a"_s, 100'000'000)});
    QVERIFY(device.engine->outbox().send(chat, u"after it"_s));
    time.advance(200ms);
    QVERIFY(device.engine->sender().uploader().progress(*id));
    QVERIFY(device.engine->outbox().discard(*id));
    QVERIFY(!device.engine->sender().uploader().progress(*id));
    time.advance(5s);
    QVERIFY(device.link->uploads.isEmpty());
    QCOMPARE(device.bodies(chat), QStringList{u"after it"_s});
}

void FileUploaderTest::refusesWhatTheServerRefuses_data()
{
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("a file that is too large") << ErrorCode::PayloadTooLarge;
    QTest::newRow("one for which there is no room") << ErrorCode::QuotaExceeded;
    QTest::newRow("one with a bad name") << ErrorCode::InvalidField;
}

void FileUploaderTest::refusesWhatTheServerRefuses()
{
    QFETCH(ErrorCode, code);
    FakeTime time;
    MemoryServer server(time);
    Device device(server, time);
    device.goOnline();
    const ChatId chat = device.chatWith(u"grace"_s);
    device.link->refusedUpload = Error{code};
    const auto id = device.engine->outbox().send(chat, {}, {}, {file(u"a"_s, 10)});
    QVERIFY(device.engine->outbox().send(chat, u"after it"_s));
    time.advance(5s);
    QCOMPARE(device.store->outbox().find(*id)->refused->code, code);
    QCOMPARE(device.bodies(chat), QStringList{u"after it"_s}); // it stands aside
    device.link->refusedUpload.reset();
    device.engine->outbox().retry(*id);
    time.advance(5s);
    QVERIFY(!device.store->outbox().find(*id));
}

void FileUploaderTest::refusesAFileThatHasGone()
{
    FakeTime time;
    MemoryServer server(time);
    Device device(server, time);
    const ChatId chat = device.chatWith(u"grace"_s);
    const OutgoingFile gone = file(u"gone"_s, 10);
    const OutgoingFile longer = file(u"longer"_s, 10);
    const auto first = device.engine->outbox().send(chat, {}, {}, {gone});
    const auto second = device.engine->outbox().send(chat, {}, {}, {longer});
    QFile::remove(gone.path);
    (void)file(u"longer"_s, 11);
    device.goOnline();
    for (const auto &id : {*first, *second}) {
        const auto entry = device.store->outbox().find(id);
        QVERIFY(entry && entry->refused);
        QCOMPARE(entry->refused->code, ErrorCode::InvalidField);
        QCOMPARE(entry->refused->field, u"file"_s);
    }
}

void FileUploaderTest::sendsAgainWhatTheServerHasForgotten()
{
    FakeTime time;
    MemoryServer server(time);
    Device device(server, time);
    device.goOnline();
    const ChatId chat = device.chatWith(u"grace"_s);
    device.link->refusals.push_back({ErrorCode::InvalidField, u"attachments"_s, {}});
    const auto id = device.engine->outbox().send(chat, {}, {}, {file(u"a"_s, 10)});
    time.advance(5s);
    QVERIFY(device.store->outbox().find(*id)->refused);
    device.engine->outbox().retry(*id);
    time.advance(5s);
    QVERIFY(!device.store->outbox().find(*id));
    QCOMPARE(device.link->calls.filter(u"begin"_s).size(), 2);
}

void FileUploaderTest::saysHowFarItIs()
{
    FakeTime time;
    MemoryServer server(time);
    Device device(server, time);
    device.goOnline();
    const ChatId chat = device.chatWith(u"grace"_s);
    QList<qint64> seen;
    FileUploader &uploader = device.engine->sender().uploader();
    connect(&uploader, &FileUploader::progressed, this, [&](const QUuid &id) {
        if (const auto progress = uploader.progress(id)) {
            seen.append(progress->sent);
            QCOMPARE(progress->total, 1'000'010);
        }
    });
    QVERIFY(device.engine->outbox().send(chat, {}, {}, {file(u"a"_s, 10), file(u"b"_s, 1'000'000)}));
    time.advance(5s);
    QVERIFY(std::is_sorted(seen.begin(), seen.end()));
    QCOMPARE(seen.last(), 1'000'010);
    QVERIFY(seen.contains(10 + FileUploader::pieceBytes));
}

void FileUploaderTest::mayLoseItsText()
{
    FakeTime time;
    MemoryServer server(time);
    Device device(server, time);
    const ChatId chat = device.chatWith(u"grace"_s);
    OutboxWriter &outbox = device.engine->outbox();
    const auto waiting = outbox.send(chat, u"look"_s, {}, {file(u"a"_s, 10)});
    QVERIFY(outbox.rewrite(*waiting, {}));
    const auto plain = outbox.send(chat, u"hello"_s);
    QVERIFY(!outbox.rewrite(*plain, {}));
    device.goOnline();
    time.advance(5s);
    QCOMPARE(device.bodies(chat).size(), 2);
    QVERIFY(outbox.amend(chat, Seq(1), OutboxEntry::Kind::Edit, {}));
    const auto refused = outbox.amend(chat, Seq(2), OutboxEntry::Kind::Edit, {});
    QVERIFY(!refused);
    QCOMPARE(refused.error().field, u"body"_s);
}

void FileUploaderTest::passesOnWhatTheServerHas()
{
    FakeTime time;
    MemoryServer server(time);
    Device device(server, time);
    const ChatId chat = device.chatWith(u"grace"_s);
    const Attachment known{.id = FileId(77), .name = u"a"_s, .size = 10, .mediaType = u"text/plain"_s};
    QVERIFY(device.engine->outbox().send(chat, {}, {}, {OutgoingFile{.path = {}, .shown = known}}));
    device.goOnline();
    time.advance(5s);
    QCOMPARE(device.link->sent("send"_L1).constFirst()["attachments"_L1].toArray(), QJsonArray{u"77"_s});
    QVERIFY(device.link->calls.filter(u"begin"_s).isEmpty());
    QCOMPARE(device.store->messages().before(chat, Seq(), 1).first().attachments, QList{known});
}

} // namespace confab::tests

using confab::tests::FileUploaderTest;

CONFAB_TEST(FileUploaderTest)
#include "fileuploadertest.moc"
