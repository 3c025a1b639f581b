// SPDX-License-Identifier: Apache-2.0
#include "client/store/presencebook.h"
#include "client/store/storedconversationlistmodel.h"
#include "client/store/storedmessagelistmodel.h"
#include "client/store/typingbook.h"
#include "tests/client/store/device.h"
#include "tests/support/testcase.h"

namespace confab::tests {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using What = GroupEvent::What;

namespace {

/// A device of Ada's that is online, and a group that Grace has made with her.
struct Fixture {
    Fixture()
        : server(time)
        , device(server, time)
        , typing(time)
        , list(*device.store, presence, typing, time, time)
    {
        device.goOnline();
        group = server.group(u"Compilers"_s, {u"grace"_s, u"ada"_s, u"ken"_s});
        time.advance(1s);
    }
    std::optional<ChatRow> row() const { return device.store->conversations().find(group); }
    QVariant shown(int role) const { return list.indexOf(row()->chat.id).data(role); }

    FakeTime time;
    MemoryServer server;
    Device device;
    PresenceBook presence;
    TypingBook typing;
    StoredConversationListModel list;
    ConversationId group;
};

} // namespace

class GroupChatTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comesWithItsTitle()
    {
        Fixture f;
        QVERIFY(f.row() && f.row()->chat.isGroup());
        QCOMPARE(f.row()->chat.displayName, u"Compilers"_s);
        QCOMPARE(f.shown(ConversationListModel::TitleRole), u"Compilers"_s);
        f.server.at(f.group).title = u"Linkers"_s;
        f.server.happen(u"grace"_s, f.group, {.what = What::Titled, .title = u"Linkers"_s});
        f.time.advance(1s);
        QCOMPARE(f.shown(ConversationListModel::TitleRole), u"Linkers"_s);
    }

    void linesStandAmongTheMessages()
    {
        Fixture f;
        f.server.post(u"ken"_s, f.group, u"hello all"_s);
        f.server.happen(u"grace"_s, f.group, {.what = What::Added, .user = u"linus"_s});
        f.time.advance(1s);
        const auto messages = f.device.store->messages().before(f.row()->chat.id, Seq(), 10);
        QCOMPARE(messages.size(), 3);
        QCOMPARE(messages.first().event, (GroupEvent{.what = What::Added, .user = u"linus"_s}));
        QVERIFY(!messages.at(1).event);
        QCOMPARE(f.shown(ConversationListModel::PreviewEventRole).value<GroupEvent>().what, What::Added);
        QCOMPARE(f.shown(ConversationListModel::PreviewSenderRole), u"grace"_s);
        QCOMPARE(f.shown(ConversationListModel::PreviewEventNameRole), u"linus"_s);
    }

    void standsBesideTheTalkOfTwo()
    {
        Fixture f;
        f.server.post(u"grace"_s, f.server.between(u"ada"_s, u"grace"_s), u"just us"_s);
        f.time.advance(1s);
        QCOMPARE(f.list.rowCount(), 2);
        QCOMPARE(f.device.bodies(f.device.chatWith(u"grace"_s)), QStringList{u"just us"_s});
    }

    void isWrittenIn()
    {
        Fixture f;
        QVERIFY(f.device.engine->outbox().send(f.row()->chat.id, u"hello from Ada"_s));
        f.time.advance(1s);
        QCOMPARE(f.server.at(f.group).messages.last().body, u"hello from Ada"_s);
    }

    void isThereAfterTheDeviceWasAway()
    {
        Fixture f;
        f.device.restart();
        f.server.post(u"ken"_s, f.group, u"while you were away"_s);
        f.server.happen(u"ken"_s, f.group, {.what = What::Left, .user = u"ken"_s});
        f.device.goOnline();
        f.time.advance(1s);
        QCOMPARE(f.row()->rowsChange, f.server.at(f.group).change);
        QCOMPARE(f.device.bodies(f.row()->chat.id).size(), 3);
    }

    void isGoneForWhoIsRemoved()
    {
        Fixture f;
        const ChatId chat = f.row()->chat.id;
        f.device.link->push(RemovedFrame{f.group});
        f.time.advance(1s);
        QVERIFY(!f.row());
        QCOMPARE(f.list.rowCount(), 0);
        QVERIFY(f.device.bodies(chat).isEmpty());
    }

    void linesAreNothingToBeRead()
    {
        Fixture f;
        QCOMPARE(f.shown(ConversationListModel::UnreadRole), 0);
        f.server.happen(u"grace"_s, f.group, {.what = What::Added, .user = u"linus"_s});
        f.server.post(u"ken"_s, f.group, u"hello"_s);
        f.time.advance(1s);
        QCOMPARE(f.shown(ConversationListModel::UnreadRole), 1);
        QCOMPARE(f.row()->chat.unread, f.server.summary(f.group, u"ada"_s).unread);
    }

    void countsWhoCallsThisAccount()
    {
        Fixture f;
        f.server.post(u"ken"_s, f.group, u"@Ada, look"_s);
        f.server.post(u"ken"_s, f.group, u"at `@ada` and ada@ada.example"_s);
        f.server.post(u"ada"_s, f.group, u"@ada is me"_s);
        f.time.advance(1s);
        QCOMPARE(f.shown(ConversationListModel::MentionsRole), 1);
        f.device.engine->markRead(f.row()->chat.id, Seq(4));
        f.time.advance(1s);
        QCOMPARE(f.shown(ConversationListModel::MentionsRole), 0);
    }

    void aCallIsHeardInAMutedGroup()
    {
        Fixture f;
        QVERIFY(
            f.device.engine->ownUpdates().update(f.row()->chat.id, {.mutedUntil = OwnState::mutedForever}));
        f.server.post(u"ken"_s, f.group, u"only talk"_s);
        f.time.advance(1s);
        QCOMPARE(f.list.totalUnread(), 0);
        f.server.post(u"ken"_s, f.group, u"hello @ada"_s);
        f.time.advance(1s);
        QCOMPARE(f.list.totalUnread(), 1);
        QVERIFY(f.device.store->write(LocalStore::Durability::Normal, [&](StoreChange &) {
            return f.device.store->state().setTellsMentions(false);
        }));
        QCOMPARE(f.list.totalUnread(), 0);
    }

    void tellsWhatSomebodyBlockedSays()
    {
        Fixture f;
        f.server.post(u"ken"_s, f.group, u"hello all"_s);
        f.time.advance(1s);
        StoredMessageListModel model(*f.device.store, f.row()->chat.id, {},
                                     [](const QString &name) { return name; });
        const auto isFolded = [&] {
            return model.index(model.rowCount() - 1, 0).data(MessageListModel::FromBlockedRole).toBool();
        };
        QVERIFY(!isFolded());
        QVERIFY(f.device.store->write(LocalStore::Durability::Normal, [&](StoreChange &) -> Result<void> {
            const auto done = f.device.store->relations().replace(Relation::Block, {u"ken"_s});
            return done ? Result<void>() : Result<void>(done.error());
        }));
        QVERIFY(isFolded());
        QVERIFY(f.shown(ConversationListModel::PreviewFromBlockedRole).toBool());
    }

    void showsWhoIsCalled()
    {
        Fixture f;
        f.server.post(u"ken"_s, f.group, u"@grace and @linus"_s);
        f.time.advance(1s);
        const StoredMessageListModel messages(
            *f.device.store, f.row()->chat.id, [](const MessageRange &, const Answer<Seq> &) {},
            [](const QString &name) { return name; });
        const QModelIndex last = messages.index(messages.rowCount() - 1);
        QCOMPARE(last.data(MessageListModel::MentionsRole).toStringList(), QStringList{u"grace"_s});
    }

    void nothingIsWrittenAfterTheEnd()
    {
        Fixture f;
        const ChatId chat = f.row()->chat.id;
        f.device.link->push(RemovedFrame{f.group});
        f.time.advance(1s);
        const auto sent = f.device.engine->outbox().send(chat, u"but"_s);
        QVERIFY(!sent);
        QCOMPARE(sent.error().code, ErrorCode::NotFound);
    }

    void oneWhoReadsSaysNothingOfTheOthers()
    {
        Fixture f;
        f.server.post(u"ada"_s, f.group, u"hello all"_s);
        (void)f.server.mark(u"ken"_s, f.group, Seq(2), Seq(2));
        f.time.advance(1s);
        QCOMPARE(deliveryOf(f.row()->chat, Seq(2)), Delivery::Accepted);
    }
};

} // namespace confab::tests

using confab::tests::GroupChatTest;

CONFAB_TEST(GroupChatTest)
#include "groupchattest.moc"
