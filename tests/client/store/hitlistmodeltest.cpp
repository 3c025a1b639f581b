// SPDX-License-Identifier: Apache-2.0
#include "client/connection/networkerror.h"
#include "client/store/foundmessagelistmodel.h"
#include "tests/client/connection/faketime.h"
#include "tests/client/store/searchdevice.h"

#include "tests/support/testcase.h"

#include <QAbstractItemModelTester>

namespace confab::tests {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Model = HitListModel;

namespace {

struct Question {
    ConversationApi::Search search;
    QString next;
    Answer<Page<Message>> done;
};

struct Fixture {
    Fixture()
        : grace(device.converse(1, u"grace"_s))
        , search(device.path(), device.indexPath())
        , model(
              search,
              [this](const ConversationApi::Search &question, const QString &next,
                     Answer<Page<Message>> done) {
                  asked.append({question, next, std::move(done)});
              },
              *device.store, time)
        , tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest)
    {
        device.indexAll();
        device.put({device.message(1, 1, u"first word"_s), device.message(1, 3, u"third word"_s)});
    }
    /// Asks, and waits until this device has answered and the server has been asked.
    bool ask(const QString &query)
    {
        QSignalSpy answers(&search, &MessageSearch::found);
        model.setQuery(query);
        const bool isAnswered = QTest::qWaitFor([&] { return !answers.isEmpty(); });
        time.advance(1s);
        return isAnswered;
    }
    [[nodiscard]] QStringList bodies() const
    {
        QStringList out;
        for (int row = 0; row < model.rowCount(); ++row)
            out.append(model.index(row).data(Model::BodyRole).toString());
        return out;
    }
    void answer(const QList<Message> &messages, const QString &next = {})
    {
        asked.takeFirst().done(Page<Message>{.items = messages, .next = next});
    }

    SearchDevice device;
    FakeTime time;
    ChatId grace;
    MessageSearch search;
    QList<Question> asked;
    FoundMessageListModel model;
    QAbstractItemModelTester tester;
};

} // namespace

class HitListModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thisDeviceAnswersFirst();
    void whatOnlyTheServerHasComesInItsPlace();
    void oneCharacterAsksNobody();
    void saysThatTheServerCannotBeAsked();
    void staleAnswersAreDropped();
    void fetchesMoreOfBoth();
    void goesOnWhereThePageIsEmpty();
    void givesUpWhereAllPagesAreEmpty();
    void filtersBothSides();
    void findsNothingInAConversationThatIsNone();
    void aDeletedMessageGoes();
    void anEditedMessageChanges();
    void forgetsWithTheCache();
};

void HitListModelTest::thisDeviceAnswersFirst()
{
    Fixture f;
    QVERIFY(f.ask(u" WORD "_s));
    QCOMPARE(f.bodies(), (QStringList{u"third word"_s, u"first word"_s}));
    QVERIFY(f.model.isSearching()); // The server is.
    const auto first = f.model.index(0);
    QCOMPARE(first.data(Model::ChatIdRole).value<ChatId>(), f.grace);
    QCOMPARE(first.data(Model::SeqRole).toLongLong(), 3);
    QCOMPARE(first.data(Model::UsernameRole).toString(), u"grace"_s);
    QCOMPARE(first.data(Model::TitleRole).toString(), u"grace"_s);
    QVERIFY(!first.data(Model::IsOwnRole).toBool());
    QCOMPARE(first.data(Model::SentAtRole).toDateTime().toMSecsSinceEpoch(), 3000);
    f.answer({});
    QVERIFY(!f.model.isSearching());
    QVERIFY(!f.model.isLocal());
    QCOMPARE(f.model.rowCount(), 2);
}

void HitListModelTest::whatOnlyTheServerHasComesInItsPlace()
{
    Fixture f;
    QVERIFY(f.ask(u"word"_s));
    QCOMPARE(f.asked.first().search.text, u"word"_s);
    QSignalSpy reset(&f.model, &QAbstractItemModel::modelReset);
    f.answer({f.device.message(1, 3, u"third word"_s), f.device.message(1, 2, u"second word"_s),
              f.device.message(1, 1, u"first word"_s), f.device.message(99, 5, u"a word of strangers"_s)});
    QCOMPARE(f.bodies(), (QStringList{u"third word"_s, u"second word"_s, u"first word"_s}));
    QVERIFY(reset.isEmpty()); // What is chosen stays chosen.
}

void HitListModelTest::oneCharacterAsksNobody()
{
    Fixture f;
    QVERIFY(f.ask(u"word"_s));
    f.asked.clear();
    f.model.setQuery(u"w"_s);
    f.time.advance(1s);
    QVERIFY(f.asked.isEmpty());
    QCOMPARE(f.model.rowCount(), 0);
    QVERIFY(!f.model.isSearching());
}

void HitListModelTest::saysThatTheServerCannotBeAsked()
{
    Fixture f;
    QVERIFY(f.ask(u"word"_s));
    f.asked.takeFirst().done(networkError(u"cut"_s));
    QVERIFY(f.model.isLocal());
    QCOMPARE(f.model.rowCount(), 2);
    QVERIFY(f.ask(u"first"_s));
    f.answer({});
    QVERIFY(!f.model.isLocal());
}

void HitListModelTest::staleAnswersAreDropped()
{
    Fixture f;
    QVERIFY(f.ask(u"word"_s));
    QVERIFY(f.ask(u"first"_s));
    QCOMPARE(f.asked.size(), 2);
    f.answer({f.device.message(1, 2, u"second word"_s)});
    QCOMPARE(f.bodies(), QStringList{u"first word"_s});
    QVERIFY(f.model.isSearching());
}

void HitListModelTest::fetchesMoreOfBoth()
{
    Fixture f;
    f.device.putMany(1, 10, 49, [](int seq) { return u"word %1"_s.arg(seq); });
    QVERIFY(f.ask(u"word"_s));
    QCOMPARE(f.model.rowCount(), FoundMessageListModel::pageSize);
    QVERIFY(!f.model.canFetchMore({})); // The server has not answered.
    f.answer({f.device.message(1, 60, u"word 60"_s)}, u"cursor"_s);
    f.model.fetchMore({}); // As the tester has done already.
    f.model.fetchMore({});
    QCOMPARE(f.asked.size(), 1);
    QCOMPARE(f.asked.first().next, u"cursor"_s);
    QTRY_COMPARE(f.model.rowCount(), 43);
    f.answer({f.device.message(1, 2, u"second word"_s)});
    QCOMPARE(f.model.rowCount(), 44);
    QVERIFY(!f.model.canFetchMore({}));
}

void HitListModelTest::goesOnWhereThePageIsEmpty()
{
    Fixture f;
    QVERIFY(f.ask(u"wordy"_s));
    f.answer({}, u"second"_s);
    QVERIFY(f.model.isSearching());
    QCOMPARE(f.asked.size(), 1);
    QCOMPARE(f.asked.first().next, u"second"_s);
    f.answer({f.device.message(1, 2, u"a wordy one"_s)}, u"third"_s);
    QCOMPARE(f.bodies(), QStringList{u"a wordy one"_s});
}

void HitListModelTest::givesUpWhereAllPagesAreEmpty()
{
    Fixture f;
    QVERIFY(f.ask(u"wordy"_s));
    for (int i = 0; i < FoundMessageListModel::mostEmptyPages; ++i)
        f.answer({}, u"next"_s);
    QCOMPARE(f.asked.size(), 1);
    f.answer({}, u"next"_s);
    QVERIFY(!f.model.isSearching());
}

void HitListModelTest::filtersBothSides()
{
    Fixture f;
    f.device.converse(2, u"linus"_s);
    Message own = f.device.message(2, 1, u"my word"_s);
    own.sender = u"ada"_s;
    f.device.put({own, f.device.message(2, 2, u"last word"_s)});
    QVERIFY(f.ask(u"word from:me"_s));
    QCOMPARE(f.bodies(), QStringList{u"my word"_s});
    QCOMPARE(f.model.query(), u"word"_s);
    QCOMPARE(f.asked.first().search.from, u"ada"_s);
    f.answer({});
    QVERIFY(f.ask(u"in:LIN word"_s));
    QCOMPARE(f.bodies(), (QStringList{u"last word"_s, u"my word"_s}));
    QCOMPARE(f.asked.first().search.conversation, std::optional(ConversationId(2)));
    f.answer({});
    QVERIFY(f.ask(u"word after:2020-01-01"_s)); // all are of 1970
    QCOMPARE(f.model.rowCount(), 0);
    QVERIFY(f.asked.first().search.after);
    f.answer({});
    QVERIFY(f.ask(u"word before:2020-01-01"_s));
    QCOMPARE(f.model.rowCount(), 4);
    QVERIFY(f.asked.first().search.before);
}

void HitListModelTest::findsNothingInAConversationThatIsNone()
{
    Fixture f;
    QVERIFY(f.ask(u"word"_s));
    f.answer({});
    f.model.setQuery(u"word in:nobody"_s);
    f.time.advance(1s);
    QCOMPARE(f.model.rowCount(), 0);
    QVERIFY(f.asked.isEmpty());
    QVERIFY(!f.model.isSearching());
}

void HitListModelTest::aDeletedMessageGoes()
{
    Fixture f;
    QVERIFY(f.ask(u"word"_s));
    Message deleted = f.device.message(1, 3, {});
    deleted.change = Change(10);
    deleted.deleted = true;
    f.device.put({deleted});
    QCOMPARE(f.bodies(), QStringList{u"first word"_s});
}

void HitListModelTest::anEditedMessageChanges()
{
    Fixture f;
    QVERIFY(f.ask(u"word"_s));
    Message edited = f.device.message(1, 3, u"another word"_s);
    edited.change = Change(10);
    f.device.put({edited});
    QCOMPARE(f.bodies(), (QStringList{u"another word"_s, u"first word"_s}));
}

void HitListModelTest::forgetsWithTheCache()
{
    Fixture f;
    QVERIFY(f.ask(u"word"_s));
    QVERIFY(f.device.sync.dropCache(u"epoch-2"_s));
    QTRY_COMPARE(f.model.rowCount(), 0);
}

} // namespace confab::tests

using confab::tests::HitListModelTest;
CONFAB_TEST(HitListModelTest)
#include "hitlistmodeltest.moc"
