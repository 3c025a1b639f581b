// SPDX-License-Identifier: Apache-2.0
#include "client/store/presencebook.h"
#include "client/store/storedconversationlistmodel.h"
#include "client/store/typingbook.h"
#include "tests/client/store/device.h"

#include "tests/support/testcase.h"

#include <QAbstractItemModelTester>

namespace confab::tests {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Model = ConversationListModel;

namespace {

/// The model of a device that is online.
struct Fixture {
    Fixture()
        : server(time)
        , device(server, time)
        , typing(time)
        , model(*device.store, presence, typing, time, time)
        , archived(*device.store, presence, typing, time, time, StoredConversationListModel::Holds::Archived)
        , tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest)
    {
        device.goOnline();
    }
    void write(const QString &peer, const QString &body)
    {
        server.post(peer, server.between(u"ada"_s, peer), body);
        time.advance(1s);
    }
    QStringList order() const
    {
        QStringList out;
        for (int row = 0; row < model.rowCount(); ++row)
            out.append(model.index(row).data(Model::UsernameRole).toString());
        return out;
    }
    QVariant data(const QString &peer, int role) { return model.indexOf(device.chatWith(peer)).data(role); }

    FakeTime time;
    MemoryServer server;
    Device device;
    PresenceBook presence;
    TypingBook typing;
    StoredConversationListModel model;
    StoredConversationListModel archived;
    QAbstractItemModelTester tester;
};

} // namespace

class ConversationListModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void latestComesFirst();
    void pinnedComesBeforeAll();
    void showsWhatWasWrittenOffline();
    void anEmptyOneShowsOnlyWithADraft();
    void countsUnreadButNotOfMuted();
    void oneThatIsMarkedCounts();
    void isHeardAgainWhenMutingEnds();
    void archivedOnesAreInAListOfTheirOwn();
    void showsNamesPresenceAndTyping();
    void previewsInOneLine();
};

void ConversationListModelTest::latestComesFirst()
{
    Fixture f;
    f.write(u"grace"_s, u"1"_s);
    f.write(u"linus"_s, u"2"_s);
    f.write(u"ken"_s, u"3"_s);
    QCOMPARE(f.order(), (QStringList{u"ken"_s, u"linus"_s, u"grace"_s}));
    QSignalSpy moved(&f.model, &Model::rowsMoved);
    QSignalSpy reset(&f.model, &Model::modelReset);
    f.write(u"grace"_s, u"4"_s);
    QCOMPARE(f.order(), (QStringList{u"grace"_s, u"ken"_s, u"linus"_s}));
    QCOMPARE(moved.size(), 1);
    QVERIFY(reset.isEmpty());
}

void ConversationListModelTest::pinnedComesBeforeAll()
{
    Fixture f;
    f.write(u"grace"_s, u"1"_s);
    f.write(u"linus"_s, u"2"_s);
    const auto conversation = f.server.between(u"ada"_s, u"grace"_s);
    f.server.at(conversation).own[u"ada"_s] = {.own = Own(1), .pinned = true};
    f.device.link->push(ConversationFrame{f.server.summary(conversation, u"ada"_s)});
    f.time.advance(1s);
    QCOMPARE(f.order(), (QStringList{u"grace"_s, u"linus"_s}));
    QVERIFY(f.data(u"grace"_s, Model::PinnedRole).toBool());
    f.write(u"linus"_s, u"3"_s);
    QCOMPARE(f.order(), (QStringList{u"grace"_s, u"linus"_s}));
}

void ConversationListModelTest::showsWhatWasWrittenOffline()
{
    Fixture f;
    f.write(u"linus"_s, u"1"_s);
    f.device.link->cut();
    f.device.link->isReachable = false;
    const ChatId chat = f.device.chatWith(u"grace"_s);
    QVERIFY(!f.model.indexOf(chat).isValid());
    QVERIFY(f.device.engine->outbox().send(chat, u"later"_s));
    QCOMPARE(f.order(), (QStringList{u"grace"_s, u"linus"_s}));
    QCOMPARE(f.data(u"grace"_s, Model::PreviewRole).toString(), u"later"_s);
    QCOMPARE(f.data(u"grace"_s, Model::PreviewDeliveryRole).value<Delivery>(), Delivery::Queued);
    f.device.link->isReachable = true;
    f.time.advance(1min);
    QCOMPARE(f.model.indexOf(chat).data(Model::PreviewDeliveryRole).value<Delivery>(), Delivery::Accepted);
    QCOMPARE(f.order().size(), 2);
}

void ConversationListModelTest::anEmptyOneShowsOnlyWithADraft()
{
    Fixture f;
    const ChatId chat = f.device.chatWith(u"grace"_s);
    const auto draft = [&](const QString &text) {
        (void)f.device.store->write(LocalStore::Durability::Normal, [&](StoreChange &change) {
            change.chats.insert(chat);
            return f.device.store->drafts().set(chat, text);
        });
    };
    QVERIFY(f.order().isEmpty());
    draft(u"hm"_s);
    QCOMPARE(f.order(), QStringList{u"grace"_s});
    QCOMPARE(f.data(u"grace"_s, Model::DraftRole).toString(), u"hm"_s);
    draft({});
    QVERIFY(f.order().isEmpty());
}

void ConversationListModelTest::countsUnreadButNotOfMuted()
{
    Fixture f;
    QSignalSpy told(&f.model, &Model::totalUnreadChanged);
    f.write(u"grace"_s, u"1"_s);
    f.write(u"grace"_s, u"2"_s);
    f.write(u"linus"_s, u"3"_s);
    QCOMPARE(f.model.totalUnread(), 3);
    QCOMPARE(told.last().first().toInt(), 3);
    const auto conversation = f.server.between(u"ada"_s, u"grace"_s);
    f.server.at(conversation).own[u"ada"_s] = {.own = Own(1), .mutedUntil = OwnState::mutedForever};
    f.device.link->push(ConversationFrame{f.server.summary(conversation, u"ada"_s)});
    f.time.advance(1s);
    QVERIFY(f.data(u"grace"_s, Model::MutedRole).toBool());
    QCOMPARE(f.data(u"grace"_s, Model::UnreadRole).toInt(), 2);
    QCOMPARE(f.model.totalUnread(), 1);
    QCOMPARE(told.last().first().toInt(), 1);
}

void ConversationListModelTest::oneThatIsMarkedCounts()
{
    Fixture f;
    f.write(u"grace"_s, u"1"_s);
    f.device.engine->markRead(f.device.chatWith(u"grace"_s), Seq(1));
    f.time.advance(1s);
    QCOMPARE(f.model.totalUnread(), 0);
    const auto conversation = f.server.between(u"ada"_s, u"grace"_s);
    f.server.update(conversation, u"ada"_s, {.markedUnread = true});
    f.time.advance(1s);
    QVERIFY(f.data(u"grace"_s, Model::MarkedUnreadRole).toBool());
    QCOMPARE(f.data(u"grace"_s, Model::UnreadRole).toInt(), 0);
    QCOMPARE(f.model.totalUnread(), 1);
    f.write(u"grace"_s, u"2"_s);
    f.write(u"grace"_s, u"3"_s);
    QCOMPARE(f.model.totalUnread(), 2);
}

void ConversationListModelTest::isHeardAgainWhenMutingEnds()
{
    Fixture f;
    f.write(u"grace"_s, u"1"_s);
    const auto conversation = f.server.between(u"ada"_s, u"grace"_s);
    f.server.update(conversation, u"ada"_s, {.mutedUntil = f.time.now() + 8h});
    f.time.advance(1s);
    QVERIFY(f.data(u"grace"_s, Model::MutedRole).toBool());
    QSignalSpy told(&f.model, &Model::totalUnreadChanged);
    QSignalSpy changed(&f.model, &Model::dataChanged);
    f.time.advance(7h);
    QVERIFY(f.data(u"grace"_s, Model::MutedRole).toBool());
    QVERIFY(told.isEmpty());
    f.time.advance(1h);
    QVERIFY(!f.data(u"grace"_s, Model::MutedRole).toBool());
    QVERIFY(!changed.isEmpty());
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.first().first().toInt(), 1);
}

void ConversationListModelTest::archivedOnesAreInAListOfTheirOwn()
{
    Fixture f;
    f.write(u"grace"_s, u"1"_s);
    f.write(u"linus"_s, u"2"_s);
    const auto conversation = f.server.between(u"ada"_s, u"grace"_s);
    f.server.update(conversation, u"ada"_s, {.archived = true});
    f.time.advance(1s);
    QCOMPARE(f.order(), QStringList{u"linus"_s});
    QCOMPARE(f.model.totalUnread(), 1);
    QCOMPARE(f.archived.rowCount(), 1);
    QVERIFY(f.archived.index(0).data(Model::ArchivedRole).toBool());
    f.write(u"grace"_s, u"3"_s); // It stays there; its count says that there is something.
    QCOMPARE(f.archived.totalUnread(), 2);
    f.server.update(conversation, u"ada"_s, {.archived = false});
    f.time.advance(1s);
    QCOMPARE(f.order(), (QStringList{u"grace"_s, u"linus"_s}));
    QCOMPARE(f.archived.rowCount(), 0);
}

void ConversationListModelTest::showsNamesPresenceAndTyping()
{
    Fixture f;
    f.write(u"grace"_s, u"1"_s);
    QCOMPARE(f.data(u"grace"_s, Model::TitleRole).toString(), u"grace"_s);
    QVERIFY(f.device.engine->syncStore().putPeople(
        {{.id = AccountId(2), .username = u"grace"_s, .displayName = u"Grace Hopper"_s}}));
    QCOMPARE(f.data(u"grace"_s, Model::TitleRole).toString(), u"Grace Hopper"_s);

    f.presence.note(UserPresenceFrame{.user = u"grace"_s, .state = Presence::Away});
    QCOMPARE(f.data(u"grace"_s, Model::PresenceRole).value<Presence>(), Presence::Away);
    f.typing.note(f.device.chatWith(u"grace"_s));
    QVERIFY(f.data(u"grace"_s, Model::TypingRole).toBool());
    f.time.advance(TypingBook::fade);
    QVERIFY(!f.data(u"grace"_s, Model::TypingRole).toBool());
}

void ConversationListModelTest::previewsInOneLine()
{
    Fixture f;
    f.write(u"grace"_s, u"one\n\n  two\tthree"_s);
    QCOMPARE(f.data(u"grace"_s, Model::PreviewRole).toString(), u"one two three"_s);
    f.write(u"grace"_s, QString(5000, u'x'));
    QVERIFY(f.data(u"grace"_s, Model::PreviewRole).toString().size() <= 200);
    f.server.erase(f.server.between(u"ada"_s, u"grace"_s), Seq(2));
    f.time.advance(1s);
    QVERIFY(f.data(u"grace"_s, Model::PreviewDeletedRole).toBool());
    QVERIFY(!f.data(u"grace"_s, Model::PreviewIsOwnRole).toBool());
}

} // namespace confab::tests

using confab::tests::ConversationListModelTest;
CONFAB_TEST(ConversationListModelTest)
#include "conversationlistmodeltest.moc"
