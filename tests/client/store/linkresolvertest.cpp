// SPDX-License-Identifier: Apache-2.0
#include "client/store/linkresolver.h"

#include "tests/client/store/device.h"
#include "tests/support/testcase.h"

namespace confab::tests {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// A link leads to what this device has at once, to the rest when it is in step, and tells nothing else.
class LinkResolverTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsWhatIsHereWithoutANetwork();
    void findsAMessageOfAConversation();
    void waitsUntilItIsInStep();
    void asksForAPersonWhoIsUnknownHere();
    void whatIsNotThereAndWhatMayNotBeSeenAreOne_data();
    void whatIsNotThereAndWhatMayNotBeSeenAreOne();
    void givesUpWhenTheServerStaysAway();
    void aNewerLinkSilencesTheOneBefore();
};

namespace {

/// Ada's device and what she follows there; "grace" and "Linus" are on the server, nobody else.
struct Fixture {
    FakeTime time;
    MemoryServer server{time};
    Device device{server, time};
    QStringList asked = {};
    QList<Result<LinkedPlace>> answers = {};
    LinkResolver resolver{*device.store,
                          {.askPerson = [this](const QString &name, Answer<User> done) { ask(name, done); },
                           .chatWith = [this](const QString &name) { return device.chatWith(name); }},
                          time};

    Fixture()
    {
        QObject::connect(device.engine.get(), &SyncEngine::statusChanged, &resolver, [this] {
            resolver.setInStep(device.engine->status().state == ConnectionStatus::State::Online);
        });
    }

    void ask(const QString &name, const Answer<User> &done)
    {
        asked.append(name);
        time.after(100ms, &resolver, [name, done] {
            if (name.toLower() == "linus"_L1)
                done(User{.id = AccountId(5), .username = u"Linus"_s, .displayName = u"Linus"_s});
            else
                done(Error{ErrorCode::NotFound, {}, u"There is nobody of that name"_s});
        });
    }
    void follow(const ConfabLink::Target &target)
    {
        resolver.resolve(target, [this](const Result<LinkedPlace> &place) { answers.append(place); });
    }
};

} // namespace

void LinkResolverTest::findsWhatIsHereWithoutANetwork()
{
    Fixture f;
    const ChatId chat = f.device.chatWith(u"grace"_s);
    f.follow(ConfabLink::Person{u"Grace"_s});
    QCOMPARE(f.answers.size(), 1);
    QVERIFY(f.answers.first());
    QCOMPARE(f.answers.first()->chat, chat);
    QVERIFY(f.asked.isEmpty());
}

void LinkResolverTest::findsAMessageOfAConversation()
{
    Fixture f;
    const ConversationId conversation = f.server.between(u"ada"_s, u"grace"_s);
    f.server.post(u"grace"_s, conversation, u"one"_s);
    f.server.post(u"grace"_s, conversation, u"two"_s);
    f.device.goOnline();
    f.follow(ConfabLink::Place{conversation, Seq(2)});
    f.follow(ConfabLink::Place{conversation});
    QCOMPARE(f.answers.size(), 2);
    const ChatId chat = f.device.chatWith(u"grace"_s);
    QCOMPARE(*f.answers[0], (LinkedPlace{chat, Seq(2)}));
    QCOMPARE(*f.answers[1], (LinkedPlace{chat, Seq()}));
}

void LinkResolverTest::waitsUntilItIsInStep()
{
    Fixture f;
    const ConversationId conversation = f.server.between(u"ada"_s, u"grace"_s);
    f.server.post(u"grace"_s, conversation, u"one"_s);
    f.follow(ConfabLink::Place{conversation, Seq(1)});
    QVERIFY(f.answers.isEmpty());
    f.device.goOnline();
    QCOMPARE(f.answers.size(), 1);
    QVERIFY(f.answers.first());
    QCOMPARE(f.answers.first()->message, Seq(1));
}

void LinkResolverTest::asksForAPersonWhoIsUnknownHere()
{
    Fixture f;
    f.device.goOnline();
    f.follow(ConfabLink::Person{u"linus"_s});
    QVERIFY(f.answers.isEmpty());
    f.time.advance(1s);
    QCOMPARE(f.asked, QStringList{u"linus"_s});
    QCOMPARE(f.answers.size(), 1);
    QVERIFY(f.answers.first());
    QCOMPARE(f.device.store->conversations().find(f.answers.first()->chat)->chat.username, u"Linus"_s);
}

void LinkResolverTest::whatIsNotThereAndWhatMayNotBeSeenAreOne_data()
{
    QTest::addColumn<int>("which");
    QTest::newRow("a person whom nobody knows") << 0;
    QTest::newRow("oneself") << 1;
    QTest::newRow("a conversation that does not exist") << 2;
    QTest::newRow("a conversation of others") << 3;
    QTest::newRow("a message that does not exist") << 4;
    QTest::newRow("an invitation") << 5;
}

void LinkResolverTest::whatIsNotThereAndWhatMayNotBeSeenAreOne()
{
    QFETCH(int, which);
    Fixture f;
    const ConversationId others = f.server.between(u"grace"_s, u"linus"_s);
    const ConversationId own = f.server.between(u"ada"_s, u"grace"_s);
    f.server.post(u"grace"_s, others, u"secret"_s);
    f.server.post(u"grace"_s, own, u"hello"_s);
    f.device.goOnline();
    const QList<ConfabLink::Target> targets{
        ConfabLink::Person{u"nobody"_s},         ConfabLink::Person{u"ADA"_s},
        ConfabLink::Place{ConversationId(4711)}, ConfabLink::Place{others, Seq(1)},
        ConfabLink::Place{own, Seq(2)},          ConfabLink::Invitation{u"AB12-CD34"_s},
    };
    f.follow(targets.at(which));
    f.time.advance(1s);
    QCOMPARE(f.answers.size(), 1);
    QVERIFY(!f.answers.first());
    const Error &error = f.answers.first().error();
    QCOMPARE(error.code, ErrorCode::NotFound);
    QCOMPARE(error.field, u"link"_s);
    QCOMPARE(error.detail, u"There is nothing that may be seen"_s);
}

void LinkResolverTest::givesUpWhenTheServerStaysAway()
{
    Fixture f;
    f.follow(ConfabLink::Person{u"linus"_s});
    f.time.advance(LinkResolver::patience - 1ms);
    QVERIFY(f.answers.isEmpty());
    f.time.advance(1ms);
    QCOMPARE(f.answers.size(), 1);
    QCOMPARE(f.answers.first().error().code, ErrorCode::Unavailable);
    f.device.goOnline();
    QCOMPARE(f.answers.size(), 1);
}

void LinkResolverTest::aNewerLinkSilencesTheOneBefore()
{
    Fixture f;
    f.device.goOnline();
    f.follow(ConfabLink::Person{u"nobody"_s});
    f.follow(ConfabLink::Person{u"linus"_s});
    f.time.advance(1min);
    QCOMPARE(f.answers.size(), 1);
    QVERIFY(f.answers.first());
}

} // namespace confab::tests

using confab::tests::LinkResolverTest;
CONFAB_TEST(LinkResolverTest)
#include "linkresolvertest.moc"
