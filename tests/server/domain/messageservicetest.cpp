// SPDX-License-Identifier: Apache-2.0
#include "server/domain/messageservice.h"
#include "server/domain/presencesource.h"
#include "server/domain/syncservice.h"
#include "shared/core/limits.h"
#include "tests/server/domain/postone.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

namespace {

class NobodyThere final : public PresenceSource {
public:
    [[nodiscard]] std::optional<Presence> presence(AccountId) const override { return Presence::Offline; }
};

/// Ada, Grace, and Eve, who has no part in what the two write.
struct World {
    StorageFixture storage;
    Caller ada = storage.person(u"ada"_s);
    Caller grace = storage.person(u"Grace"_s);
    Caller eve = storage.person(u"eve"_s);
    ConversationService conversations{storage.clock()};
    MessageService messages;
    NobodyThere presence;
    SyncService sync{u"epoch"_s, presence};

    Result<Posted> post(const Caller &caller, Post post)
    {
        post.caller = caller;
        post.origin = {.socket = SocketId(1), .ref = "1"};
        return postOne(storage, post);
    }
    Result<Posted> write(const Caller &caller, const QString &to, const QString &body)
    {
        return post(caller, {.caller = {}, .to = to, .clientId = QUuid::createUuid(), .body = body});
    }
    Result<Page<Message>> page(const Caller &caller, ConversationId id, const MessageService::Place &place,
                               int limit)
    {
        Page<Message> page;
        const auto next
            = messages.page(storage.database(), caller, id, place, limit, [&](const MessageRow &view) {
                  page.items.append({.conversation = view.conversation,
                                     .seq = view.seq,
                                     .change = view.change,
                                     .clientId = view.clientId,
                                     .sender = view.sender.toString(),
                                     .sentAt = view.sentAt,
                                     .body = view.body.toString(),
                                     .replyTo = view.replyTo});
              });
        if (!next)
            return next.error();
        page.next = *next;
        return page;
    }
    /// A conversation of ada and grace that holds `count` messages, "1", "2" …
    ConversationId talk(int count)
    {
        ConversationId id;
        for (int i = 1; i <= count; ++i)
            id = write(i % 2 ? ada : grace, i % 2 ? u"Grace"_s : u"ada"_s, QString::number(i))
                     ->message.conversation;
        return id;
    }
};

} // namespace

class MessageServiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_world = std::make_unique<World>(); }
    void cleanup() { m_world.reset(); }

    void numbersMessagesDensely()
    {
        const ConversationId id = m_world->talk(30);
        const auto page = m_world->page(m_world->ada, id, {}, 200);
        QVERIFY(page);
        QCOMPARE(page->items.size(), 30);
        for (int i = 0; i < 30; ++i) {
            QCOMPARE(page->items[i].seq, Seq(i + 1));
            // The making of the conversation is change 1.
            QCOMPARE(page->items[i].change, Change(i + 2));
            QCOMPARE(page->items[i].body, QString::number(i + 1));
            QCOMPARE(page->items[i].sender, i % 2 ? u"Grace"_s : u"ada"_s);
        }
    }

    void tellsBothMembersAndAcknowledgesTheSender()
    {
        QVERIFY(m_world->write(m_world->ada, u"grace"_s, u"hello"_s));
        const auto created = only<ConversationChanged>(m_world->storage.events());
        QVERIFY(created);
        QCOMPARE(created->views.size(), 2);
        const auto changed = only<MessageChanged>(m_world->storage.events());
        QVERIFY(changed);
        QCOMPARE(changed->message.sender, u"ada"_s);
        QCOMPARE(changed->audience.members, (QList<AccountId>{m_world->ada.account, m_world->grace.account}));
        QCOMPARE(changed->audience.origins.size(), 1);
        QCOMPARE(changed->audience.origins[0].ref, QByteArray("1"));
    }

    void writesARepeatOnce()
    {
        const Post draft{.caller = {}, .to = u"grace"_s, .clientId = QUuid::createUuid(), .body = u"once"_s};
        const auto first = m_world->post(m_world->ada, draft);
        QVERIFY(first);
        QVERIFY(!first->repeated);
        auto other = draft;
        other.body = u"another text"_s;
        other.to.reset();
        other.conversation = first->message.conversation;
        const auto second = m_world->post(m_world->ada, other);
        QVERIFY(second);
        QVERIFY(second->repeated);
        QCOMPARE(second->message, first->message);
        QVERIFY(!only<MessageChanged>(m_world->storage.events()));
        const auto acknowledged = only<Acknowledged>(m_world->storage.events());
        QVERIFY(acknowledged);
        QCOMPARE(acknowledged->ack.seq, first->message.seq);
    }

    void twoPeopleMayUseTheSameClientId()
    {
        const QUuid clientId = QUuid::createUuid();
        QVERIFY(m_world->post(m_world->ada,
                              {.caller = {}, .to = u"grace"_s, .clientId = clientId, .body = u"a"_s}));
        const auto second = m_world->post(
            m_world->grace, {.caller = {}, .to = u"ada"_s, .clientId = clientId, .body = u"b"_s});
        QVERIFY(second);
        QVERIFY(!second->repeated);
        QCOMPARE(second->message.seq, Seq(2));
    }

    void refusesADraft_data()
    {
        QTest::addColumn<QString>("to");
        QTest::addColumn<int>("replyTo");
        QTest::addColumn<QString>("clientId");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<QString>("field");

        const QString fresh = u"11111111-1111-4111-8111-111111111111"_s;
        const QString used = u"22222222-2222-4222-8222-222222222222"_s;
        QTest::newRow("to nobody") << u"nobody"_s << 0 << fresh << ErrorCode::NotFound << u"to"_s;
        QTest::newRow("to oneself") << u"ADA"_s << 0 << fresh << ErrorCode::InvalidField << u"to"_s;
        QTest::newRow("a reply to what is not there")
            << u"grace"_s << 5 << fresh << ErrorCode::InvalidField << u"replyTo"_s;
        QTest::newRow("a clientId of another conversation")
            << u"eve"_s << 0 << used << ErrorCode::ClientIdReused << u"clientId"_s;
        QTest::newRow("a clientId used, to nobody")
            << u"nobody"_s << 0 << used << ErrorCode::ClientIdReused << u"clientId"_s;
    }

    void refusesADraft()
    {
        QFETCH(QString, to);
        QFETCH(int, replyTo);
        QFETCH(QString, clientId);
        QFETCH(ErrorCode, code);
        QFETCH(QString, field);
        QVERIFY(m_world->post(m_world->ada,
                              {.caller = {},
                               .to = u"grace"_s,
                               .clientId = QUuid(u"22222222-2222-4222-8222-222222222222"_s),
                               .body = u"first"_s}));
        Post draft{.caller = {}, .to = to, .clientId = QUuid(clientId), .body = u"text"_s};
        if (replyTo)
            draft.replyTo = Seq(replyTo);
        const auto posted = m_world->post(m_world->ada, draft);
        QVERIFY(!posted);
        QCOMPARE(posted.error().code, code);
        QCOMPARE(posted.error().field, field);
        QVERIFY(m_world->storage.events().isEmpty());
    }

    void anOutsiderLearnsNothing()
    {
        const ConversationId id = m_world->talk(3);
        const Caller &eve = m_world->eve;
        QCOMPARE(m_world->conversations.view(database(), eve, id).error().code, ErrorCode::NotFound);
        QCOMPARE(m_world->page(eve, id, {}, 10).error().code, ErrorCode::NotFound);
        QCOMPARE(m_world->messages.one(database(), eve, {id, Seq(1)}).error().code, ErrorCode::NotFound);
        QCOMPARE(m_world->sync.changes(database(), eve, id, Change(0), 10).error().code, ErrorCode::NotFound);
        const auto posted = m_world->post(
            eve, {.caller = {}, .conversation = id, .clientId = QUuid::createUuid(), .body = u"let me in"_s});
        QCOMPARE(posted.error().code, ErrorCode::NotFound);
        // The very same answer as about what is not there at all.
        const auto nowhere = m_world->conversations.view(database(), eve, ConversationId(12345));
        QCOMPARE(m_world->conversations.view(database(), eve, id).error().detail, nowhere.error().detail);
    }

    void pages_data()
    {
        QTest::addColumn<int>("before");
        QTest::addColumn<int>("after");
        QTest::addColumn<int>("around");
        QTest::addColumn<int>("limit");
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("last");
        QTest::addColumn<QString>("next");

        QTest::newRow("the newest") << 0 << 0 << 0 << 5 << 16 << 20 << u"16"_s;
        QTest::newRow("more than there are") << 0 << 0 << 0 << 200 << 1 << 20 << u""_s;
        QTest::newRow("before one") << 16 << 0 << 0 << 5 << 11 << 15 << u"11"_s;
        QTest::newRow("before the second") << 2 << 0 << 0 << 5 << 1 << 1 << u""_s;
        QTest::newRow("before the first") << 1 << 0 << 0 << 5 << 0 << 0 << u""_s;
        QTest::newRow("after one") << 0 << 3 << 0 << 5 << 4 << 8 << u"8"_s;
        QTest::newRow("after the last but one") << 0 << 19 << 0 << 5 << 20 << 20 << u""_s;
        QTest::newRow("after the last") << 0 << 20 << 0 << 5 << 0 << 0 << u""_s;
        QTest::newRow("around the middle") << 0 << 0 << 10 << 5 << 8 << 12 << u"8"_s;
        QTest::newRow("around the last") << 0 << 0 << 20 << 5 << 16 << 20 << u"16"_s;
        QTest::newRow("around the first") << 0 << 0 << 1 << 5 << 1 << 5 << u""_s;
    }

    void pages()
    {
        QFETCH(int, before);
        QFETCH(int, after);
        QFETCH(int, around);
        QFETCH(int, limit);
        QFETCH(int, first);
        QFETCH(int, last);
        QFETCH(QString, next);
        const ConversationId id = m_world->talk(20);
        const auto number = [](int value) { return value ? std::optional(Seq(value)) : std::nullopt; };
        const auto page = m_world->page(
            m_world->ada, id, {.before = number(before), .after = number(after), .around = number(around)},
            limit);
        QVERIFY(page);
        QCOMPARE(page->items.isEmpty() ? Seq() : page->items.constFirst().seq, Seq(first));
        QCOMPARE(page->items.isEmpty() ? Seq() : page->items.constLast().seq, Seq(last));
        QCOMPARE(page->next, next);
    }

    void countsOthersMessagesAsUnread()
    {
        const ConversationId id = m_world->talk(5); // 1, 3, 5 are ada's
        QCOMPARE(m_world->conversations.view(database(), m_world->ada, id)->unread, 2);
        QCOMPARE(m_world->conversations.view(database(), m_world->grace, id)->unread, 3);
    }

    void changesAreCompleteInPages()
    {
        const ConversationId id = m_world->talk(25);
        QList<Seq> seqs;
        Change since;
        for (bool more = true; more;) {
            const auto changes = m_world->sync.changes(database(), m_world->grace, id, since, 10);
            QVERIFY(changes);
            QVERIFY(changes->change > since);
            QCOMPARE(changes->conversation.has_value(), since == Change());
            QCOMPARE(changes->members.size(), since == Change() ? 2 : 0);
            for (const Message &message : changes->messages)
                seqs.append(message.seq);
            since = changes->change;
            more = changes->more;
        }
        QCOMPARE(since, Change(26));
        QCOMPARE(seqs.size(), 25);
        QCOMPARE(seqs.last(), Seq(25));
        const auto nothing = m_world->sync.changes(database(), m_world->grace, id, since, 10);
        QVERIFY(nothing->messages.isEmpty() && !nothing->more);
        QCOMPARE(nothing->change, since);
    }

    void syncAnswersWhatDiffers()
    {
        const ConversationId id = m_world->talk(4);
        const SyncRequest nothing{.conversations = {}};
        const auto all = m_world->sync.sync(database(), m_world->ada, nothing);
        QCOMPARE(all->conversations.size(), 1);
        QCOMPARE(all->conversations[0].lastMessage->body, u"4"_s);
        QCOMPARE(all->epoch, u"epoch"_s);
        QVERIFY(!all->account);

        const ConversationId gone(4711);
        const SyncRequest same{.conversations
                               = {{id, {all->conversations[0].change, all->conversations[0].own.own}},
                                  {gone, {Change(3), Own()}}},
                               .account = AccountChange(0)};
        const auto answer = m_world->sync.sync(database(), m_world->ada, same);
        QVERIFY(answer->conversations.isEmpty());
        QCOMPARE(answer->removed, QList<ConversationId>{gone});
        QVERIFY(answer->account);
        QCOMPARE(answer->account->profiles.size(), 1);
        QCOMPARE(answer->account->profiles[0].username, u"Grace"_s);
    }

    void syncComesInPages()
    {
        const int count = SyncService::summaries + 7;
        for (int i = 0; i < count; ++i) {
            const QString name = u"friend%1"_s.arg(i);
            (void)m_world->storage.person(name);
            QVERIFY(m_world->write(m_world->ada, name, u"hi"_s));
        }
        SyncRequest request;
        int rounds = 0;
        for (bool more = true; more; ++rounds) {
            const auto answer = m_world->sync.sync(database(), m_world->ada, request);
            for (const Conversation &conversation : answer->conversations)
                request.conversations.insert(conversation.id, {conversation.change, conversation.own.own});
            more = answer->more;
        }
        QCOMPARE(rounds, 2);
        QCOMPARE(request.conversations.size(), count);
    }

    void listsConversationsLatestFirstInPages()
    {
        for (int i = 0; i < 7; ++i) {
            const QString name = u"friend%1"_s.arg(i);
            (void)m_world->storage.person(name);
            m_world->storage.clock().advance(std::chrono::milliseconds(i % 2)); // some at the same instant
            QVERIFY(m_world->write(m_world->ada, name, u"hi"_s));
        }
        QSet<ConversationId> seen;
        Timestamp last = Timestamp::max();
        QString next;
        do {
            const auto page = m_world->conversations.list(database(), m_world->ada, 3, next);
            QVERIFY(page);
            for (const Conversation &conversation : page->items) {
                QVERIFY(conversation.updatedAt <= last);
                last = conversation.updatedAt;
                seen.insert(conversation.id);
            }
            next = page->next;
        } while (!next.isEmpty());
        QCOMPARE(seen.size(), 7);
        const auto bad = m_world->conversations.list(database(), m_world->ada, 3, u"!"_s);
        QCOMPARE(bad.error().field, u"after"_s);
    }

    void thereIsNeverASecondDirectConversation()
    {
        const auto open = [&](const Caller &caller, const QString &with) {
            return m_world->storage.write([&](Transaction &transaction) {
                return m_world->conversations.openDirect(transaction, caller, with, u"with"_s);
            });
        };
        const auto first = open(m_world->ada, u"grace"_s);
        const auto second = open(m_world->grace, u"Ada"_s);
        QVERIFY(first && second);
        QVERIFY(first->created);
        QVERIFY(!second->created);
        QCOMPARE(second->access.conversation.id, first->access.conversation.id);
    }

    void ownStateIsSeenByItsOwnerAlone()
    {
        const ConversationId id = m_world->talk(1);
        const auto changed = m_world->storage.write([&](Transaction &transaction) {
            return m_world->conversations.updateOwn(transaction, m_world->ada, id,
                                                    {.mutedUntil = {OwnState::mutedForever}, .pinned = true});
        });
        QVERIFY(changed);
        QCOMPARE(changed->own.own, Own(1));
        QVERIFY(changed->own.pinned);
        QCOMPARE(only<ConversationChanged>(m_world->storage.events())->views.size(), 1);
        const auto other = m_world->conversations.view(database(), m_world->grace, id);
        QCOMPARE(other->own, OwnState());
        QCOMPARE(other->change, changed->change);
    }

private:
    Database &database() { return m_world->storage.database(); }

    std::unique_ptr<World> m_world;
};

CONFAB_TEST(MessageServiceTest)
#include "messageservicetest.moc"
