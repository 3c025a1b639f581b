// SPDX-License-Identifier: Apache-2.0
#include "server/domain/amendmentjob.h"
#include "server/domain/exportdocuments.h"
#include "server/domain/exportjob.h"
#include "server/domain/groupservice.h"
#include "server/domain/relationservice.h"
#include "server/domain/uploadservice.h"
#include "server/storage/filecontentrepository.h"
#include "shared/core/limits.h"
#include "tests/server/domain/accountsfixture.h"
#include "tests/server/domain/postone.h"
#include "tests/support/testcase.h"
#include "tests/support/zipentries.h"

#include <atomic>
#include <future>
#include <thread>

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class ExportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<AccountsFixture>();
        m_service = std::make_unique<ExportService>(m_fixture->clock());
        m_ada = callerOf(m_fixture->join(u"ada"_s));
        m_grace = callerOf(m_fixture->join(u"grace"_s));
    }
    void cleanup()
    {
        m_service.reset();
        m_fixture.reset();
    }

    void holdsWhatOneHas()
    {
        const FileId file = upload(m_grace, u"Ünter plan?.txt"_s, "the plan");
        const auto first = post(m_ada, u"grace"_s, u"hello 👍"_s);
        const auto second = post(m_grace, u"ada"_s, u"with a file"_s, {file});
        QVERIFY(first && second);
        amend(m_ada, second->message, Amendment::React{u"🎉"_s});
        amend(m_ada, first->message, Amendment::Edit{u"hello again"_s});
        relate(m_ada, u"grace"_s);
        const auto entries = exported(m_ada);
        QVERIFY(entries);
        QVERIFY(entries->contains("README.txt"));
        QCOMPARE(json(*entries, "export.json")["format"_L1], "confab-export"_L1);
        QCOMPARE(json(*entries, "profile.json")["username"_L1], "ada"_L1);
        QCOMPARE(json(*entries, "contacts.json")["contacts"_L1], QJsonArray{"grace"_L1});
        QCOMPARE(json(*entries, "blocks.json")["blocks"_L1], QJsonArray());
        QCOMPARE(json(*entries, "sessions.json")["sessions"_L1].toArray().size(), 1);
        QCOMPARE(json(*entries, "people.json")["people"_L1].toArray().size(), 2);
        const QByteArray folder = "conversations/grace-" + id(first->message) + '/';
        const QJsonObject about = json(*entries, folder + "conversation.json");
        QCOMPARE(about["kind"_L1], "direct"_L1);
        QCOMPARE(about["members"_L1].toArray().size(), 2);
        const QJsonArray messages = json(*entries, folder + "messages-000001.json")["messages"_L1].toArray();
        QCOMPARE(messages.size(), 2);
        QCOMPARE(messages[0]["body"_L1], "hello again"_L1);
        QVERIFY(messages[0]["editedAt"_L1].isString());
        QCOMPARE(messages[1]["sender"_L1], "grace"_L1);
        QCOMPARE(messages[1]["reactions"_L1][0]["users"_L1], QJsonArray{"ada"_L1});
        QCOMPARE(messages[1]["attachments"_L1][0]["name"_L1], u"Ünter plan?.txt"_s);
        QCOMPARE(entries->value("files/" + file.toString().toLatin1() + "/_nter_plan_.txt"), "the plan");
        for (const auto &[path, content] : entries->asKeyValueRange())
            QVERIFY2(!content.contains("argon2") && !content.contains("refreshToken"), path.constData());
    }

    void holdsNothingOneMayNotRead()
    {
        const GroupService groups(m_fixture->clock());
        const auto made = m_fixture->storage.write([&](Transaction &transaction) {
            return groups.create(transaction, m_ada,
                                 {.title = u"Compilers"_s, .clientId = QUuid::createUuid()});
        });
        QVERIFY(made);
        const ConversationId group = made->access.conversation.id;
        QVERIFY(postOne(m_fixture->storage,
                        {.caller = m_ada,
                         .conversation = group,
                         .clientId = QUuid::createUuid(),
                         .body = u"before she came"_s}));
        QVERIFY(m_fixture->storage.write([&](Transaction &transaction) {
            return m_fixture->groupMembers.add(transaction, m_ada, group, u"grace"_s);
        }));
        const QByteArray folder = "conversations/Compilers-" + QByteArray::number(group.value()) + '/';
        const auto entries = exported(m_grace);
        QVERIFY(entries);
        const QJsonArray seen = json(*entries, folder + "messages-000001.json")["messages"_L1].toArray();
        QCOMPARE(seen.size(), 1);
        QCOMPARE(seen[0]["event"_L1]["what"_L1], "added"_L1);
        QVERIFY(m_fixture->storage.write([&](Transaction &transaction) {
            return m_fixture->groupMembers.remove(transaction, m_grace, group, u"grace"_s);
        }));
        QVERIFY(!exported(m_grace)->contains(folder + "conversation.json"));
    }

    void isWrittenInPages()
    {
        std::vector<Post> posts;
        for (int i = 0; i < 2001; ++i) {
            posts.push_back({.caller = m_ada,
                             .to = u"grace"_s,
                             .clientId = QUuid::createUuid(),
                             .body = u"number %1"_s.arg(i)});
        }
        QVERIFY(postAll(m_fixture->storage, posts));
        const auto entries = exported(m_ada);
        QVERIFY(entries);
        QList<int> sizes;
        for (const auto &[path, content] : entries->asKeyValueRange()) {
            if (path.contains("/messages-"))
                sizes.append(int(json(*entries, path)["messages"_L1].toArray().size()));
        }
        QCOMPARE(sizes, (QList{1000, 1000, 1}));
    }

    void namesAreHarmless_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("plain") << u"plan-2.txt"_s << "plan-2.txt"_ba;
        QTest::newRow("a step up") << u".."_s << "__"_ba;
        QTest::newRow("a path") << u"../../etc/passwd"_s << "_._.._etc_passwd"_ba;
        QTest::newRow("a drive") << u"C:\\x"_s << "C__x"_ba;
        QTest::newRow("hidden") << u".profile"_s << "_profile"_ba;
        QTest::newRow("a dot at the end") << u"x."_s << "x_"_ba;
        QTest::newRow("nothing") << QString() << "_"_ba;
        QTest::newRow("long") << QString(300, u'x') << QByteArray(64, 'x');
    }
    void namesAreHarmless()
    {
        QFETCH(QString, name);
        QTEST(exportedName(name), "path");
    }

    void thereIsOneAtATime()
    {
        const auto first = begin(m_ada);
        QVERIFY(first);
        QCOMPARE(first->state, ExportState::Running);
        QCOMPARE(begin(m_ada)->id, first->id);
        make();
        m_fixture->clock().advance(Limits::exportAgain);
        const auto second = begin(m_ada);
        QVERIFY(second && second->id != first->id);
        QCOMPARE(m_service->find(database(), m_ada, first->id).error().code, ErrorCode::NotFound);
    }

    void theNextHasToWait()
    {
        const auto first = begin(m_ada);
        make();
        m_fixture->clock().advance(1h);
        const auto early = begin(m_ada);
        QCOMPARE(early.error().code, ErrorCode::TooManyRequests);
        QCOMPARE(early.error().retryAfter, Limits::exportAgain - 1h);
        QVERIFY(begin(m_grace));
        QVERIFY(cancel(m_ada, first->id));
        QVERIFY(!m_service->find(database(), m_ada, first->id));
        QVERIFY(!cancel(m_ada, first->id));
        QCOMPARE(begin(m_ada).error().code, ErrorCode::TooManyRequests);
        m_fixture->clock().advance(Limits::exportAgain - 1h);
        const auto next = begin(m_ada);
        QVERIFY(next && next->id != first->id);
    }

    void whatFailedMayBeAskedForAgain()
    {
        const auto first = begin(m_ada);
        make(ExportService(m_fixture->clock(), 10));
        QCOMPARE(m_service->find(database(), m_ada, first->id)->state, ExportState::Failed);
        QVERIFY(begin(m_ada)->id != first->id);
    }

    void countsInWhatTheServerHolds()
    {
        const auto one = begin(m_ada);
        make();
        const auto row = m_service->find(database(), m_ada, one->id);
        QVERIFY(row->size > 0);
        QCOMPARE(*FileContentRepository(database()).total(), row->size);
        const ExportService full(m_fixture->clock(), row->size + 10);
        QVERIFY(begin(m_grace));
        make(full);
        QCOMPARE(*FileContentRepository(database()).total(), row->size);
        QVERIFY(cancel(m_ada, one->id));
        QCOMPARE(*FileContentRepository(database()).total(), 0);
        QVERIFY(begin(m_grace));
        make(ExportService(m_fixture->clock(), 10 * row->size));
        QVERIFY(*FileContentRepository(database()).total() > 0);
        sweepPieces();
        QCOMPARE(pieces(), 1);
    }

    void isNotForWhoIsGone()
    {
        auto account = AccountRepository(database()).find(m_ada.account);
        QVERIFY(AccountRepository(database()).erase(**account, m_fixture->clock().now()));
        QCOMPARE(begin(m_ada).error().code, ErrorCode::NotAuthenticated);
    }

    void isItsOwnersAlone()
    {
        const auto one = begin(m_ada);
        QCOMPARE(m_service->find(database(), m_grace, one->id).error().code, ErrorCode::NotFound);
        QVERIFY(!cancel(m_grace, one->id));
        QVERIFY(cancel(m_ada, one->id));
        QVERIFY(!m_service->find(database(), m_ada, one->id));
        make(); // nothing is left to do
    }

    void goesWhenItIsOver()
    {
        const auto one = begin(m_ada);
        make();
        QCOMPARE(m_service->find(database(), m_ada, one->id)->state, ExportState::Ready);
        m_fixture->clock().advance(Limits::exportKept);
        QVERIFY(!m_service->find(database(), m_ada, one->id));
        QVERIFY(m_fixture->storage.write(
            [&](Transaction &transaction) { return m_service->sweep(transaction); }));
        QVERIFY(!*ExportRepository(database()).find(one->id));
        sweepPieces();
        QCOMPARE(pieces(), 0);
    }

    void isMadeAnewWhenItsProcessHasDied()
    {
        const auto one = begin(m_ada);
        const auto first = claim(1);
        QVERIFY(first);
        QVERIFY(append(*first, "half"));
        if (testEngine() != Engine::Sqlite) {
            QVERIFY(!claim(2)); // its process may still be at it
            m_fixture->clock().advance(ExportService::lease);
        }
        const auto second = claim(2);
        QVERIFY(second);
        QCOMPARE(second->id, one->id);
        QCOMPARE(second->size, 0);
        QVERIFY(second->content != first->content);
        QVERIFY(!append(*first, "late")); // it lives, and learns that it is nobody's any more
        run(*second);
        QCOMPARE(m_service->find(database(), m_ada, one->id)->state, ExportState::Ready);
        sweepPieces();
        QCOMPARE(pieces(), 1);
    }

    void isMadeAnewByWhoAbandonedIt()
    {
        const auto one = begin(m_ada);
        const auto first = claim(1);
        QVERIFY(first && append(*first, "half"));
        // Nothing was said of how it ended: who looks again makes none.
        const auto second = claim(1);
        QVERIFY(second);
        QVERIFY(second->content != first->content);
        QVERIFY(!append(*first, "late"));
        run(*second);
        QCOMPARE(m_service->find(database(), m_ada, one->id)->state, ExportState::Ready);
    }

    void waitsWhileTooMuchIsToBeWritten()
    {
        const auto one = begin(m_ada);
        const auto row = claim(1);
        std::promise<void> release;
        auto held = release.get_future().share();
        std::atomic<bool> isRefused = false;
        m_fixture->writer.submit(
            [held](Transaction &) {
                held.wait();
                return Result<void>();
            },
            [](const Result<void> &, Events &) {});
        while (!isRefused) {
            m_fixture->writer.submit(
                [](Transaction &) { return Result<void>(); },
                [&](const Result<void> &done, Events &) { isRefused = isRefused || !done; });
        }
        std::thread job([&] { run(*row); });
        // Most likely it asks meanwhile; whichever comes first, it is made.
        QTest::qWait(200);
        release.set_value();
        job.join();
        QCOMPARE(m_service->find(database(), m_ada, one->id)->state, ExportState::Ready);
    }

    void whatIsAskedForWhileItLooksIsMadeToo()
    {
        ExportRunner runner(parts());
        runner.start();
        // It has looked, and will hear of it with the next event.
        QVERIFY(m_fixture->write([](Transaction &) { return Result<void>(); }));
        const auto one = begin(m_ada);
        runner.kick();
        QTRY_COMPARE_WITH_TIMEOUT(m_service->find(database(), m_ada, one->id)->state, ExportState::Ready,
                                  20000);
        runner.stop();
    }

    void isLeftToTheNextWhoIsStopped()
    {
        const auto one = begin(m_ada);
        const auto row = claim(1);
        std::stop_source stop;
        stop.request_stop();
        const auto made = parts();
        QCOMPARE(ExportJob(made, *row, stop.get_token()).run(), ExportJob::Outcome::Over);
        QCOMPARE(m_service->find(database(), m_ada, one->id)->state, ExportState::Running);
    }

private:
    using Entries = QMap<QByteArray, QByteArray>;

    Database &database() { return m_fixture->database(); }
    ExportRunner::Parts parts() { return parts(*m_service); }
    ExportRunner::Parts parts(const ExportService &service)
    {
        return {service, m_fixture->writer, m_fixture->storage.url(), u"epoch"_s, m_fixture->clock()};
    }
    Result<Export> begin(const Caller &caller)
    {
        return m_fixture->storage.write(
            [&](Transaction &transaction) { return m_service->begin(transaction, caller); });
    }
    bool cancel(const Caller &caller, ExportId id)
    {
        return bool(m_fixture->storage.write(
            [&](Transaction &transaction) { return m_service->cancel(transaction, caller, id); }));
    }
    std::optional<ExportRow> claim(qint64 worker)
    {
        const auto row = m_fixture->storage.write(
            [&](Transaction &transaction) { return m_service->claim(transaction, worker); });
        return row ? *row : std::nullopt;
    }
    bool append(const ExportRow &row, const QByteArray &bytes)
    {
        return bool(m_fixture->storage.write(
            [&](Transaction &transaction) { return m_service->append(transaction, row, bytes); }));
    }
    void run(const ExportRow &row)
    {
        const auto made = parts();
        (void)ExportJob(made, row, {}).run();
    }
    void make() { make(*m_service); }
    void make(const ExportService &service)
    {
        auto with = parts(service);
        if (const auto row = claim(1))
            (void)ExportJob(with, *row, {}).run();
    }
    std::optional<Entries> exported(const Caller &caller)
    {
        m_fixture->clock().advance(Limits::exportAgain); // after the one before
        const auto begun = begin(caller);
        make();
        const auto row = m_service->find(database(), caller, begun->id);
        if (!row || row->state != ExportState::Ready)
            return std::nullopt;
        QByteArray zip;
        for (qint64 number = 0; zip.size() < row->size; ++number)
            zip += FileChunkRepository(database()).find(row->content, number)->value();
        const auto sum = QCryptographicHash::hash(zip, QCryptographicHash::Sha256);
        return sum == row->sha256 ? zipEntries(zip) : std::nullopt;
    }
    static QJsonObject json(const Entries &entries, const QByteArray &path)
    {
        return QJsonDocument::fromJson(entries.value(path)).object();
    }
    static QByteArray id(const Message &message) { return QByteArray::number(message.conversation.value()); }
    Result<Posted> post(const Caller &caller, const QString &to, const QString &body,
                        const QList<FileId> &files = {})
    {
        return postOne(m_fixture->storage,
                       {.caller = caller,
                        .to = to,
                        .clientId = QUuid::createUuid(),
                        .body = body,
                        .attachments = files});
    }
    void amend(const Caller &caller, const Message &message, const decltype(Amendment::what) &what)
    {
        const Amendment amendment{
            .caller = caller, .conversation = message.conversation, .seq = message.seq, .what = what};
        QVERIFY(m_fixture->storage.write([&](Transaction &transaction) {
            return AmendmentJob(amendment, m_fixture->clock().now()).run(transaction);
        }));
    }
    void relate(const Caller &caller, const QString &to)
    {
        const RelationService relations(m_fixture->presence, m_fixture->clock());
        QVERIFY(m_fixture->storage.write([&](Transaction &transaction) {
            return relations.add(transaction, caller, Relation::Contact, to);
        }));
    }
    FileId upload(const Caller &caller, const QString &name, const QByteArray &bytes)
    {
        const UploadService uploads({}, m_fixture->clock());
        const auto done = m_fixture->storage.write([&](Transaction &transaction) -> Result<Attachment> {
            const UploadId id(7);
            const auto row = uploads.begin(transaction, caller, {id, name, u"text/plain"_s, bytes.size()});
            if (!row)
                return row.error();
            const auto end
                = uploads.append(transaction, caller, id, 0, bytes, UploadService::Counting::AtOnce);
            if (!end)
                return end.error();
            const auto found = uploads.find(transaction.database(), caller, id);
            const auto examined = uploads.examine(transaction.database(), *found);
            return uploads.complete(transaction, caller, id, *examined);
        });
        return done ? done->id : FileId();
    }
    void sweepPieces()
    {
        bool clean = false;
        while (!clean) {
            const auto swept = m_fixture->storage.write([&](Transaction &transaction) {
                return FileContentRepository(transaction.database()).removeSomeGarbage();
            });
            QVERIFY(swept);
            clean = *swept;
        }
    }
    qint64 pieces()
    {
        auto rows = database().run(u"SELECT count(*) FROM file_chunk"_s);
        return rows && rows->next() ? rows->integer(0) : -1;
    }

    std::unique_ptr<AccountsFixture> m_fixture;
    std::unique_ptr<ExportService> m_service;
    Caller m_ada;
    Caller m_grace;
};

CONFAB_TEST(ExportTest)
#include "exporttest.moc"
