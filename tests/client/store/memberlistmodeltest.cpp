// SPDX-License-Identifier: Apache-2.0
#include "client/store/memberlistmodel.h"
#include "client/store/presencebook.h"
#include "tests/client/store/device.h"
#include "tests/support/testcase.h"

#include <QAbstractItemModelTester>

namespace confab::tests {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using What = GroupEvent::What;

namespace {

/// A device of Ada's that is online, and the people of a group that Grace has made with her and Ken.
struct Fixture {
    Fixture()
        : server(time)
        , device(server, time)
    {
        device.goOnline();
        group = server.group(u"Compilers"_s, {u"grace"_s, u"ada"_s, u"ken"_s});
        server.at(group).marks[u"grace"_s].role = MemberRole::Owner;
        server.happen(u"grace"_s, group, {.what = What::Promoted, .user = u"grace"_s});
        time.advance(1s);
        model = std::make_unique<MemberListModel>(*device.store, presence, chat().id,
                                                  [this](const QString &name) { met.append(name); });
        tester = std::make_unique<QAbstractItemModelTester>(model.get());
    }
    Chat chat() const { return device.store->conversations().find(group)->chat; }
    QStringList names() const
    {
        QStringList names;
        for (int row = 0; row < model->rowCount(); ++row)
            names.append(model->index(row).data(MemberListModel::UsernameRole).toString());
        return names;
    }
    void set(const QStringList &members)
    {
        server.at(group).members = members;
        for (const QString &member : members)
            server.at(group).marks[member].user = member;
        server.happen(u"grace"_s, group, {.what = What::Added, .user = members.last()});
        time.advance(1s);
    }

    FakeTime time;
    MemoryServer server;
    Device device;
    PresenceBook presence;
    ConversationId group;
    QStringList met;
    std::unique_ptr<MemberListModel> model;
    std::unique_ptr<QAbstractItemModelTester> tester;
};

} // namespace

class MemberListModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasTheOwnersFirst()
    {
        Fixture f;
        QCOMPARE(f.names(), QStringList({u"grace"_s, u"ada"_s, u"ken"_s}));
        QVERIFY(f.model->index(0).data(MemberListModel::OwnerRole).toBool());
        QVERIFY(!f.model->index(1).data(MemberListModel::OwnerRole).toBool());
        QVERIFY(f.model->index(1).data(MemberListModel::SelfRole).toBool());
        QCOMPARE(f.chat().memberCount, 3);
        QVERIFY(!f.chat().isOwned);
    }

    void followsWhoComesAndGoes()
    {
        Fixture f;
        f.set({u"grace"_s, u"ada"_s, u"ken"_s, u"bob"_s});
        QCOMPARE(f.names(), QStringList({u"grace"_s, u"ada"_s, u"bob"_s, u"ken"_s}));
        f.set({u"grace"_s, u"ada"_s, u"linus"_s});
        QCOMPARE(f.names(), QStringList({u"grace"_s, u"ada"_s, u"linus"_s}));
        QCOMPARE(f.chat().memberCount, 3);
    }

    void beginsAnewWhenManyComeAndGo()
    {
        Fixture f;
        const QStringList few{u"grace"_s, u"ada"_s};
        QStringList many = few;
        for (int i = 100; i < 102 + MemberListModel::mostSteps; ++i)
            many.append(u"user%1"_s.arg(i));
        const QSignalSpy reset(f.model.get(), &QAbstractItemModel::modelReset);
        const QSignalSpy inserted(f.model.get(), &QAbstractItemModel::rowsInserted);
        f.set(many);
        QCOMPARE(f.model->rowCount(), many.size());
        QCOMPARE(reset.size(), 1);
        QCOMPARE(inserted.size(), 0);
        const QSignalSpy removed(f.model.get(), &QAbstractItemModel::rowsRemoved);
        f.model->setQuery(u"ada"_s);
        f.model->setQuery(u"ada "_s); // The same.
        QCOMPARE(f.names(), QStringList{u"ada"_s});
        QCOMPARE(reset.size(), 2);
        QCOMPARE(removed.size(), 0);
    }

    void followsRoles()
    {
        Fixture f;
        f.server.at(f.group).marks[u"ada"_s].role = MemberRole::Owner;
        f.server.happen(u"grace"_s, f.group, {.what = What::Promoted, .user = u"ada"_s});
        f.time.advance(1s);
        QCOMPARE(f.names(), QStringList({u"ada"_s, u"grace"_s, u"ken"_s}));
        QVERIFY(f.chat().isOwned);
    }

    void isThereWithoutANetwork()
    {
        Fixture f;
        f.tester.reset();
        f.model.reset();
        f.device.restart();
        const MemberListModel model(*f.device.store, f.presence, f.chat().id, [](const QString &) {});
        QCOMPARE(model.rowCount(), 3);
    }

    void findsByAnyPartOfAName()
    {
        Fixture f;
        (void)f.device.engine->syncStore().putPeople(
            {User{.id = AccountId(9), .username = u"ken"_s, .displayName = u"Ken Thompson"_s}});
        f.model->setQuery(u"thom"_s);
        QCOMPARE(f.names(), QStringList({u"ken"_s}));
        f.model->setQuery(u"nobody"_s);
        QCOMPARE(f.model->rowCount(), 0);
        f.model->setQuery({});
        QCOMPARE(f.model->rowCount(), 3);
        QCOMPARE(f.model->index(2).data().toString(), u"Ken Thompson"_s);
    }

    void asksWhoSomebodyIsWhenTheRowIsShown()
    {
        Fixture f;
        f.tester.reset();
        f.met.clear();
        (void)f.model->index(2).data();
        QCOMPARE(f.met, QStringList{u"ken"_s});
    }

    void showsWhoIsThere()
    {
        Fixture f;
        f.presence.note(
            User{.id = {}, .username = u"ken"_s, .displayName = u"ken"_s, .presence = Presence::Online});
        QCOMPARE(f.model->index(2).data(MemberListModel::PresenceRole).value<Presence>(), Presence::Online);
    }

    void isEmptyForWhoIsRemoved()
    {
        Fixture f;
        f.device.link->push(RemovedFrame{f.group});
        f.time.advance(1s);
        QCOMPARE(f.model->rowCount(), 0);
    }

    void readsAThousandAtOnce()
    {
        Fixture f;
        QStringList members{u"grace"_s, u"ada"_s};
        for (int i = 0; i < 998; ++i)
            members.append(u"member%1"_s.arg(i));
        f.set(members);
        QCOMPARE(f.model->rowCount(), 1000);
    }
};

} // namespace confab::tests

using confab::tests::MemberListModelTest;

CONFAB_TEST(MemberListModelTest)
#include "memberlistmodeltest.moc"
