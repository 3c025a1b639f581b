// SPDX-License-Identifier: Apache-2.0
#include "server/domain/fileservice.h"
#include "server/domain/uploadservice.h"
#include "tests/server/domain/postone.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Who may read a file, and when it goes.
class FileServiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_storage = std::make_unique<StorageFixture>();
        m_uploads = std::make_unique<UploadService>(FileRules{}, m_storage->clock());
        m_ada = m_storage->person(u"ada"_s);
        m_grace = m_storage->person(u"grace"_s);
        m_eve = m_storage->person(u"eve"_s);
    }
    void cleanup()
    {
        m_uploads.reset();
        m_storage.reset();
    }

    void isReadByWhoSeesAMessageThatHoldsIt()
    {
        const FileId file = upload(m_ada, "content");
        QVERIFY(isReadableBy(m_ada, file));
        QVERIFY(!isReadableBy(m_grace, file));
        const auto posted = send(m_ada, u"grace"_s, {file});
        QVERIFY(posted);
        QCOMPARE(posted->message.attachments.size(), 1);
        QCOMPARE(posted->message.attachments.first().name, u"a.txt"_s);
        QVERIFY(posted->message.body.isEmpty());
        QVERIFY(isReadableBy(m_grace, file));
        QVERIFY(!isReadableBy(m_eve, file));
    }

    void isNotReadByWhoJoinedLater()
    {
        const FileId file = upload(m_ada, "content");
        const auto posted = send(m_ada, u"grace"_s, {file});
        QVERIFY(m_storage->write([&](Transaction &transaction) {
            return withoutCount(transaction.database().change(
                u"UPDATE member SET first_seq = 2 WHERE account_id = :account"_s,
                {{":account", m_grace.account.value()}}));
        }));
        QVERIFY(!isReadableBy(m_grace, file));
        QVERIFY(isReadableBy(m_ada, file)); // who uploaded it
    }

    void standsInTheMessageAsItIsRead()
    {
        const QList<FileId> files{upload(m_ada, "one"), upload(m_ada, "two")};
        const auto posted = send(m_ada, u"grace"_s, files);
        const auto found = MessageRepository(database()).find(posted->message.conversation, Seq(1));
        QVERIFY(found && *found);
        QCOMPARE((*found)->attachments, posted->message.attachments);
        QCOMPARE((*found)->attachments.size(), 2);
        QCOMPARE((*found)->attachments.last().id, files.last());
        // And as one of many at once.
        std::vector<Post> posts{postOf(m_ada, {files.first()}), postOf(m_ada, {})};
        posts.back().body = u"without"_s;
        const auto many = postAll(*m_storage, posts);
        QVERIFY(many && (*many)[0] && (*many)[1]);
        const auto second = MessageRepository(database()).find(posted->message.conversation, Seq(2));
        QCOMPARE((*second)->attachments.size(), 1);
        QVERIFY((*MessageRepository(database()).find(posted->message.conversation, Seq(3)))
                    ->attachments.isEmpty());
    }

    void isSentByWhoMayReadItOnly()
    {
        const FileId file = upload(m_ada, "content");
        const auto refused = send(m_grace, u"eve"_s, {file});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::InvalidField);
        QCOMPARE(refused.error().field, u"attachments"_s);
        QVERIFY(!send(m_ada, u"grace"_s, {newRandomId<FileId>()}));
        QVERIFY(send(m_ada, u"grace"_s, {file}));
        QVERIFY(send(m_grace, u"eve"_s, {file})); // passed on
        QVERIFY(isReadableBy(m_eve, file));
    }

    void goesWhenNobodySendsIt()
    {
        const FileId file = upload(m_ada, "content");
        m_storage->clock().advance(24h - 1s);
        sweep();
        QVERIFY(isReadableBy(m_ada, file));
        m_storage->clock().advance(1s);
        sweep();
        QVERIFY(!isReadableBy(m_ada, file));
        QCOMPARE(chunks(), 0);
    }

    void staysWhileAMessageHoldsIt()
    {
        const FileId file = upload(m_ada, "content");
        const auto first = send(m_ada, u"grace"_s, {file});
        const auto second = send(m_grace, u"eve"_s, {file});
        m_storage->clock().advance(1000h);
        sweep();
        QVERIFY(isReadableBy(m_eve, file));
        release(first->message);
        sweep();
        QVERIFY(isReadableBy(m_eve, file));
        release(second->message);
        sweep();
        QVERIFY(!isReadableBy(m_ada, file));
        QCOMPARE(chunks(), 0);
    }

    void goesWithItsLastOwner()
    {
        const FileId adas = upload(m_ada, "the same");
        m_storage->clock().advance(1h);
        const FileId graces = upload(m_grace, "the same");
        m_storage->clock().advance(23h);
        sweep();
        QVERIFY(!isReadableBy(m_ada, adas));
        QVERIFY(isReadableBy(m_grace, graces));
        QCOMPARE(chunks(), 1);
        m_storage->clock().advance(1h);
        sweep();
        QCOMPARE(chunks(), 0);
    }

    void takesAnUploadThatDoesNotGoOn()
    {
        QVERIFY(m_storage->write([&](Transaction &transaction) -> Result<void> {
            const auto row = m_uploads->begin(transaction, m_ada,
                                              {UploadId(5), u"a.txt"_s, u"text/plain"_s, qint64(10)});
            const auto end = m_uploads->append(transaction, m_ada, UploadId(5), 0, "half",
                                               UploadService::Counting::AtOnce);
            return row && end ? Result<void>() : Result<void>(Error{});
        }));
        QCOMPARE(chunks(), 1);
        m_storage->clock().advance(24h);
        sweep();
        QCOMPARE(chunks(), 0);
        QVERIFY(!*UploadRepository(database()).find(UploadId(5)));
    }

private:
    [[nodiscard]] Database &database() { return m_storage->database(); }
    [[nodiscard]] bool isReadableBy(const Caller &caller, FileId file)
    {
        return bool(FileService(m_storage->clock()).find(database(), caller, file));
    }
    [[nodiscard]] qint64 chunks()
    {
        auto rows = database().run(u"SELECT count(*) FROM file_chunk"_s);
        return rows && rows->next() ? rows->integer(0) : -1;
    }
    FileId upload(const Caller &caller, const QByteArray &content)
    {
        const auto file = m_storage->write([&](Transaction &transaction) -> Result<Attachment> {
            const auto id = newRandomId<UploadId>();
            const auto row
                = m_uploads->begin(transaction, caller, {id, u"a.txt"_s, u"text/plain"_s, content.size()});
            const auto end
                = m_uploads->append(transaction, caller, id, 0, content, UploadService::Counting::AtOnce);
            const auto upload = m_uploads->find(transaction.database(), caller, id);
            if (!row || !end || !upload)
                return Error{};
            return m_uploads->complete(transaction, caller, id,
                                       *m_uploads->examine(transaction.database(), *upload));
        });
        return file ? file->id : FileId();
    }
    [[nodiscard]] Post postOf(const Caller &caller, const QList<FileId> &files)
    {
        return {.caller = caller, .to = u"grace"_s, .clientId = QUuid::createUuid(), .attachments = files};
    }
    Result<Posted> send(const Caller &caller, const QString &to, const QList<FileId> &files)
    {
        Post post = postOf(caller, files);
        post.to = to;
        return postOne(*m_storage, post);
    }
    void release(const Message &message)
    {
        QVERIFY(m_storage->write([&](Transaction &transaction) {
            return FileRepository(transaction.database())
                .release(message.conversation, message.seq, m_storage->clock().now());
        }));
    }
    void sweep()
    {
        const FileService files(m_storage->clock());
        for (int rounds = 0; rounds < 20; ++rounds) {
            const auto swept
                = m_storage->write([&](Transaction &transaction) { return files.sweep(transaction); });
            QVERIFY(swept);
            if (*swept == FileService::Swept::All)
                return;
        }
        QFAIL("it has no end");
    }

    std::unique_ptr<StorageFixture> m_storage;
    std::unique_ptr<UploadService> m_uploads;
    Caller m_ada;
    Caller m_grace;
    Caller m_eve;
};

CONFAB_TEST(FileServiceTest)
#include "fileservicetest.moc"
