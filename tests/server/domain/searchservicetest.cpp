// SPDX-License-Identifier: Apache-2.0
#include "server/domain/searchservice.h"
#include "server/domain/searchfeeder.h"
#include "server/storage/reactionrepository.h"
#include "shared/core/limits.h"
#include "tests/server/domain/postone.h"
#include "tests/support/searchfixture.h"
#include "tests/support/storagefixture.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

namespace {

/// Ada, Grace, and Eve, who has no part in what the two write; and the index of it.
struct World {
    StorageFixture storage;
    SearchFixture index{storage.url()};
    Caller ada = storage.person(u"ada"_s);
    Caller grace = storage.person(u"Grace"_s);
    Caller eve = storage.person(u"eve"_s);
    QList<Error> failures;
    SearchService search{index.files(), [this](const Error &error) { failures.append(error); }};

    /// Writes it `count` times; the id of the last.
    MessageId write(const Caller &caller, const QString &to, const QString &body, int count = 1)
    {
        std::vector<Post> posts;
        for (int i = 0; i < count; ++i)
            posts.push_back({.caller = caller, .to = to, .clientId = QUuid::createUuid(), .body = body});
        storage.clock().advance(std::chrono::seconds(1));
        const auto written = postAll(storage, posts);
        Q_ASSERT(written && written->back());
        return written->back()->message.id();
    }
    /// Runs the indexer's work once.
    [[nodiscard]] bool feed()
    {
        SearchFeeder feeder(storage.database(), index.database(), storage.clock());
        return feeder.keepEpoch(u"epoch"_s) && feeder.catchUp({});
    }
    Result<Page<Message>> ask(const Caller &caller, const SearchService::Request &request)
    {
        return search.search(storage.database(), caller, request);
    }
    /// The texts that `caller` finds.
    QStringList find(const Caller &caller, const QString &text)
    {
        const auto page = ask(caller, {.text = text, .limit = 50});
        QStringList texts;
        for (const Message &message : page ? page->items : QList<Message>())
            texts.append(message.body);
        return texts;
    }
    void execute(const QString &sql)
    {
        const auto done = storage.database().change(sql);
        Q_ASSERT(done);
    }
};

} // namespace

class SearchServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_world = std::make_unique<World>(); }
    void cleanup() { m_world.reset(); }

    void findsAnyPartOfAWord_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("query");

        const auto row = [](const char *name, const QString &text, const QString &query) {
            QTest::newRow(name) << text << query;
        };
        row("the beginning", u"Enigma machines"_s, u"en"_s);
        row("the middle, in another case", u"Enigma machines"_s, u"IGMA"_s);
        row("two characters at the end", u"Enigma machines"_s, u"es"_s);
        row("the whole", u"Enigma machines"_s, u"enigma machines"_s);
        row("across a blank, whatever its length", u"Enigma \n machines"_s, u"ma  ma"_s);
        row("German", u"Die Straße der Ölsardinen"_s, u"STRASSE"_s);
        row("German, an umlaut", u"Die Straße der Ölsardinen"_s, u"öl"_s);
        row("Russian", u"Доброе утро"_s, u"УТР"_s);
        row("Greek", u"Καλημέρα κόσμε"_s, u"ΜΈΡΑ"_s);
        row("Chinese", u"我们明天在图书馆见面"_s, u"明天"_s);
        row("Japanese", u"東京タワーで会いましょう"_s, u"タワ"_s);
        row("Korean", u"안녕하세요 여러분"_s, u"하세"_s);
        row("Arabic", u"صباح الخير يا أصدقاء"_s, u"خير"_s);
        row("Hindi", u"नमस्ते दुनिया"_s, u"दुनि"_s);
        row("Thai", u"สวัสดีตอนเช้า"_s, u"ตอน"_s);
        row("emoji", u"Well done \U0001F44D\U0001F389!"_s, u"\U0001F44D\U0001F389"_s);
        row("digits", u"The code is 70123"_s, u"012"_s);
        row("punctuation", u"see https://example.org/a?b=c"_s, u"/a?b"_s);
        row("full width as half width", u"ＣＯＮＦＡＢ"_s, u"conf"_s);
    }
    void findsAnyPartOfAWord()
    {
        QFETCH(QString, text);
        QFETCH(QString, query);
        m_world->write(m_world->ada, u"grace"_s, u"nothing of that kind"_s);
        m_world->write(m_world->ada, u"grace"_s, text);
        QVERIFY(m_world->feed());
        QCOMPARE(m_world->find(m_world->grace, query), QStringList{text});
    }

    void findsNothingThatOnlyHasTheBigrams()
    {
        m_world->write(m_world->ada, u"grace"_s, u"abc bcd"_s);
        m_world->write(m_world->ada, u"grace"_s, u"ab cd xabcdx"_s);
        QVERIFY(m_world->feed());
        QCOMPARE(m_world->find(m_world->ada, u"abcd"_s), QStringList{u"ab cd xabcdx"_s});
    }

    void findsOnlyWhatTheCallerMaySee()
    {
        const MessageId first = m_world->write(m_world->ada, u"grace"_s, u"secret one"_s);
        m_world->write(m_world->ada, u"grace"_s, u"secret two"_s);
        m_world->write(m_world->eve, u"ada"_s, u"secret three"_s);
        QVERIFY(m_world->feed());
        QCOMPARE(m_world->find(m_world->ada, u"secret"_s),
                 (QStringList{u"secret three"_s, u"secret two"_s, u"secret one"_s}));
        QCOMPARE(m_world->find(m_world->eve, u"secret"_s), QStringList{u"secret three"_s});
        m_world->execute(
            u"UPDATE member SET first_seq = 2 WHERE account_id = %1"_s.arg(m_world->grace.account.value()));
        QCOMPARE(m_world->find(m_world->grace, u"secret"_s), QStringList{u"secret two"_s});
        m_world->execute(
            u"UPDATE member SET left_at = 1 WHERE account_id = %1"_s.arg(m_world->grace.account.value()));
        QCOMPARE(m_world->find(m_world->grace, u"secret"_s), QStringList());
        const auto refused = m_world->ask(
            m_world->grace, {.text = u"secret"_s, .conversation = first.conversation, .limit = 5});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::NotFound);
        QCOMPARE(refused.error().field, u"conversation"_s);
    }

    void aDeletedMessageIsNotFoundFromThatMomentOn()
    {
        const MessageId id = m_world->write(m_world->ada, u"grace"_s, u"soon forgotten"_s);
        m_world->write(m_world->ada, u"grace"_s, u"never forgotten"_s);
        QVERIFY(m_world->feed());
        QCOMPARE(m_world->find(m_world->ada, u"forgotten"_s).size(), 2);
        m_world->execute(u"UPDATE message SET deleted = 1, body = '', modified = 100 WHERE seq = %1"_s.arg(
            id.seq.value()));
        m_world->execute(u"UPDATE conversation SET change = 100"_s);
        QCOMPARE(m_world->find(m_world->ada, u"forgotten"_s), QStringList{u"never forgotten"_s});
        // And its tokens leave the index.
        QVERIFY(m_world->feed());
        SearchQuery query{.tokens = {}, .conversations = {{id.conversation, Seq(1)}}};
        QVERIFY(m_world->index.find(query, u"soon"_s).isEmpty());
    }

    void anEditedMessageIsFoundByWhatItSaysNow()
    {
        const MessageId id = m_world->write(m_world->ada, u"grace"_s, u"before"_s);
        QVERIFY(m_world->feed());
        m_world->execute(
            u"UPDATE message SET body = 'after', edited_at = 1, modified = 100 WHERE seq = %1"_s.arg(
                id.seq.value()));
        m_world->execute(u"UPDATE conversation SET change = 100"_s);
        QCOMPARE(m_world->find(m_world->ada, u"before"_s), QStringList());
        QVERIFY(m_world->feed());
        QCOMPARE(m_world->find(m_world->ada, u"after"_s), QStringList{u"after"_s});
        QCOMPARE(m_world->find(m_world->ada, u"before"_s), QStringList());
    }

    void aFoundMessageHasItsReactions()
    {
        const MessageId plain = m_world->write(m_world->ada, u"grace"_s, u"word"_s);
        const MessageId liked = m_world->write(m_world->ada, u"grace"_s, u"word"_s);
        QVERIFY(m_world->feed());
        const ReactionRepository reactions(m_world->storage.database());
        const auto react = [&](const Caller &caller, const QString &emoji, qint64 change) {
            return reactions.insert({liked.conversation, liked.seq, caller.account, emoji}, Change(change));
        };
        QVERIFY(react(m_world->grace, u"👍"_s, 100));
        QVERIFY(react(m_world->grace, u"🎉"_s, 101));
        QVERIFY(react(m_world->ada, u"👍"_s, 102));
        m_world->execute(u"UPDATE message SET modified = 102 WHERE seq = %1"_s.arg(liked.seq.value()));
        const auto page = m_world->ask(m_world->ada, {.text = u"word"_s, .limit = 9});
        QVERIFY(page);
        QCOMPARE(page->items.size(), 2);
        QCOMPARE(page->items[0].id(), liked);
        QCOMPARE(page->items[0].reactions,
                 (QList<Reaction>{{.emoji = u"👍"_s, .users = {u"Grace"_s, u"ada"_s}},
                                  {.emoji = u"🎉"_s, .users = {u"Grace"_s}}}));
        QCOMPARE(page->items[1].id(), plain);
        QCOMPARE(page->items[1].reactions, QList<Reaction>());
    }

    void goesThroughAllPages()
    {
        QStringList texts;
        for (int i = 0; i < 25; ++i) {
            texts.prepend(u"page %1"_s.arg(i));
            m_world->write(i % 2 ? m_world->ada : m_world->grace, i % 2 ? u"grace"_s : u"ada"_s,
                           texts.first());
        }
        QVERIFY(m_world->feed());
        QStringList found;
        SearchService::Request request{.text = u"page"_s, .limit = 10};
        int pages = 0;
        do {
            const auto page = m_world->ask(m_world->ada, request);
            QVERIFY(page);
            for (const Message &message : page->items)
                found.append(message.body);
            request.before = page->next;
            ++pages;
        } while (!request.before.isEmpty());
        QCOMPARE(found, texts);
        QCOMPARE(pages, 3);
    }

    void findsByWhoWroteAndWhere()
    {
        const MessageId id = m_world->write(m_world->ada, u"grace"_s, u"word of ada"_s);
        m_world->write(m_world->grace, u"ada"_s, u"word of grace"_s);
        m_world->write(m_world->ada, u"eve"_s, u"word to eve"_s);
        QVERIFY(m_world->feed());
        const auto ask = [&](const SearchService::Request &request) {
            const auto page = m_world->ask(m_world->ada, request);
            return page ? page->items.size() : -1;
        };
        QCOMPARE(ask({.text = u"word"_s, .from = u"ADA"_s, .limit = 9}), 2);
        QCOMPARE(ask({.text = u"word"_s, .from = u"nobody"_s, .limit = 9}), 0);
        QCOMPARE(ask({.text = u"word"_s, .conversation = id.conversation, .limit = 9}), 2);
        QCOMPARE(ask({.text = u"word"_s, .conversation = id.conversation, .from = u"grace"_s, .limit = 9}),
                 1);
    }

    void findsWhatHoldsAFile()
    {
        m_world->write(m_world->ada, u"grace"_s, u"word alone"_s);
        const MessageId id = m_world->write(m_world->ada, u"grace"_s, u"word with a picture"_s);
        const QString file = u"[{\"id\":\"9\",\"name\":\"a\",\"size\":5,\"mediaType\":\"image/png\"}]"_s;
        m_world->execute(u"UPDATE message SET files = '%1' WHERE seq = %2"_s.arg(file).arg(id.seq.value()));
        QVERIFY(m_world->feed());
        SearchService::Request request{.text = u"word"_s, .limit = 9};
        QCOMPARE(m_world->ask(m_world->grace, request)->items.size(), 2);
        request.holding = SearchService::Holding::Files;
        const auto page = m_world->ask(m_world->grace, request);
        QCOMPARE(page->items.size(), 1);
        QCOMPARE(page->items.first().id(), id);
        QVERIFY(page->next.isEmpty());
        QVERIFY(m_world->ask(m_world->eve, request)->items.isEmpty());
    }

    void findsWithinATime()
    {
        QList<Timestamp> times;
        for (int i = 0; i < 4; ++i) {
            m_world->write(m_world->ada, u"grace"_s, u"word %1"_s.arg(i));
            times.append(m_world->storage.clock().now());
        }
        QVERIFY(m_world->feed());
        const auto ask = [&](const QString &after, const QString &before) {
            const auto page = m_world->ask(m_world->ada,
                                           {.text = u"word"_s, .before = before, .after = after, .limit = 9});
            QStringList texts;
            for (const Message &message : page ? page->items : QList<Message>())
                texts.append(message.body);
            return texts;
        };
        const QString second = toRfc3339(times[1]);
        const QString last = toRfc3339(times[3]);
        QCOMPARE(ask({}, second), QStringList{u"word 0"_s});
        QCOMPARE(ask(second, {}), (QStringList{u"word 3"_s, u"word 2"_s, u"word 1"_s}));
        QCOMPARE(ask(second, last), (QStringList{u"word 2"_s, u"word 1"_s}));
        QCOMPARE(ask(last, second), QStringList());
    }

    void goesOnWithinATime()
    {
        m_world->write(m_world->ada, u"grace"_s, u"word of before"_s);
        m_world->write(m_world->ada, u"grace"_s, u"word 1"_s);
        const QString after = toRfc3339(m_world->storage.clock().now());
        m_world->write(m_world->ada, u"grace"_s, u"word 2"_s);
        QVERIFY(m_world->feed());
        const auto first = m_world->ask(m_world->ada, {.text = u"word"_s, .after = after, .limit = 1});
        QVERIFY(first && first->items.size() == 1 && !first->next.isEmpty());
        const auto second = m_world->ask(
            m_world->ada, {.text = u"word"_s, .before = first->next, .after = after, .limit = 1});
        QVERIFY(second && second->items.size() == 1);
        QCOMPARE(second->items.first().body, u"word 1"_s);
        QVERIFY(second->next.isEmpty());
    }

    void aPageExaminesNoMoreThanItMay()
    {
        // All have the bigrams, one has the text; it is the oldest.
        m_world->write(m_world->ada, u"grace"_s, u"abcd"_s);
        m_world->write(m_world->ada, u"grace"_s, u"abc bcd"_s, Limits::searchExamined + 100);
        QVERIFY(m_world->feed());
        SearchService::Request request{.text = u"abcd"_s, .limit = 5};
        const auto first = m_world->ask(m_world->ada, request);
        QVERIFY(first);
        QVERIFY(first->items.isEmpty());
        QVERIFY(!first->next.isEmpty());
        request.before = first->next;
        const auto second = m_world->ask(m_world->ada, request);
        QVERIFY(second);
        QCOMPARE(second->items.size(), 1);
        QVERIFY(second->next.isEmpty());
    }

    void rejects_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("field");
        QTest::newRow("no text") << u""_s << u""_s << u"q"_s;
        QTest::newRow("one character") << u"x"_s << u""_s << u"q"_s;
        QTest::newRow("characters apart") << u"a b c"_s << u""_s << u"q"_s;
        QTest::newRow("a character and a joiner") << u"a\u200D"_s << u""_s << u"q"_s;
        QTest::newRow("no base64") << u"ab"_s << u"%%%"_s << u"before"_s;
        QTest::newRow("a cursor of something else") << u"ab"_s << u"YWRh"_s << u"before"_s;
        QTest::newRow("a time that is none") << u"ab"_s << encoded("x\n1.1") << u"before"_s;
        QTest::newRow("a message that is none") << u"ab"_s << encoded("1\n1") << u"before"_s;
        QTest::newRow("a cursor of another spelling") << u"ab"_s << encoded("1\n1.1") + u'=' << u"before"_s;
        QTest::newRow("a day") << u"ab"_s << u"2026-11-21"_s << u"before"_s;
    }
    void rejectsATimeThatIsNone()
    {
        const auto page = m_world->ask(m_world->ada, {.text = u"ab"_s, .after = u"yesterday"_s, .limit = 5});
        QVERIFY(!page);
        QCOMPARE(page.error().field, u"after"_s);
    }
    void rejects()
    {
        QFETCH(QString, text);
        QFETCH(QString, before);
        const auto page = m_world->ask(m_world->ada, {.text = text, .before = before, .limit = 5});
        QVERIFY(!page);
        QCOMPARE(page.error().code, ErrorCode::InvalidField);
        QTEST(page.error().field, "field");
    }

    void saysWhatIsWrongWithTheIndex()
    {
        m_world->write(m_world->ada, u"grace"_s, u"hello"_s);
        QVERIFY(m_world->feed());
        QVERIFY(m_world->index.database().change(u"UPDATE search_fresh SET entries = :entries"_s,
                                                 {{":entries", QByteArray("x")}}));
        QVERIFY(!m_world->ask(m_world->ada, {.text = u"hello"_s, .limit = 5}));
        QCOMPARE(m_world->failures.size(), 1);
        QVERIFY(isDamage(m_world->failures.first()));
    }

private:
    static QString encoded(const QByteArray &keys)
    {
        return QString::fromLatin1(
            keys.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
    }

    std::unique_ptr<World> m_world;
};

CONFAB_TEST(SearchServiceTest)
#include "searchservicetest.moc"
