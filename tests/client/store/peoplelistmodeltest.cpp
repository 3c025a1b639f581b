// SPDX-License-Identifier: Apache-2.0
#include "client/connection/networkerror.h"
#include "client/store/foundpeoplelistmodel.h"
#include "client/store/localstore.h"
#include "client/store/presencebook.h"
#include "tests/client/connection/faketime.h"

#include "tests/support/testcase.h"

#include <QAbstractItemModelTester>

namespace confab::tests {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Model = PeopleListModel;

namespace {

struct Question {
    QString query;
    QString after;
    Answer<Page<User>> done;
};

User user(const QString &name)
{
    return {.id = AccountId(1), .username = name, .displayName = name.toUpper()};
}

struct Fixture {
    Fixture()
        : store(std::move(LocalStore::open(u":memory:"_s, u"ada"_s)).value())
        , model(
              [this](const QString &query, const QString &after, Answer<Page<User>> done) {
                  asked.append({query, after, std::move(done)});
              },
              *store, presence, time)
        , tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest)
    { }
    /// As sync puts them in place of those before.
    void relate(Relation relation, const QStringList &names)
    {
        QVERIFY(store->write(LocalStore::Durability::Normal, [&](StoreChange &change) -> Result<void> {
            change.relations = true;
            for (const QString &name : names) {
                if (auto done = store->people().put(user(name)); !done)
                    return done.error();
            }
            const auto done = store->relations().replace(relation, names);
            return done ? Result<void>() : Result<void>(done.error());
        }));
    }
    QStringList names() const
    {
        QStringList out;
        for (int row = 0; row < model.rowCount(); ++row)
            out.append(model.index(row).data(Model::UsernameRole).toString());
        return out;
    }

    FakeTime time;
    std::unique_ptr<LocalStore> store;
    PresenceBook presence;
    QList<Question> asked;
    FoundPeopleListModel model;
    QAbstractItemModelTester tester;
};

} // namespace

class PeopleListModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void asksAfterThePause();
    void dropsStaleAnswers();
    void leavesOneselfOut();
    void fetchesFurtherPages();
    void answersFromThisDeviceWhenOffline();
    void whoHasDeletedTheAccountIsKeptButNotFound();
    void showsPresenceAsItChanges();
    void contactsComeFirst();
    void saysWhoIsBlocked();
};

void PeopleListModelTest::asksAfterThePause()
{
    Fixture f;
    f.model.setQuery(u"g"_s);
    f.time.advance(149ms);
    f.model.setQuery(u"gr"_s);
    QVERIFY(f.model.isSearching());
    f.time.advance(149ms);
    QVERIFY(f.asked.isEmpty());
    f.time.advance(1ms);
    QCOMPARE(f.asked.size(), 1);
    QCOMPARE(f.asked.first().query, u"gr"_s);
    f.asked.first().done(Page<User>{.items = {user(u"grace"_s)}});
    QCOMPARE(f.names(), QStringList{u"grace"_s});
    QVERIFY(!f.model.isSearching());
}

void PeopleListModelTest::dropsStaleAnswers()
{
    Fixture f;
    f.model.setQuery(u"g"_s);
    f.time.advance(150ms);
    f.model.setQuery(u"l"_s);
    f.time.advance(150ms);
    QCOMPARE(f.asked.size(), 2);
    f.asked.at(1).done(Page<User>{.items = {user(u"linus"_s)}});
    f.asked.at(0).done(Page<User>{.items = {user(u"grace"_s)}});
    QCOMPARE(f.names(), QStringList{u"linus"_s});
}

void PeopleListModelTest::leavesOneselfOut()
{
    Fixture f;
    f.model.setQuery({});
    f.time.advance(150ms);
    f.asked.first().done(Page<User>{.items = {user(u"Ada"_s), user(u"grace"_s)}});
    QCOMPARE(f.names(), QStringList{u"grace"_s});
}

void PeopleListModelTest::fetchesFurtherPages()
{
    Fixture f;
    f.model.setQuery({});
    f.time.advance(150ms);
    f.asked.first().done(Page<User>{.items = {user(u"grace"_s)}, .next = u"cursor"_s});
    QVERIFY(f.model.canFetchMore({}));
    f.model.fetchMore({});
    f.model.fetchMore({});
    QCOMPARE(f.asked.size(), 2);
    QCOMPARE(f.asked.last().after, u"cursor"_s);
    f.asked.last().done(Page<User>{.items = {user(u"linus"_s)}});
    QCOMPARE(f.names(), (QStringList{u"grace"_s, u"linus"_s}));
    QVERIFY(!f.model.canFetchMore({}));
}

void PeopleListModelTest::answersFromThisDeviceWhenOffline()
{
    Fixture f;
    QVERIFY(f.store->write(LocalStore::Durability::Normal, [&](StoreChange &) -> Result<void> {
        for (const auto &name : {u"grace"_s, u"linus"_s, u"ada"_s}) {
            if (auto done = f.store->people().put(user(name)); !done)
                return done.error();
        }
        return {};
    }));
    f.model.setQuery(u"RA"_s);
    f.time.advance(150ms);
    f.asked.first().done(networkError(u"offline"_s));
    QCOMPARE(f.names(), QStringList{u"grace"_s});
    QVERIFY(f.model.isLocal());
}

void PeopleListModelTest::whoHasDeletedTheAccountIsKeptButNotFound()
{
    Fixture f;
    f.relate(Relation::Contact, {u"grace"_s, u"linus"_s});
    User left = user(u"grace"_s);
    left.deleted = true;
    QVERIFY(f.store->write(LocalStore::Durability::Normal, [&](StoreChange &) -> Result<void> {
        const auto done = f.store->people().put(left);
        return done ? Result<void>() : Result<void>(done.error());
    }));
    const auto kept = f.store->people().find(u"grace"_s);
    QVERIFY(kept && kept->deleted);
    QCOMPARE(kept->displayName, u"Deleted account"_s);
    QCOMPARE(f.store->people().related(Relation::Contact, {}).size(), 1);
    f.model.setQuery(u"g"_s);
    f.time.advance(150ms);
    f.asked.first().done(networkError(u"offline"_s));
    QVERIFY(f.names().isEmpty());
}

void PeopleListModelTest::showsPresenceAsItChanges()
{
    Fixture f;
    f.model.setQuery({});
    f.time.advance(150ms);
    f.asked.first().done(Page<User>{.items = {user(u"grace"_s)}});
    QCOMPARE(f.model.index(0).data(Model::PresenceRole).value<Presence>(), Presence::Offline);
    QSignalSpy changed(&f.model, &Model::dataChanged);
    f.presence.note(UserPresenceFrame{.user = u"grace"_s, .state = Presence::Online});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(f.model.index(0).data(Model::PresenceRole).value<Presence>(), Presence::Online);
}

void PeopleListModelTest::contactsComeFirst()
{
    Fixture f;
    f.relate(Relation::Contact, {u"grace"_s, u"zoe"_s});
    f.model.setQuery({});
    f.time.advance(150ms);
    f.asked.first().done(Page<User>{.items = {user(u"alan"_s), user(u"grace"_s)}, .next = u"cursor"_s});
    QCOMPARE(f.names(), (QStringList{u"grace"_s, u"zoe"_s, u"alan"_s}));
    QVERIFY(f.model.index(1).data(Model::ContactRole).toBool());
    QVERIFY(!f.model.index(2).data(Model::ContactRole).toBool());
    f.model.fetchMore({});
    f.asked.last().done(Page<User>{.items = {user(u"linus"_s), user(u"zoe"_s)}});
    QCOMPARE(f.names(), (QStringList{u"grace"_s, u"zoe"_s, u"alan"_s, u"linus"_s}));

    f.relate(Relation::Contact, {u"linus"_s});
    QCOMPARE(f.names(), (QStringList{u"linus"_s, u"alan"_s, u"grace"_s, u"zoe"_s}));

    f.model.setQuery(u"ZO"_s);
    f.time.advance(150ms);
    f.asked.last().done(Page<User>{.items = {user(u"zoe"_s)}});
    QCOMPARE(f.names(), QStringList{u"zoe"_s});
}

void PeopleListModelTest::saysWhoIsBlocked()
{
    Fixture f;
    f.relate(Relation::Block, {u"grace"_s});
    f.model.setQuery({});
    f.time.advance(150ms);
    f.asked.first().done(Page<User>{.items = {user(u"alan"_s), user(u"grace"_s)}});
    QVERIFY(!f.model.index(0).data(Model::BlockedRole).toBool());
    QVERIFY(f.model.index(1).data(Model::BlockedRole).toBool());
}

} // namespace confab::tests

using confab::tests::PeopleListModelTest;
CONFAB_TEST(PeopleListModelTest)
#include "peoplelistmodeltest.moc"
