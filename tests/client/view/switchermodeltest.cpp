// SPDX-License-Identifier: Apache-2.0
#include "client/view/switchermodel.h"
#include "tests/client/view/fakemodels.h"
#include "tests/support/testcase.h"

#include <QAbstractItemModelTester>

using namespace Qt::StringLiterals;
using namespace confab;
using namespace confab::tests;

class SwitcherModelTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void showsConversationsAndCommandsFirst();
    void findsArchivedOnesToo();
    void findsByTheUsername();
    void nobodyIsThereTwice();
    void showsPeopleOfThisQueryOnly();
    void theBestComesFirst();
    void marksWhatFits();
    void findsNothing();
    void leadsToWhatItShows();
    void shortensALongList();
    void followsTheConversations();

private:
    [[nodiscard]] QStringList rows() const
    {
        QStringList all;
        for (int row = 0; row < m_model->rowCount(); ++row)
            all.append(m_model->index(row).data().toString());
        return all;
    }
    void search(const QString &query) { m_model->setQuery(query); }

    std::unique_ptr<FakeConversations> m_conversations;
    std::unique_ptr<FakeConversations> m_archived;
    std::unique_ptr<FakePeople> m_people;
    std::unique_ptr<SwitcherModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    QStringList m_done;
};

void SwitcherModelTest::init()
{
    m_done.clear();
    m_conversations = std::make_unique<FakeConversations>();
    m_archived = std::make_unique<FakeConversations>();
    m_people = std::make_unique<FakePeople>();
    m_conversations->setItems({{u"grace"_s, u"Grace Hopper"_s}, {u"linus"_s, u"Linus"_s}});
    m_archived->setItems({{u"old.graham"_s, u"Graham Bell"_s}});
    const QList<SwitcherCommand> commands{
        {.text = u"Settings"_s,
         .keys = u"Ctrl+,"_s,
         .icon = "settings"_L1,
         .run = [this] { m_done += u"settings"_s; }},
        {.text = u"Log out"_s, .icon = "log-out"_L1, .run = [this] { m_done += u"log out"_s; }}};
    m_model = std::make_unique<SwitcherModel>(SwitcherModel::Sources{
        .conversations = *m_conversations,
        .archived = *m_archived,
        .people = *m_people,
        .known = {{.id = {}, .username = u"ingrid"_s, .displayName = u"Ingrid Gray"_s}},
        .commands = commands});
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void SwitcherModelTest::cleanup()
{
    m_tester.reset();
    m_model.reset();
}

void SwitcherModelTest::showsConversationsAndCommandsFirst()
{
    QCOMPARE(rows(), (QStringList{u"Grace Hopper"_s, u"Linus"_s, u"Settings"_s, u"Log out"_s}));
}

void SwitcherModelTest::findsArchivedOnesToo()
{
    search(u"bell"_s);
    QCOMPARE(rows(), QStringList{u"Graham Bell"_s});
}

void SwitcherModelTest::findsByTheUsername()
{
    search(u"old.g"_s);
    QCOMPARE(rows(), QStringList{u"Graham Bell"_s});
    QVERIFY(m_model->rowAt(0).foundLetters.isEmpty()); // They are not in the name.
}

void SwitcherModelTest::nobodyIsThereTwice()
{
    search(u"gra"_s);
    m_people->setNames({u"grace"_s, u"INGRID"_s, u"granny"_s});
    search(u"gra"_s);
    QStringList found = rows();
    found.sort();
    QCOMPARE(found, (QStringList{u"Grace Hopper"_s, u"Graham Bell"_s, u"Ingrid Gray"_s, u"granny"_s}));
}

void SwitcherModelTest::showsPeopleOfThisQueryOnly()
{
    search(u"gran"_s);
    QCOMPARE(m_people->asked, u"gran"_s);
    m_people->setNames({u"granny"_s});
    QVERIFY(rows().contains(u"granny"_s));
    search(u"settings"_s);
    QCOMPARE(rows(), QStringList{u"Settings"_s});
    search({});
    QVERIFY(!rows().contains(u"granny"_s));
}

void SwitcherModelTest::theBestComesFirst()
{
    search(u"g"_s);
    QCOMPARE(rows().first(), u"Grace Hopper"_s);
    search(u"lo"_s);
    QCOMPARE(rows().first(), u"Log out"_s);
    search(u"li"_s);
    QCOMPARE(rows().first(), u"Linus"_s);
}

void SwitcherModelTest::marksWhatFits()
{
    search(u"gho"_s);
    QCOMPARE(m_model->rowAt(0).title, u"Grace Hopper"_s);
    QCOMPARE(m_model->rowAt(0).foundLetters, (QList<int>{0, 6, 7}));
}

void SwitcherModelTest::findsNothing()
{
    search(u"xyzzy"_s);
    QCOMPARE(m_model->rowCount(), 0);
}

void SwitcherModelTest::leadsToWhatItShows()
{
    QCOMPARE(m_model->choiceAt(1).chat, ChatId(2));
    search(u"ingrid"_s);
    QCOMPARE(m_model->choiceAt(0).username, u"ingrid"_s);
    QVERIFY(m_model->choiceAt(0).chat.isNull());
    search(u"settings"_s);
    QCOMPARE(m_model->rowAt(0).time, u"Ctrl+,"_s);
    m_model->choiceAt(0).run();
    QCOMPARE(m_done, QStringList{u"settings"_s});
}

void SwitcherModelTest::shortensALongList()
{
    QList<FakeConversations::Item> items;
    for (int i = 0; i < 2000; ++i)
        items.append({u"user%1"_s.arg(i), u"User %1"_s.arg(i)});
    m_conversations->setItems(items);
    QCOMPARE(m_model->rowCount(), SwitcherModel::mostRows);
    search(u"user 1999"_s);
    QCOMPARE(rows(), QStringList{u"User 1999"_s});
}

void SwitcherModelTest::followsTheConversations()
{
    m_conversations->setItems({{u"ken"_s, u"Ken"_s}});
    QCOMPARE(rows().first(), u"Ken"_s);
}

CONFAB_TEST(SwitcherModelTest)
#include "switchermodeltest.moc"
