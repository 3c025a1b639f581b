// SPDX-License-Identifier: Apache-2.0
#include "tests/client/store/device.h"

#include "tests/support/testcase.h"

namespace confab::tests {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = ConnectionStatus::State;

/// A device has the contacts, blocks and profiles that the server has, whatever is lost on the way.
class PeopleSyncTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void learnsOfContactsAndBlocksBySync();
    void appliesTheNextAccountPush();
    void asksForWhatIsBetweenAccountPushes();
    void anAccountPushDuringASyncIsNotLost();
    void marksShowALostAccountPush();
    void saysThatItsOwnProfileChanged();
};

namespace {

AccountState accountState(qint64 number, const QStringList &contacts, const QStringList &blocks = {})
{
    AccountState state{.account = AccountChange(number), .contacts = contacts, .blocks = blocks};
    for (const QString &name : contacts + blocks)
        state.profiles.append({.id = AccountId(7), .username = name, .displayName = name.toUpper()});
    return state;
}

QStringList sorted(QStringList names)
{
    names.sort();
    return names;
}

} // namespace

void PeopleSyncTest::learnsOfContactsAndBlocksBySync()
{
    FakeTime time;
    MemoryServer server(time);
    server.accounts[u"ada"_s] = accountState(3, {u"grace"_s, u"Linus"_s}, {u"ken"_s});
    Device device(server, time);
    QSignalSpy changed(device.store.get(), &LocalStore::changed);
    device.goOnline();
    QVERIFY(device.store->relations().holds(Relation::Contact, u"linus"_s));
    QVERIFY(!device.store->relations().holds(Relation::Block, u"linus"_s));
    QVERIFY(device.store->relations().holds(Relation::Block, u"KEN"_s));
    const auto contacts = device.store->people().related(Relation::Contact, u"LIN"_s);
    QCOMPARE(contacts.size(), 1);
    QCOMPARE(contacts.first().displayName, u"LINUS"_s);
    const bool told = std::any_of(changed.begin(), changed.end(), [](const auto &arguments) {
        const auto change = arguments.first().template value<StoreChange>();
        return change.relations && change.people.contains(u"ken"_s);
    });
    QVERIFY(told);
    device.restart();
    QVERIFY(device.store->relations().holds(Relation::Contact, u"grace"_s)); // also before the network
}

void PeopleSyncTest::appliesTheNextAccountPush()
{
    FakeTime time;
    MemoryServer server(time);
    server.accounts[u"ada"_s] = accountState(3, {u"grace"_s}, {u"ken"_s});
    Device device(server, time);
    device.goOnline();
    device.link->calls.clear();
    device.link->push(AccountFrame{{.account = AccountChange(4), .contacts = QStringList{}}});
    time.advance(100ms);
    QVERIFY(!device.store->relations().holds(Relation::Contact, u"grace"_s));
    QVERIFY(device.store->relations().holds(Relation::Block, u"ken"_s)); // it did not say anything of blocks
    device.link->push(AccountFrame{{.account = AccountChange(3), .contacts = QStringList{u"late"_s}}});
    time.advance(100ms);
    QVERIFY(device.store->relations().names(Relation::Contact).isEmpty());
    QVERIFY(device.link->calls.isEmpty());
}

void PeopleSyncTest::asksForWhatIsBetweenAccountPushes()
{
    FakeTime time;
    MemoryServer server(time);
    server.accounts[u"ada"_s] = accountState(3, {});
    Device device(server, time);
    device.goOnline();
    device.link->calls.clear();
    server.accounts[u"ada"_s] = accountState(5, {u"grace"_s, u"linus"_s});
    device.link->push(AccountFrame{{.account = AccountChange(5)}});
    time.advance(5s);
    QCOMPARE(device.link->calls, QStringList{u"sync"_s});
    QCOMPARE(sorted(device.store->relations().names(Relation::Contact)),
             (QStringList{u"grace"_s, u"linus"_s}));
}

void PeopleSyncTest::anAccountPushDuringASyncIsNotLost()
{
    FakeTime time;
    MemoryServer server(time);
    server.accounts[u"ada"_s] = accountState(3, {});
    Device device(server, time);
    device.goOnline();
    device.link->cut();
    server.accounts[u"ada"_s] = accountState(7, {u"grace"_s});
    device.link->latency = [] { return 100; };
    device.engine->retryNow();
    // The welcome, the question, and on the way back the answer with 7; the push of 8 is quicker.
    while (!device.link->calls.endsWith(u"sync"_s))
        time.advance(10ms);
    time.advance(150ms);
    device.link->latency = [] { return 1; };
    server.accounts[u"ada"_s] = accountState(8, {u"grace"_s, u"linus"_s});
    device.link->push(
        AccountFrame{{.account = AccountChange(8), .contacts = QStringList{u"grace"_s, u"linus"_s}}});
    time.advance(10s);
    QCOMPARE(sorted(device.store->relations().names(Relation::Contact)),
             (QStringList{u"grace"_s, u"linus"_s}));
    QCOMPARE(device.engine->status().state, State::Online);
}

void PeopleSyncTest::marksShowALostAccountPush()
{
    FakeTime time;
    MemoryServer server(time);
    server.accounts[u"ada"_s] = accountState(3, {});
    Device device(server, time);
    device.goOnline();
    server.accounts[u"ada"_s] = accountState(4, {}, {u"ken"_s});
    device.link->push(server.marks(u"ada"_s));
    time.advance(5s);
    QVERIFY(device.store->relations().holds(Relation::Block, u"ken"_s));
    device.link->calls.clear();
    device.link->push(server.marks(u"ada"_s));
    time.advance(5s);
    QVERIFY(device.link->calls.isEmpty());
}

void PeopleSyncTest::saysThatItsOwnProfileChanged()
{
    FakeTime time;
    MemoryServer server(time);
    server.accounts[u"ada"_s] = accountState(3, {});
    Device device(server, time);
    device.goOnline();
    QSignalSpy noted(device.engine.get(), &SyncEngine::ownProfileNoted);
    device.link->push(AccountFrame{accountState(4, {u"grace"_s})});
    time.advance(100ms);
    QCOMPARE(noted.size(), 0);
    device.link->push(
        AccountFrame{{.account = AccountChange(5),
                      .profiles = {{.id = AccountId(1), .username = u"Ada"_s, .displayName = u"Ada"_s}}}});
    time.advance(100ms);
    QCOMPARE(noted.size(), 1);
}

} // namespace confab::tests

using confab::tests::PeopleSyncTest;
CONFAB_TEST(PeopleSyncTest)
#include "peoplesynctest.moc"
