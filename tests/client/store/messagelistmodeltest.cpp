// SPDX-License-Identifier: Apache-2.0
#include "client/store/storedmessagelistmodel.h"
#include "tests/client/store/device.h"

#include "tests/support/testcase.h"

#include <QAbstractItemModelTester>

namespace confab::tests {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Model = MessageListModel;

namespace {

std::unique_ptr<StoredMessageListModel> open(Device &device, ChatId chat)
{
    const auto load = [&device, chat](const MessageRange &range, Answer<Seq> done) {
        device.engine->load(chat, range, std::move(done));
    };
    auto model = std::make_unique<StoredMessageListModel>(*device.store, chat, load,
                                                          [](const QString &name) { return name.toUpper(); });
    new QAbstractItemModelTester(model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest,
                                 model.get());
    return model;
}

/// One line for each row: its number or state, and its text.
QStringList lines(const Model &model)
{
    QStringList out;
    for (int row = 0; row < model.rowCount(); ++row) {
        const auto index = model.index(row);
        const auto kind = index.data(Model::KindRole).value<Model::Kind>();
        out.append(kind == Model::Kind::Gap ? u"gap from %1"_s.arg(index.data(Model::SeqRole).toLongLong())
                                            : u"%1 %2"_s.arg(index.data(Model::SeqRole).toLongLong())
                                                  .arg(index.data(Model::BodyRole).toString()));
    }
    return out;
}

Delivery delivery(const Model &model, int row)
{
    return model.index(row).data(Model::DeliveryRole).value<Delivery>();
}

/// Puts messages into the store as if they had come from the server.
void put(LocalStore &store, ChatId chat, int from, int to)
{
    (void)store.write(LocalStore::Durability::Normal, [&](StoreChange &change) -> Result<void> {
        for (int seq = from; seq <= to; ++seq) {
            const Message message{.conversation = {},
                                  .seq = Seq(seq),
                                  .change = Change(seq),
                                  .clientId = QUuid::createUuid(),
                                  .sender = u"grace"_s,
                                  .body = u"%1"_s.arg(seq)};
            if (auto done = store.messages().put(chat, message); !done)
                return done.error();
            change.messages[chat].append(message);
        }
        auto row = store.conversations().find(chat);
        row->chat.lastSeq = std::max(row->chat.lastSeq, Seq(to));
        row->chat.firstSeq = Seq(1);
        change.chats.insert(chat);
        return store.conversations().save(*row);
    });
}

} // namespace

class MessageListModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aMessageKeepsItsRowFromQueueToRead();
    void aRefusedMessageSaysWhy();
    void acceptedOnesPassThoseThatAreRefused();
    void opensAWindowOfAHundredThousand();
    void holdsNoMoreThanAWindow();
    void goesToAnyMessage();
    void goesToAMessageThatOnlyTheServerHas();
    void staysWhereItIsWhileOthersWrite();
    void showsAndFillsGaps();
    void loadsOlderFromTheServer();
    void goesOnBeyondAGapOffline();
    void marksTheFirstUnread();
    void editsAndDeletionsChangeOneRow();
    void resetsWhenTheCacheIsDropped();
};

void MessageListModelTest::aMessageKeepsItsRowFromQueueToRead()
{
    FakeTime time;
    MemoryServer server(time);
    const auto conversation = server.between(u"ada"_s, u"grace"_s);
    Device device(server, time);
    device.goOnline();
    const auto model = open(device, device.chatWith(u"grace"_s));
    QSignalSpy inserted(model.get(), &Model::rowsInserted);
    QSignalSpy removed(model.get(), &Model::rowsRemoved);
    const auto clientId = device.engine->outbox().send(model->chat(), u"hello"_s);
    QCOMPARE(lines(*model), QStringList{u"0 hello"_s});
    QCOMPARE(delivery(*model, 0), Delivery::Queued);
    QVERIFY(model->index(0).data(Model::IsOwnRole).toBool());
    QCOMPARE(model->index(0).data(Model::SenderNameRole).toString(), u"ADA"_s);
    time.advance(1s);
    QCOMPARE(lines(*model), QStringList{u"1 hello"_s});
    QCOMPARE(delivery(*model, 0), Delivery::Accepted);
    (void)server.mark(u"grace"_s, conversation, Seq(), Seq(1));
    time.advance(1s);
    QCOMPARE(delivery(*model, 0), Delivery::Delivered);
    (void)server.mark(u"grace"_s, conversation, Seq(1), Seq(1));
    time.advance(1s);
    QCOMPARE(delivery(*model, 0), Delivery::Read);
    QCOMPARE(model->rowOf(*clientId), 0);
    QCOMPARE(inserted.size(), 1);
    QVERIFY(removed.isEmpty());
}

void MessageListModelTest::aRefusedMessageSaysWhy()
{
    FakeTime time;
    MemoryServer server(time);
    Device device(server, time);
    device.goOnline();
    const auto model = open(device, device.chatWith(u"grace"_s));
    device.link->refusals.push_back({ErrorCode::Forbidden});
    const auto clientId = device.engine->outbox().send(model->chat(), u"no"_s);
    time.advance(1s);
    QCOMPARE(delivery(*model, 0), Delivery::Refused);
    QCOMPARE(model->index(0).data(Model::ErrorRole).value<Error>().code, ErrorCode::Forbidden);
    device.engine->outbox().retry(*clientId);
    QCOMPARE(delivery(*model, 0), Delivery::Queued);
    QVERIFY(!model->index(0).data(Model::ErrorRole).isValid());
    time.advance(1s);
    QCOMPARE(lines(*model), QStringList{u"1 no"_s});
}

void MessageListModelTest::acceptedOnesPassThoseThatAreRefused()
{
    FakeTime time;
    MemoryServer server(time);
    Device device(server, time);
    device.goOnline();
    const auto model = open(device, device.chatWith(u"grace"_s));
    device.link->refusals.push_back({ErrorCode::Forbidden});
    const auto refused = device.engine->outbox().send(model->chat(), u"refused"_s);
    QVERIFY(device.engine->outbox().send(model->chat(), u"accepted"_s));
    time.advance(1s);
    QCOMPARE(lines(*model), (QStringList{u"1 accepted"_s, u"0 refused"_s}));
    QVERIFY(device.engine->outbox().discard(*refused));
    QCOMPARE(lines(*model), QStringList{u"1 accepted"_s});
}

void MessageListModelTest::opensAWindowOfAHundredThousand()
{
    FakeTime time;
    MemoryServer server(time);
    Device device(server, time);
    const ChatId chat = device.chatWith(u"grace"_s);
    put(*device.store, chat, 1, 100000);
    const auto model = open(device, chat);
    QCOMPARE(model->rowCount(), StoredMessageListModel::pageSize);
    QCOMPARE(lines(*model).last(), u"100000 100000"_s);
    QVERIFY(!model->atStart());
    model->loadOlder();
    QCOMPARE(model->rowCount(), 2 * StoredMessageListModel::pageSize);
    QCOMPARE(lines(*model).first(), u"99901 99901"_s);
    QVERIFY(!model->isLoadingOlder()); // It was all here.
}

void MessageListModelTest::holdsNoMoreThanAWindow()
{
    FakeTime time;
    MemoryServer server(time);
    Device device(server, time);
    const ChatId chat = device.chatWith(u"grace"_s);
    put(*device.store, chat, 1, 2000);
    const auto model = open(device, chat);
    const int most = StoredMessageListModel::mostRows;
    while (!model->atStart())
        model->loadOlder();
    QCOMPARE(model->rowCount(), most);
    QCOMPARE(lines(*model).first(), u"1 1"_s);
    QCOMPARE(lines(*model).last(), u"%1 %1"_s.arg(most));
    QVERIFY(!model->atEnd());
    QSignalSpy end(model.get(), &Model::atEndChanged);
    while (!model->atEnd())
        model->loadNewer();
    QCOMPARE(end.size(), 1);
    QCOMPARE(model->rowCount(), most);
    QCOMPARE(lines(*model).last(), u"2000 2000"_s);
    QVERIFY(!model->atStart());
    model->loadNewer();
    QCOMPARE(model->rowCount(), most);
}

void MessageListModelTest::goesToAnyMessage()
{
    FakeTime time;
    MemoryServer server(time);
    Device device(server, time);
    const ChatId chat = device.chatWith(u"grace"_s);
    put(*device.store, chat, 1, 100000);
    const auto model = open(device, chat);
    QSignalSpy shown(model.get(), &Model::shownAround);
    for (const int seq : {1, 50000, 99990, 100000, 3}) {
        model->showAround(Seq(seq));
        QCOMPARE(shown.takeFirst().first().value<Seq>(), Seq(seq));
        QCOMPARE(model->index(model->rowOf(Seq(seq))).data(Model::SeqRole).toInt(), seq);
        QCOMPARE(model->atEnd(), seq > 100000 - StoredMessageListModel::pageSize);
        QVERIFY(model->rowCount() <= 2 * StoredMessageListModel::pageSize);
    }
    QVERIFY(model->atStart());
    model->showNewest();
    QCOMPARE(lines(*model).last(), u"100000 100000"_s);
    QSignalSpy reset(model.get(), &Model::modelReset);
    model->showNewest();
    model->showAround(Seq(99999)); // It is there.
    QVERIFY(reset.isEmpty());
}

void MessageListModelTest::goesToAMessageThatOnlyTheServerHas()
{
    FakeTime time;
    MemoryServer server(time);
    const auto conversation = server.between(u"ada"_s, u"grace"_s);
    for (int i = 1; i <= 500; ++i)
        server.post(u"grace"_s, conversation, u"%1"_s.arg(i));
    (void)server.mark(u"ada"_s, conversation, Seq(500), Seq(500));
    Device device(server, time);
    device.goOnline();
    const auto model = open(device, device.chatWith(u"grace"_s));
    QSignalSpy shown(model.get(), &Model::shownAround);
    QSignalSpy failed(model.get(), &Model::loadFailed);
    model->showAround(Seq(100));
    QVERIFY(shown.isEmpty());
    time.advance(1s);
    QCOMPARE(shown.size(), 1);
    const int row = model->rowOf(Seq(100));
    QCOMPARE(model->index(row + 1).data(Model::BodyRole).toString(), u"101"_s);
    QCOMPARE(model->index(row - 1).data(Model::BodyRole).toString(), u"99"_s);
    QVERIFY(lines(*model).contains(u"gap from 125"_s)); // Up to what was here.
    model->showAround(Seq(501)); // There is none.
    time.advance(1s);
    QCOMPARE(failed.size(), 1);
    device.link->isReachable = false;
    device.link->cut();
    model->showAround(Seq(10));
    time.advance(1s);
    QCOMPARE(failed.size(), 2);
    QCOMPARE(shown.size(), 1);
}

void MessageListModelTest::staysWhereItIsWhileOthersWrite()
{
    FakeTime time;
    MemoryServer server(time);
    Device device(server, time);
    const ChatId chat = device.chatWith(u"grace"_s);
    put(*device.store, chat, 1, 1000);
    const auto model = open(device, chat);
    model->showAround(Seq(500));
    const QStringList before = lines(*model);
    put(*device.store, chat, 1001, 1001);
    QVERIFY(device.engine->outbox().send(chat, u"mine"_s));
    QCOMPARE(lines(*model), before);
    while (!model->atEnd())
        model->loadNewer();
    QCOMPARE(lines(*model).mid(model->rowCount() - 2), (QStringList{u"1001 1001"_s, u"0 mine"_s}));
    put(*device.store, chat, 1002, 1002);
    QCOMPARE(model->rowOf(Seq(1002)), model->rowCount() - 2);
}

void MessageListModelTest::showsAndFillsGaps()
{
    FakeTime time;
    MemoryServer server(time);
    const auto conversation = server.between(u"ada"_s, u"grace"_s);
    for (int i = 1; i <= 12; ++i)
        server.post(u"grace"_s, conversation, u"%1"_s.arg(i));
    Device device(server, time);
    device.goOnline();
    const ChatId chat = device.chatWith(u"grace"_s);
    QVERIFY(device.store->write(LocalStore::Durability::Normal,
                                [&](StoreChange &) { return device.store->messages().remove(chat); }));
    put(*device.store, chat, 1, 2);
    put(*device.store, chat, 6, 6);
    put(*device.store, chat, 12, 12);
    const auto model = open(device, chat);
    QCOMPARE(lines(*model),
             (QStringList{u"1 1"_s, u"2 2"_s, u"gap from 3"_s, u"6 6"_s, u"gap from 7"_s, u"12 12"_s}));
    QCOMPARE(model->rowOf(Seq(6)), 3);
    QCOMPARE(model->rowOf(Seq(8)), -1);
    put(*device.store, chat, 9, 9); // In its middle, at its beginning, at its end.
    put(*device.store, chat, 7, 7);
    put(*device.store, chat, 11, 11);
    QCOMPARE(lines(*model).mid(3),
             (QStringList{u"6 6"_s, u"7 7"_s, u"gap from 8"_s, u"9 9"_s, u"gap from 10"_s, u"11 11"_s,
                          u"12 12"_s}));
    device.link->calls.clear();
    model->fillGap(2);
    model->fillGap(2);
    model->fillGap(0); // No gap.
    time.advance(1s);
    QCOMPARE(device.link->calls, QStringList{u"messages 100 before 6"_s});
    model->fillGap(model->rowOf(Seq(7)) + 1);
    model->fillGap(model->rowOf(Seq(9)) + 1);
    time.advance(1s);
    QCOMPARE(model->rowCount(), 12);
    for (int row = 0; row < 12; ++row)
        QCOMPARE(model->index(row).data(Model::SeqRole).toInt(), row + 1);
}

void MessageListModelTest::loadsOlderFromTheServer()
{
    FakeTime time;
    MemoryServer server(time);
    const auto conversation = server.between(u"ada"_s, u"grace"_s);
    for (int i = 1; i <= 110; ++i)
        server.post(u"grace"_s, conversation, u"%1"_s.arg(i));
    (void)server.mark(u"ada"_s, conversation, Seq(110), Seq(110));
    Device device(server, time);
    device.goOnline();
    const auto model = open(device, device.chatWith(u"grace"_s));
    QCOMPARE(model->rowCount(), 50);
    QSignalSpy loading(model.get(), &Model::loadingOlderChanged);
    model->loadOlder();
    model->loadOlder();
    QVERIFY(model->isLoadingOlder());
    time.advance(1s);
    QCOMPARE(model->rowCount(), 100);
    QCOMPARE(loading.size(), 2);
    QVERIFY(!model->atStart());
    model->loadOlder();
    time.advance(1s);
    QCOMPARE(model->rowCount(), 110);
    QVERIFY(model->atStart());
    device.link->calls.clear();
    model->loadOlder();
    QVERIFY(device.link->calls.isEmpty());
}

void MessageListModelTest::goesOnBeyondAGapOffline()
{
    FakeTime time;
    MemoryServer server(time);
    Device device(server, time);
    const ChatId chat = device.chatWith(u"grace"_s);
    put(*device.store, chat, 1, 3);
    put(*device.store, chat, 101, 160);
    const auto model = open(device, chat);
    QSignalSpy failed(model.get(), &Model::loadFailed);
    model->loadOlder();
    QCOMPARE(lines(*model).first(), u"1 1"_s); // 101 to 110, the gap, and what is before it.
    QCOMPARE(lines(*model).at(3), u"gap from 4"_s);
    QVERIFY(model->atStart());
    QVERIFY(failed.isEmpty());
    model->fillGap(3);
    QCOMPARE(failed.size(), 1);
}

void MessageListModelTest::marksTheFirstUnread()
{
    FakeTime time;
    MemoryServer server(time);
    const auto conversation = server.between(u"ada"_s, u"grace"_s);
    for (int i = 1; i <= 10; ++i)
        server.post(i == 5 ? u"ada"_s : u"grace"_s, conversation, u"%1"_s.arg(i));
    (void)server.mark(u"ada"_s, conversation, Seq(4), Seq(4));
    Device device(server, time);
    device.goOnline();
    const ChatId chat = device.chatWith(u"grace"_s);
    const auto model = open(device, chat);
    QCOMPARE(model->firstUnread(), Seq(6));
    device.engine->markRead(chat, Seq(10));
    QCOMPARE(model->firstUnread(), Seq(6)); // The line stays while one looks.
    QCOMPARE(open(device, chat)->firstUnread(), Seq());
}

void MessageListModelTest::editsAndDeletionsChangeOneRow()
{
    FakeTime time;
    MemoryServer server(time);
    const auto conversation = server.between(u"ada"_s, u"grace"_s);
    for (int i = 1; i <= 3; ++i)
        server.post(u"grace"_s, conversation, u"%1"_s.arg(i));
    Device device(server, time);
    device.goOnline();
    const auto model = open(device, device.chatWith(u"grace"_s));
    QSignalSpy changed(model.get(), &Model::dataChanged);
    server.edit(conversation, Seq(2), u"two"_s);
    server.erase(conversation, Seq(3));
    time.advance(1s);
    QCOMPARE(lines(*model), (QStringList{u"1 1"_s, u"2 two"_s, u"3 "_s}));
    QVERIFY(model->index(1).data(Model::EditedRole).toBool());
    QVERIFY(model->index(2).data(Model::DeletedRole).toBool());
    QCOMPARE(changed.size(), 2);
}

void MessageListModelTest::resetsWhenTheCacheIsDropped()
{
    FakeTime time;
    MemoryServer server(time);
    server.post(u"grace"_s, server.between(u"ada"_s, u"grace"_s), u"old"_s);
    Device device(server, time);
    device.goOnline();
    const auto model = open(device, device.chatWith(u"grace"_s));
    QSignalSpy reset(model.get(), &Model::modelReset);
    device.link->isReachable = false;
    QVERIFY(device.engine->syncStore().dropCache(u"epoch-2"_s));
    QCOMPARE(reset.size(), 1);
    QCOMPARE(model->rowCount(), 0);
}

} // namespace confab::tests

using confab::tests::MessageListModelTest;
CONFAB_TEST(MessageListModelTest)
#include "messagelistmodeltest.moc"
