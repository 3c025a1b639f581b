// SPDX-License-Identifier: Apache-2.0
#include "client/store/storedmessagelistmodel.h"
#include "tests/client/store/device.h"
#include "tests/support/testcase.h"

namespace confab::tests {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Model = MessageListModel;
using Kind = OutboxEntry::Kind;

/// Editing, deleting and reacting on a device: shown at once, sent in order, told to the server once.
class AmendmentTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();

    void isShownBeforeTheServerKnows();
    void survivesARestartInOrder();
    void standsWhenTheServerHasTakenIt();
    void isUndoneWhenTheServerRefuses();
    void anEditOfWhatWasDeletedMeanwhileIsRefused();
    void twoDevicesThatEditEndWithTheLast();
    void isSentAgainWhenTheAnswerWasLost();
    void whatWaitsIsRewritten();
    void theNewTextOfWhatHadArrivedFollowsAsAnEdit_data();
    void theNewTextOfWhatHadArrivedFollowsAsAnEdit();
    void aDeletedMessageIsNoLongerUnread();
    void aReplyShowsWhatItAnswers();
    void aReplyGoesOutWithWhatItAnswers();
    void afterARestoreOfTheServerNothingIsDoneToOtherMessages();
    void rejectsAnEmptyEdit();

private:
    [[nodiscard]] QVariant data(int row, int role) const { return m_model->index(row).data(role); }
    [[nodiscard]] QStringList shownReactions(int row) const
    {
        QStringList all;
        for (const ShownReaction &one : data(row, Model::ReactionsRole).value<QList<ShownReaction>>())
            all.append(one.emoji + one.names.join(u',') + (one.isOwn ? u"!"_s : QString()));
        return all;
    }
    [[nodiscard]] Message onServer(int seq) { return m_server->at(m_conversation).messages.at(seq - 1); }
    void openModel();

    std::unique_ptr<FakeTime> m_time;
    std::unique_ptr<MemoryServer> m_server;
    std::unique_ptr<Device> m_device;
    std::unique_ptr<StoredMessageListModel> m_model;
    ConversationId m_conversation;
    ChatId m_chat;
};

void AmendmentTest::init()
{
    m_model.reset();
    m_device.reset();
    m_time = std::make_unique<FakeTime>();
    m_server = std::make_unique<MemoryServer>(*m_time);
    m_conversation = m_server->between(u"ada"_s, u"grace"_s);
    m_server->post(u"ada"_s, m_conversation, u"hers"_s);
    m_server->post(u"grace"_s, m_conversation, u"yours"_s);
    m_device = std::make_unique<Device>(*m_server, *m_time);
    m_device->goOnline();
    m_chat = m_device->chatWith(u"grace"_s);
    openModel();
}

void AmendmentTest::openModel()
{
    m_model = std::make_unique<StoredMessageListModel>(
        *m_device->store, m_chat, [](const MessageRange &, const Answer<Seq> &done) { done(Seq(1)); },
        [](const QString &name) { return name; });
}

void AmendmentTest::isShownBeforeTheServerKnows()
{
    m_device->engine->stop();
    const QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    QVERIFY(m_device->engine->outbox().amend(m_chat, Seq(1), Kind::Edit, u" better "_s));
    QCOMPARE(data(0, Model::BodyRole).toString(), u"better"_s);
    QVERIFY(data(0, Model::EditedRole).toBool());
    QVERIFY(data(0, Model::WaitingRole).toBool());
    QVERIFY(m_device->engine->outbox().amend(m_chat, Seq(2), Kind::React, u"👍"_s));
    QCOMPARE(shownReactions(1), QStringList{u"👍ada!"_s});
    QVERIFY(m_device->engine->outbox().amend(m_chat, Seq(2), Kind::TakeBack, u"👍"_s));
    QCOMPARE(shownReactions(1), QStringList());
    QVERIFY(m_device->engine->outbox().amend(m_chat, Seq(1), Kind::Delete));
    QVERIFY(data(0, Model::DeletedRole).toBool());
    QCOMPARE(data(0, Model::BodyRole).toString(), QString());
    QVERIFY(changed.size() >= 4);
    QCOMPARE(m_device->engine->status().queued, 4);
    QCOMPARE(m_model->rowCount(), 2); // What waits is no message.
    QCOMPARE(onServer(1).body, u"hers"_s);
}

void AmendmentTest::survivesARestartInOrder()
{
    m_device->engine->stop();
    QVERIFY(m_device->engine->outbox().amend(m_chat, Seq(1), Kind::Edit, u"second"_s));
    QVERIFY(m_device->engine->outbox().send(m_chat, u"a new one"_s));
    QVERIFY(m_device->engine->outbox().amend(m_chat, Seq(1), Kind::Edit, u"third"_s));
    m_model.reset();
    m_device->restart();
    openModel();
    QCOMPARE(data(0, Model::BodyRole).toString(), u"third"_s);
    m_device->goOnline();
    QCOMPARE(onServer(1).body, u"third"_s);
    QCOMPARE(onServer(3).body, u"a new one"_s);
    const auto edits = m_device->link->sent("edit"_L1);
    QCOMPARE(edits.size(), 2);
    QCOMPARE(edits[0]["body"_L1], "second"_L1);
    QCOMPARE(m_device->engine->status().queued, 0);
}

void AmendmentTest::standsWhenTheServerHasTakenIt()
{
    QVERIFY(m_device->engine->outbox().amend(m_chat, Seq(1), Kind::Edit, u"better"_s));
    QVERIFY(m_device->engine->outbox().amend(m_chat, Seq(2), Kind::React, u"🎉"_s));
    m_time->advance(1s);
    QVERIFY(!data(0, Model::WaitingRole).toBool());
    QCOMPARE(data(0, Model::BodyRole).toString(), u"better"_s);
    QCOMPARE(shownReactions(1), QStringList{u"🎉ada!"_s});
    const auto row = m_device->store->conversations().find(m_chat);
    QCOMPARE(row->rowsChange, m_server->at(m_conversation).change);
    m_server->react(m_conversation, Seq(2), u"grace"_s, u"🎉"_s, true);
    m_time->advance(1s);
    QCOMPARE(shownReactions(1), QStringList{u"🎉ada,grace!"_s});
    m_model.reset();
    m_device->restart();
    openModel();
    QCOMPARE(shownReactions(1), QStringList{u"🎉ada,grace!"_s});
}

void AmendmentTest::isUndoneWhenTheServerRefuses()
{
    const QSignalSpy refused(m_device->engine.get(), &SyncEngine::amendmentRefused);
    m_device->link->refusals.push_back({ErrorCode::Forbidden});
    QVERIFY(m_device->engine->outbox().amend(m_chat, Seq(1), Kind::Edit, u"better"_s));
    QCOMPARE(data(0, Model::BodyRole).toString(), u"better"_s);
    m_time->advance(1s);
    QCOMPARE(refused.size(), 1);
    QCOMPARE(refused.first().at(0).value<OutboxEntry>().body, u"better"_s);
    QCOMPARE(data(0, Model::BodyRole).toString(), u"hers"_s);
    QVERIFY(!data(0, Model::WaitingRole).toBool());
    QCOMPARE(m_device->engine->status().queued, 0);
}

void AmendmentTest::anEditOfWhatWasDeletedMeanwhileIsRefused()
{
    const QSignalSpy refused(m_device->engine.get(), &SyncEngine::amendmentRefused);
    m_device->engine->stop();
    QVERIFY(m_device->engine->outbox().amend(m_chat, Seq(1), Kind::Edit, u"too late"_s));
    m_server->erase(m_conversation, Seq(1));
    m_device->goOnline();
    QCOMPARE(refused.size(), 1);
    QCOMPARE(refused.first().at(1).value<Error>().code, ErrorCode::MessageDeleted);
    QVERIFY(data(0, Model::DeletedRole).toBool());
    QCOMPARE(data(0, Model::BodyRole).toString(), QString());
}

void AmendmentTest::twoDevicesThatEditEndWithTheLast()
{
    m_device->engine->stop();
    QVERIFY(m_device->engine->outbox().amend(m_chat, Seq(1), Kind::Edit, u"by this one"_s));
    m_server->edit(m_conversation, Seq(1), u"by the other"_s);
    m_device->goOnline();
    QCOMPARE(onServer(1).body, u"by this one"_s);
    QCOMPARE(data(0, Model::BodyRole).toString(), u"by this one"_s);
    m_server->edit(m_conversation, Seq(1), u"by the other again"_s);
    m_time->advance(1s);
    QCOMPARE(data(0, Model::BodyRole).toString(), u"by the other again"_s);
}

void AmendmentTest::isSentAgainWhenTheAnswerWasLost()
{
    m_device->link->losesAcks = true;
    QVERIFY(m_device->engine->outbox().amend(m_chat, Seq(2), Kind::React, u"👍"_s));
    m_time->advance(1s);
    m_device->link->losesAcks = false;
    m_time->advance(2min);
    QCOMPARE(m_device->engine->status().queued, 0);
    QVERIFY(m_device->link->sent("react"_L1).size() >= 2);
    QCOMPARE(onServer(2).reactions.size(), 1);
    QCOMPARE(shownReactions(1), QStringList{u"👍ada!"_s});
}

void AmendmentTest::whatWaitsIsRewritten()
{
    m_device->engine->stop();
    const auto clientId = m_device->engine->outbox().send(m_chat, u"draft"_s);
    QVERIFY(clientId);
    QCOMPARE(*m_device->engine->outbox().rewrite(*clientId, u"final"_s), true);
    QCOMPARE(data(2, Model::BodyRole).toString(), u"final"_s);
    m_device->goOnline();
    QCOMPARE(onServer(3).body, u"final"_s);
    QVERIFY(!onServer(3).editedAt);
    QCOMPARE(*m_device->engine->outbox().rewrite(*clientId, u"later"_s), false);
}

void AmendmentTest::theNewTextOfWhatHadArrivedFollowsAsAnEdit_data()
{
    QTest::addColumn<bool>("comesFirst");
    QTest::addColumn<QString>("elsewhere");
    QTest::addColumn<bool>("isDeleted");

    QTest::newRow("the repeat is answered by the first text") << false << QString() << false;
    QTest::newRow("the first text comes before the repeat goes out") << true << QString() << false;
    QTest::newRow("another device has edited it meanwhile") << true << u"elsewhere"_s << false;
    QTest::newRow("another device has deleted it meanwhile") << true << QString() << true;
}

void AmendmentTest::theNewTextOfWhatHadArrivedFollowsAsAnEdit()
{
    QFETCH(bool, comesFirst);
    QFETCH(QString, elsewhere);
    QFETCH(bool, isDeleted);
    m_device->link->losesAcks = true;
    const auto clientId = m_device->engine->outbox().send(m_chat, u"first"_s);
    m_time->advance(11ms);
    m_device->link->losesAcks = false;
    QVERIFY(!m_device->link->isOpen());
    QCOMPARE(onServer(3).body, u"first"_s);
    QCOMPARE(*m_device->engine->outbox().rewrite(*clientId, u"second"_s), true);
    if (!elsewhere.isEmpty())
        m_server->edit(m_conversation, Seq(3), elsewhere);
    if (isDeleted)
        m_server->erase(m_conversation, Seq(3));
    if (comesFirst) {
        QVERIFY(m_device->engine->syncStore().applyPage(m_conversation, {onServer(3)},
                                                        SyncStore::PageKind::Tail));
        QCOMPARE(data(2, Model::BodyRole).toString(), isDeleted ? QString() : u"second"_s);
        QCOMPARE(data(2, Model::WaitingRole).toBool(), !isDeleted);
    }
    m_time->advance(2min);
    QCOMPARE(onServer(3).body, isDeleted ? QString() : u"second"_s);
    QCOMPARE(data(2, Model::BodyRole).toString(), isDeleted ? QString() : u"second"_s);
    QCOMPARE(m_model->rowCount(), 3);
    QCOMPARE(m_server->at(m_conversation).messages.size(), 3);
    QCOMPARE(m_device->link->sent("edit"_L1).size(), isDeleted ? 0 : 1);
    QCOMPARE(m_device->engine->status().queued, 0);
}

void AmendmentTest::aDeletedMessageIsNoLongerUnread()
{
    QCOMPARE(m_device->store->conversations().find(m_chat)->chat.unread, 1);
    m_server->erase(m_conversation, Seq(2));
    m_time->advance(1s);
    QCOMPARE(m_device->store->conversations().find(m_chat)->chat.unread, 0);
}

void AmendmentTest::aReplyShowsWhatItAnswers()
{
    m_device->engine->stop();
    m_server->post(u"grace"_s, m_conversation, u"indeed"_s);
    m_server->at(m_conversation).messages.last().replyTo = Seq(1);
    m_device->goOnline();
    QCOMPARE(data(2, Model::ReplyToRole).toLongLong(), 1);
    QCOMPARE(data(2, Model::ReplyNameRole).toString(), u"ada"_s);
    QCOMPARE(data(2, Model::ReplyBodyRole).toString(), u"hers"_s);
    const QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_server->erase(m_conversation, Seq(1));
    m_time->advance(1s);
    QVERIFY(data(2, Model::ReplyDeletedRole).toBool());
    QCOMPARE(data(2, Model::ReplyBodyRole).toString(), QString());
    QVERIFY(std::any_of(changed.begin(), changed.end(),
                        [](const auto &call) { return call.at(0).toModelIndex().row() == 2; }));
}

void AmendmentTest::aReplyGoesOutWithWhatItAnswers()
{
    QVERIFY(m_device->engine->outbox().send(m_chat, u"indeed"_s, Seq(2)));
    QCOMPARE(data(2, Model::ReplyToRole).toLongLong(), 2);
    QCOMPARE(data(2, Model::ReplyNameRole).toString(), u"grace"_s);
    m_time->advance(1s);
    QCOMPARE(m_device->link->sent("send"_L1).last()["replyTo"_L1], 2);
    QCOMPARE(data(2, Model::ReplyToRole).toLongLong(), 2);
}

void AmendmentTest::afterARestoreOfTheServerNothingIsDoneToOtherMessages()
{
    m_device->engine->stop();
    QVERIFY(m_device->engine->outbox().amend(m_chat, Seq(1), Kind::Edit, u"better"_s));
    QVERIFY(m_device->engine->outbox().amend(m_chat, Seq(1), Kind::Delete));
    QVERIFY(m_device->engine->outbox().send(m_chat, u"an answer"_s, Seq(2)));
    const QSignalSpy changed(m_device->store.get(), &LocalStore::changed);
    // Of the time before the backup is nothing but their numbers.
    m_server->at(m_conversation).messages.first().body = u"another one"_s;
    m_server->epoch = u"epoch-2"_s;
    m_device->goOnline();
    QVERIFY(std::any_of(changed.begin(), changed.end(), [this](const auto &call) {
        return call.at(0).template value<StoreChange>().amended.value(m_chat).contains(Seq(1));
    }));
    QCOMPARE(onServer(1).body, u"another one"_s);
    QVERIFY(!onServer(1).deleted);
    QCOMPARE(m_server->at(m_conversation).messages.size(), 3);
    QCOMPARE(onServer(3).body, u"an answer"_s);
    QVERIFY(!m_device->link->sent("send"_L1).last().contains("replyTo"_L1));
    QCOMPARE(data(0, Model::BodyRole).toString(), u"another one"_s);
    QCOMPARE(m_device->engine->status().queued, 0);
}

void AmendmentTest::rejectsAnEmptyEdit()
{
    const auto refused = m_device->engine->outbox().amend(m_chat, Seq(1), Kind::Edit, u"  "_s);
    QVERIFY(!refused);
    QCOMPARE(refused.error().field, u"body"_s);
    QCOMPARE(m_device->engine->status().queued, 0);
}

} // namespace confab::tests

using confab::tests::AmendmentTest;
CONFAB_TEST(AmendmentTest)
#include "amendmenttest.moc"
