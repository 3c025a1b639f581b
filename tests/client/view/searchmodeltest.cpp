// SPDX-License-Identifier: Apache-2.0
#include "client/view/searchmodel.h"
#include "tests/client/view/fakemodels.h"
#include "tests/support/testcase.h"

#include <QAbstractItemModelTester>

using namespace Qt::StringLiterals;
using namespace confab;
using namespace confab::tests;

class SearchModelTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void findsConversationsAndPeople();
    void doesNotRepeatPeople();
    void putsContactsFirst();
    void ignoresCase();
    void appendsTheNextPage();
    void passesOnPaging();
    void findsNothing();
    void titlesCannotBeChosen();
    void followsTheConversations();
    void showsAFewOfManyPeople();
    void putsMessagesBelow();
    void messagesComeAndGo();
    void saysHowTheMessagesAreSearched_data();
    void saysHowTheMessagesAreSearched();
    void sayNothingOfMessagesBeforeThereIsAQuery();
    void filtersAreForMessagesAlone();

private:
    /// Without the note that no message was found.
    [[nodiscard]] QStringList rows() const
    {
        QStringList all;
        for (int row = 0; row < m_model->rowCount(); ++row)
            all.append(m_model->index(row).data().toString());
        return m_messages->items.isEmpty() ? all.mid(0, all.indexOf(u"Messages"_s)) : all;
    }

    std::unique_ptr<FakeConversations> m_conversations;
    std::unique_ptr<FakePeople> m_people;
    std::unique_ptr<FakeHits> m_messages;
    std::unique_ptr<SearchModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void SearchModelTest::init()
{
    m_tester.reset();
    m_model.reset();
    m_conversations = std::make_unique<FakeConversations>();
    m_people = std::make_unique<FakePeople>();
    m_messages = std::make_unique<FakeHits>();
    m_conversations->setItems(
        {{u"grace"_s, u"Grace Hopper"_s}, {u"linus"_s, u"Linus"_s}, {u"graham"_s, u"Graham Bell"_s}});
    m_model = std::make_unique<SearchModel>(*m_conversations, *m_people, *m_messages);
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get());
}

void SearchModelTest::filtersAreForMessagesAlone()
{
    m_model->setQuery(u"gra"_s);
    m_people->setNames({u"gracie"_s});
    m_model->setQuery(u"gra from:linus"_s);
    QCOMPARE(m_people->asked, u"gra"_s);
    QCOMPARE(m_messages->asked, u"gra from:linus"_s);
    QCOMPARE(m_model->rowCount(), 0);
    m_messages->setItems({{ChatId(1), 3, u"grace"_s, u"a grape"_s}});
    QCOMPARE(rows(), (QStringList{u"Messages"_s, u"grace"_s}));
}

void SearchModelTest::findsConversationsAndPeople()
{
    m_model->setQuery(u" gra "_s);
    QCOMPARE(m_people->asked, u"gra"_s);
    m_people->setNames({u"gracie"_s, u"ingrid.gray"_s});
    QCOMPARE(rows(),
             (QStringList{u"Conversations"_s, u"Grace Hopper"_s, u"Graham Bell"_s, u"People"_s, u"gracie"_s,
                          u"ingrid.gray"_s}));
    QCOMPARE(m_model->firstChoice(), 1);
    QCOMPARE(m_model->index(1).data(SearchModel::ChatIdRole).value<ChatId>(), ChatId(1));
    QCOMPARE(m_model->index(4).data(SearchModel::UsernameRole).toString(), u"gracie"_s);
    QVERIFY(m_model->index(4).data(SearchModel::ChatIdRole).value<ChatId>().isNull());
}

void SearchModelTest::doesNotRepeatPeople()
{
    m_model->setQuery(u"gra"_s);
    m_people->setNames({u"grace"_s, u"gracie"_s});
    QCOMPARE(rows().count(u"grace"_s), 0);
    QVERIFY(rows().contains(u"gracie"_s));
}

void SearchModelTest::putsContactsFirst()
{
    m_model->setQuery(u"gra"_s);
    m_people->contacts = 2;
    m_people->setNames({u"gray"_s, u"graham"_s, u"gracie"_s});
    QCOMPARE(rows(),
             (QStringList{u"Contacts"_s, u"gray"_s, u"Graham Bell"_s, u"Conversations"_s, u"Grace Hopper"_s,
                          u"People"_s, u"gracie"_s}));
    QCOMPARE(m_model->index(2).data(SearchModel::ChatIdRole).value<ChatId>(), ChatId(3));
    m_model->setQuery(u"grac"_s); // the answer to the query before is still there
    QCOMPARE(rows().first(), u"Conversations"_s);
}

void SearchModelTest::ignoresCase()
{
    m_model->setQuery(u"HOPPER"_s);
    QCOMPARE(rows(), (QStringList{u"Conversations"_s, u"Grace Hopper"_s}));
}

void SearchModelTest::appendsTheNextPage()
{
    m_model->setQuery(u"nobody.in.the.list"_s);
    m_model->showAllPeople();
    m_people->setNames({u"a1"_s, u"a2"_s});
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    m_people->appendNames({u"a3"_s, u"grace"_s});
    QCOMPARE(reset.count(), 0);
    QCOMPARE(rows(), (QStringList{u"People"_s, u"a1"_s, u"a2"_s, u"a3"_s, u"grace"_s}));
}

void SearchModelTest::passesOnPaging()
{
    m_people->fetches = 0; // The tester tries it.
    QVERIFY(!m_model->canFetchMore({}));
    m_people->more = true;
    QVERIFY(m_model->canFetchMore({}));
    m_model->fetchMore({});
    QCOMPARE(m_people->fetches, 1);
}

void SearchModelTest::findsNothing()
{
    m_model->setQuery(u"xyz"_s);
    m_people->setNames({});
    QCOMPARE(m_model->rowCount(), 0);
    QCOMPARE(m_model->firstChoice(), -1);
}

void SearchModelTest::titlesCannotBeChosen()
{
    m_model->setQuery(u"gra"_s);
    QVERIFY(!m_model->flags(m_model->index(0)).testFlag(Qt::ItemIsSelectable));
    QCOMPARE(m_model->index(0).data(SearchModel::KindRole).value<SidebarRow::Kind>(),
             SidebarRow::Kind::Section);
    QVERIFY(m_model->flags(m_model->index(1)).testFlag(Qt::ItemIsSelectable));
}

void SearchModelTest::followsTheConversations()
{
    m_model->setQuery(u"gra"_s);
    m_conversations->setItems({{u"grace"_s, u"Grace Hopper"_s}});
    QCOMPARE(rows(), (QStringList{u"Conversations"_s, u"Grace Hopper"_s}));
}

void SearchModelTest::showsAFewOfManyPeople()
{
    m_conversations->setItems({});
    m_model->setQuery(u"a"_s);
    m_people->setNames({u"a1"_s, u"a2"_s, u"a3"_s, u"a4"_s, u"a5"_s, u"a6"_s, u"a7"_s});
    QCOMPARE(rows().size(), 7); // Title, five, and the way to the others.
    const QModelIndex more = m_model->index(6);
    QCOMPARE(more.data(SearchModel::KindRole).value<SidebarRow::Kind>(), SidebarRow::Kind::More);
    QVERIFY(m_model->flags(more).testFlag(Qt::ItemIsSelectable));
    m_model->showAllPeople();
    QCOMPARE(rows().last(), u"a7"_s);
    m_model->setQuery(u"b"_s);
    QCOMPARE(m_model->index(6).data(SearchModel::KindRole).value<SidebarRow::Kind>(), SidebarRow::Kind::More);
    m_model->setQuery({}); // All people are what is wanted.
    QCOMPARE(rows().size(), 8);
}

void SearchModelTest::putsMessagesBelow()
{
    m_model->setQuery(u" Gra "_s);
    QCOMPARE(m_messages->asked, u"Gra"_s);
    m_people->setNames({u"gracie"_s});
    m_messages->setItems(
        {{ChatId(3), 7, u"Linus"_s, u"Ask Grace"_s}, {ChatId(1), 2, u"Grace"_s, u"Great"_s}});
    QCOMPARE(rows().mid(3), (QStringList{u"People"_s, u"gracie"_s, u"Messages"_s, u"Linus"_s, u"Grace"_s}));
    const QModelIndex found = m_model->index(6);
    QCOMPARE(found.data(SearchModel::KindRole).value<SidebarRow::Kind>(), SidebarRow::Kind::Message);
    QCOMPARE(found.data(SearchModel::ChatIdRole).value<ChatId>(), ChatId(3));
    QCOMPARE(found.data(SearchModel::SeqRole).toLongLong(), 7);
    const SidebarRow row = m_model->rowAt(6);
    QCOMPARE(row.preview.mid(row.foundStart, row.foundLength), u"Gra"_s);
    m_messages->fetches = 0;
    m_messages->more = true;
    m_model->fetchMore({});
    QCOMPARE(m_messages->fetches, 1);
}

void SearchModelTest::messagesComeAndGo()
{
    m_model->setQuery(u"word"_s);
    m_people->setNames({});
    QCOMPARE(m_model->rowCount(), 0);
    m_messages->insertItem(0, {ChatId(1), 1, u"a"_s, u"word"_s});
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    m_messages->insertItem(0, {ChatId(1), 2, u"b"_s, u"word"_s});
    m_messages->insertItem(2, {ChatId(1), 3, u"c"_s, u"word"_s});
    QCOMPARE(rows(), (QStringList{u"Messages"_s, u"b"_s, u"a"_s, u"c"_s}));
    m_messages->removeItem(1);
    QCOMPARE(rows(), (QStringList{u"Messages"_s, u"b"_s, u"c"_s}));
    m_messages->removeItem(0);
    m_messages->removeItem(0);
    QCOMPARE(m_model->rowCount(), 0);
    QCOMPARE(m_model->firstChoice(), -1);
    QVERIFY(reset.isEmpty());
}

void SearchModelTest::saysHowTheMessagesAreSearched_data()
{
    QTest::addColumn<bool>("found");
    QTest::addColumn<bool>("searching");
    QTest::addColumn<bool>("local");
    QTest::addColumn<bool>("indexing");
    QTest::addColumn<bool>("note");

    QTest::newRow("while nothing has come yet") << false << true << false << false << true;
    QTest::newRow("not while more may come") << true << true << false << false << false;
    QTest::newRow("when there is none") << false << false << false << false << true;
    QTest::newRow("not when some were found") << true << false << false << false << false;
    QTest::newRow("when the server cannot be asked") << true << false << true << false << true;
    QTest::newRow("when neither has any") << false << false << true << false << true;
    QTest::newRow("while the index is made") << true << false << false << true << true;
}

void SearchModelTest::saysHowTheMessagesAreSearched()
{
    QFETCH(bool, found);
    QFETCH(bool, searching);
    QFETCH(bool, local);
    QFETCH(bool, indexing);
    m_model->setQuery(u"gra"_s);
    m_people->setNames({});
    if (found)
        m_messages->setItems({{ChatId(1), 1, u"a"_s, u"gra"_s}});
    m_messages->setState(searching, local, indexing);
    const auto last = m_model->index(m_model->rowCount() - 1);
    const auto kind = last.data(SearchModel::KindRole).value<SidebarRow::Kind>();
    QTEST(kind == SidebarRow::Kind::Note, "note");
    QVERIFY(kind != SidebarRow::Kind::Note || !m_model->flags(last).testFlag(Qt::ItemIsSelectable));
}

void SearchModelTest::sayNothingOfMessagesBeforeThereIsAQuery()
{
    m_people->setNames({u"gracie"_s});
    QVERIFY(!rows().contains(u"Messages"_s));
}

CONFAB_TEST(SearchModelTest)
#include "searchmodeltest.moc"
