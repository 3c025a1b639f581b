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
    void ignoresCase();
    void appendsTheNextPage();
    void passesOnPaging();
    void findsNothing();
    void titlesCannotBeChosen();
    void followsTheConversations();

private:
    [[nodiscard]] QStringList rows() const
    {
        QStringList all;
        for (int row = 0; row < m_model->rowCount(); ++row)
            all.append(m_model->index(row).data().toString());
        return all;
    }

    std::unique_ptr<FakeConversations> m_conversations;
    std::unique_ptr<FakePeople> m_people;
    std::unique_ptr<SearchModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void SearchModelTest::init()
{
    m_tester.reset();
    m_model.reset();
    m_conversations = std::make_unique<FakeConversations>();
    m_people = std::make_unique<FakePeople>();
    m_conversations->setItems(
        {{u"grace"_s, u"Grace Hopper"_s}, {u"linus"_s, u"Linus"_s}, {u"graham"_s, u"Graham Bell"_s}});
    m_model = std::make_unique<SearchModel>(*m_conversations, *m_people);
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get());
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

void SearchModelTest::ignoresCase()
{
    m_model->setQuery(u"HOPPER"_s);
    QCOMPARE(rows(), (QStringList{u"Conversations"_s, u"Grace Hopper"_s}));
}

void SearchModelTest::appendsTheNextPage()
{
    m_model->setQuery(u"nobody.in.the.list"_s);
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
    QVERIFY(m_model->index(0).data(SearchModel::IsSectionRole).toBool());
    QVERIFY(m_model->flags(m_model->index(1)).testFlag(Qt::ItemIsSelectable));
}

void SearchModelTest::followsTheConversations()
{
    m_model->setQuery(u"gra"_s);
    m_conversations->setItems({{u"grace"_s, u"Grace Hopper"_s}});
    QCOMPARE(rows(), (QStringList{u"Conversations"_s, u"Grace Hopper"_s}));
}

CONFAB_TEST(SearchModelTest)
#include "searchmodeltest.moc"
