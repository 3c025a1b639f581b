// SPDX-License-Identifier: Apache-2.0
#include "server/domain/searchfeeder.h"
#include "server/storage/messagerepository.h"
#include "tests/server/domain/importfixture.h"
#include "tests/server/domain/postone.h"
#include "tests/support/searchfixture.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

class ImportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<ImportFixture>();
        m_world->fill();
    }
    void cleanup() { m_world.reset(); }

    void bringsEverything()
    {
        const QString archive = m_world->archive(m_world->ada);
        const auto done = m_world->import(archive);
        QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
        QCOMPARE(done->username, u"ada"_s);
        QCOMPARE(done->accounts, 3);
        QCOMPARE(done->conversations, 2);
        QCOMPARE(done->messages, 8);
        QCOMPARE(done->files, 2);
        QVERIFY(!done->canSignIn);
        QCOMPARE(m_world->contentThere(u"ada"_s), ImportFixture::content(archive));
        QCOMPARE(m_world->count(u"file_content"_s), 1); // both files are the same
        const auto grace = AccountRepository(m_world->target.database()).find(m_world->there(u"grace"_s));
        QCOMPARE((*grace)->passwordHash, u"none"_s);
        QCOMPARE((*grace)->role, Role::User);
    }

    void anotherTimeChangesNothing()
    {
        const QString archive = m_world->archive(m_world->ada);
        QVERIFY(m_world->import(archive));
        const QString epoch = m_world->epoch();
        const QJsonObject before = m_world->contentThere(u"ada"_s);
        const auto again = m_world->import(archive);
        QVERIFY2(again, qPrintable(again ? QString() : again.error().detail));
        QVERIFY(!again->changed);
        QCOMPARE(again->messages, 0);
        QCOMPARE(m_world->epoch(), epoch);
        QCOMPARE(m_world->contentThere(u"ada"_s), before);
    }

    void theOthersArchivesAreMerged_data()
    {
        QTest::addColumn<QStringList>("order");
        QTest::newRow("the one who saw all first") << QStringList{u"ada"_s, u"grace"_s, u"ken"_s};
        QTest::newRow("the one who saw least first") << QStringList{u"ken"_s, u"grace"_s, u"ada"_s};
        QTest::newRow("the one who saw least in between") << QStringList{u"grace"_s, u"ken"_s, u"ada"_s};
    }
    void theOthersArchivesAreMerged()
    {
        QFETCH(QStringList, order);
        const QMap<QString, Caller> people{
            {u"ada"_s, m_world->ada}, {u"grace"_s, m_world->grace}, {u"ken"_s, m_world->ken}};
        for (const QString &name : order) {
            const auto done = m_world->import(m_world->archive(people[name]));
            QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
        }
        for (const QString &name : order) {
            QJsonObject here = ImportFixture::content(m_world->archive(people[name]));
            QJsonObject there = m_world->contentThere(name);
            for (const auto &path : here.keys()) {
                if (!path.endsWith("people.json"_L1) && !path.endsWith("conversation.json"_L1))
                    QCOMPARE(there[path], here[path]);
            }
            QCOMPARE(there.keys(), here.keys());
        }
        QCOMPARE(m_world->count(u"account"_s), 3);
        QCOMPARE(m_world->count(u"message"_s), 8);
        QCOMPARE(m_world->count(u"file"_s), 2);
    }

    void whatWasSaidSinceIsKeptOnBothSides()
    {
        QVERIFY(m_world->import(m_world->archive(m_world->ada)));
        const auto last = m_world->post(m_world->grace, m_world->direct, u"on the old server"_s);
        const Caller ada = m_world->signIn(u"ada"_s);
        const auto here = postOne(m_world->target,
                                  {.caller = ada,
                                   .conversation = m_world->direct,
                                   .clientId = QUuid::createUuid(),
                                   .body = u"on the new one"_s});
        QVERIFY(here);
        QCOMPARE(here->message.seq, last.seq);
        m_world->post(m_world->ada, m_world->direct, u"an answer there"_s, last.seq);
        const QString archive = m_world->archive(m_world->grace);
        const auto done = m_world->import(archive);
        QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
        QCOMPARE(done->messages, 2);
        const MessageRepository messages(m_world->target.database());
        QCOMPARE((*messages.find(m_world->direct, last.seq))->body, u"on the new one"_s);
        QCOMPARE((*messages.find(m_world->direct, last.seq.next()))->body, u"on the old server"_s);
        QCOMPARE((*messages.find(m_world->direct, Seq(last.seq.value() + 2)))->replyTo, last.seq.next());
        QVERIFY(!m_world->import(archive)->changed);
        // And one more, with a number of its own.
        const auto next = postOne(m_world->target,
                                  {.caller = ada,
                                   .conversation = m_world->direct,
                                   .clientId = QUuid::createUuid(),
                                   .body = u"further"_s});
        QCOMPARE(next->message.seq, Seq(last.seq.value() + 3));
    }

    void aLaterArchiveBringsWhatChanged()
    {
        const auto message = m_world->post(m_world->ada, m_world->direct, u"first"_s);
        const auto other = m_world->post(m_world->ada, m_world->direct, u"second"_s);
        QVERIFY(m_world->import(m_world->archive(m_world->ada)));
        m_world->amend(m_world->ada, message, Amendment::Edit{u"better"_s});
        m_world->amend(m_world->grace, message, Amendment::React{u"🎉"_s});
        m_world->amend(m_world->ada, other, Amendment::Remove{});
        QVERIFY(m_world->import(m_world->archive(m_world->grace)));
        const MessageRepository messages(m_world->target.database());
        const auto edited = messages.find(m_world->direct, message.seq);
        QCOMPARE((*edited)->body, u"better"_s);
        QCOMPARE((*edited)->reactions.size(), 1);
        QVERIFY((*messages.find(m_world->direct, other.seq))->deleted);
    }

    void nobodyIsTakenForSomebodyElse()
    {
        const Caller here = m_world->target.person(u"grace"_s);
        const QString archive = m_world->archive(m_world->ada);
        const auto refused = m_world->import(archive);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::UsernameTaken);
        QCOMPARE(m_world->count(u"account"_s), 1);
        QVERIFY(m_world->import(archive, {.owner = u"ada.old"_s, .names = {{u"grace"_s, u"grace.old"_s}}}));
        QVERIFY(!m_world->there(u"ada.old"_s).isNull());
        QCOMPARE(MemberRepository(m_world->target.database()).conversationsOf(here.account)->size(), 0);
        // It is known from now on who they are.
        QVERIFY(m_world->import(m_world->archive(m_world->grace)));
        QCOMPARE(m_world->count(u"account"_s), 4);
        QVERIFY(!m_world->import(archive, {.owner = u"grace"_s, .names = {}}));
    }

    void anAccountOfOnesOwnIsTakenWhereTheOperatorSaysSo()
    {
        const Caller here = m_world->target.person(u"grace"_s);
        const QString archive = m_world->archive(m_world->grace);
        QVERIFY(!m_world->import(archive));
        const auto done = m_world->import(archive, {.owner = u"grace"_s, .names = {}});
        QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
        QCOMPARE(m_world->there(u"grace"_s), here.account);
        QCOMPARE(MemberRepository(m_world->target.database()).conversationsOf(here.account)->size(), 2);
        QVERIFY(!m_world->import(archive, {.owner = u"ada"_s, .names = {}}));
    }

    void aConversationOfTheTwoHereIsLeftAlone()
    {
        const Caller ada = m_world->target.person(u"ada"_s);
        m_world->target.person(u"grace"_s);
        QVERIFY(postOne(m_world->target,
                        {.caller = ada, .to = u"grace"_s, .clientId = QUuid::createUuid(), .body = u"x"_s}));
        const auto refused = m_world->import(m_world->archive(m_world->ada),
                                             {.owner = u"ada"_s, .names = {{u"grace"_s, u"grace"_s}}});
        QVERIFY(!refused);
        QVERIFY(refused.error().detail.contains(u"another conversation"_s));
        QCOMPARE(m_world->count(u"message"_s), 1);
    }

    void nobodyWritesToWhoIsGone_data()
    {
        QTest::addColumn<bool>("before");
        QTest::newRow("from the other server") << true;
        QTest::newRow("from here, since an earlier import") << false;
    }

    void nobodyWritesToWhoIsGone()
    {
        QFETCH(bool, before);
        AccountsFixture &source = m_world->source;
        if (before) {
            // The archive is of before the first step of it: grace is a member of the group still.
            QVERIFY(source.deletion.begin(source.database(), source.writer, m_world->grace,
                                          {u"correct horse"_s, DeleteAccountRequest::Messages::Keep}));
        } else {
            QVERIFY(m_world->import(m_world->archive(m_world->ken))); // who knows both, and the group
            AccountRepository accounts(m_world->target.database());
            auto grace = *accounts.find(m_world->there(u"grace"_s));
            QVERIFY(accounts.erase(*grace, m_world->target.clock().now()));
        }
        const auto done = m_world->import(m_world->archive(m_world->ada));
        QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
        const Caller ada = m_world->signIn(u"ada"_s);
        const Post post{.caller = ada,
                        .conversation = m_world->direct,
                        .clientId = QUuid::createUuid(),
                        .body = u"still there?"_s};
        QCOMPARE(postOne(m_world->target, post).error().code, ErrorCode::CannotDeliver);
        const auto group = accessConversation(m_world->target.database(), m_world->group, ada.account);
        QVERIFY(group);
        if (before)
            QVERIFY(!group->audience().contains(m_world->there(u"grace"_s)));
    }

    void aConversationOfAnotherServerIsLeftAlone()
    {
        const QString archive = m_world->archive(m_world->ada);
        QVERIFY(m_world->import(archive));
        auto entries = ImportFixture::read(archive);
        for (auto &[path, content] : entries) {
            if (path == "export.json")
                content.replace("\"server\":\"", "\"server\":\"x");
        }
        // The same ids, but nobody of those who are here.
        const Importer::Options others{.owner = u"ada.x"_s,
                                       .names = {{u"grace"_s, u"grace.x"_s}, {u"ken"_s, u"ken.x"_s}}};
        const auto refused = m_world->import(m_world->write(entries), others);
        QVERIFY(!refused);
        QVERIFY2(refused.error().detail.contains(u"something else"_s), qPrintable(refused.error().detail));
        QCOMPARE(m_world->count(u"account"_s), 3);
    }

    void twoAreNotMadeOne()
    {
        QVERIFY(!m_world->import(m_world->archive(m_world->ada), {.names = {{u"grace"_s, u"ken"_s}}}));
        QVERIFY(!m_world->import(m_world->archive(m_world->ada), {.names = {{u"eve"_s, u"eva"_s}}}));
        QVERIFY(!m_world->import(m_world->archive(m_world->ada), {.names = {{u"grace"_s, u"a/b"_s}}}));
        QCOMPARE(m_world->count(u"account"_s), 0);
    }

    void whatIsImportedIsFound()
    {
        QVERIFY(m_world->import(m_world->archive(m_world->ada)));
        SearchFixture index(m_world->target.url());
        SearchFeeder feeder(m_world->target.database(), index.database(), m_world->target.clock());
        QVERIFY(feeder.keepEpoch(m_world->epoch()));
        QVERIFY(feeder.catchUp({}));
        QCOMPARE(index.find({.tokens = {}, .conversations = {{m_world->direct, Seq(1)}}}, u"word"_s).size(),
                 1);
        QCOMPARE(
            index.find({.tokens = {}, .conversations = {{m_world->direct, Seq(1)}}}, u"not this"_s).size(),
            0);
        // What comes in between later is found too.
        m_world->post(m_world->grace, m_world->group, u"compilers are fun"_s);
        QVERIFY(m_world->import(m_world->archive(m_world->grace)));
        QVERIFY(feeder.keepEpoch(m_world->epoch()));
        QVERIFY(feeder.catchUp({}));
        QCOMPARE(index.find({.tokens = {}, .conversations = {{m_world->group, Seq(1)}}}, u"fun"_s).size(), 1);
    }

private:
    std::unique_ptr<ImportFixture> m_world;
};

CONFAB_TEST(ImportTest)
#include "importtest.moc"
