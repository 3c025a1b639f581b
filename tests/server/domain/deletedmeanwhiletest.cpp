// SPDX-License-Identifier: Apache-2.0
#include "server/domain/avatarservice.h"
#include "server/domain/conversationservice.h"
#include "server/domain/groupservice.h"
#include "server/domain/relationservice.h"
#include "server/storage/activeconversationrepository.h"
#include "tests/server/domain/accountsfixture.h"
#include "tests/support/testcase.h"

#include <future>
#include <thread>

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

namespace {

const QByteArray png
    = QByteArray::fromBase64("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDw"
                             "ADhgGAWjR9awAAAABJRU5ErkJggg==");

/// Nothing when it came to something.
template <typename T>
std::optional<ErrorCode> codeOf(const Result<T> &result)
{
    return result ? std::nullopt : std::optional(result.error().code);
}

using Code = std::optional<ErrorCode>;

} // namespace

/// What somebody asked for before the account was deleted, and what others ask for of it at that moment.
class DeletedMeanwhileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void endsWhatWasAskedBefore_data();
    void endsWhatWasAskedBefore();
    void seatsNobodyWhoGoes_data();
    void seatsNobodyWhoGoes();
    void bringsNoProfileBack();
    void renewsNoCodesOfAnotherPassword();
    void twoOwnersWhoGoAtOnceLeaveOne();

private:
    using Action = std::function<Code(DeletedMeanwhileTest &)>;
    Code write(const std::function<Result<void>(Transaction &)> &function)
    {
        return codeOf(m_fixture->write(function));
    }
    Code createGroup(const Caller &caller, const QStringList &members);
    Code add(const Caller &caller, const QString &username);
    Result<void> erase(Transaction &transaction, AccountId account);
    /// What `action` comes to that begins while `job`, of another node, is in the middle of it.
    template <typename Job>
    Code during(Job job, const std::function<Code()> &action);
    AccountRow row(const Caller &caller)
    {
        const auto found = AccountRepository(m_fixture->database()).find(caller.account);
        return found && *found ? **found : AccountRow();
    }

    std::unique_ptr<AccountsFixture> m_fixture;
    std::unique_ptr<Writer> m_otherNode; // on an embedded database there is one node
    ConversationId m_group;
    Caller m_ada;
    Caller m_grace;
    Caller m_ken;
};

void DeletedMeanwhileTest::init()
{
    m_fixture = std::make_unique<AccountsFixture>();
    if (m_fixture->storage.url().isShared()) {
        m_otherNode = std::make_unique<Writer>(m_fixture->storage.url(), m_fixture->bus);
        QVERIFY(m_otherNode->start());
    }
    m_ada = callerOf(m_fixture->join(u"ada"_s));
    m_grace = callerOf(m_fixture->join(u"grace"_s));
    m_ken = callerOf(m_fixture->join(u"ken"_s));
    (void)m_fixture->join(u"eve"_s);
    const GroupService groups(m_fixture->clock());
    QVERIFY(m_fixture->write([&](Transaction &transaction) -> Result<void> {
        const auto made
            = groups.create(transaction, m_grace,
                            {.title = u"Compilers"_s,
                             .members = {u"eve"_s}, // the others have nothing to do with each other
                             .history = GroupHistory::Joined,
                             .clientId = QUuid::createUuid()});
        if (!made)
            return made.error();
        m_group = made->access.conversation.id;
        return {};
    }));
}

void DeletedMeanwhileTest::cleanup()
{
    if (m_otherNode)
        m_otherNode->stop();
    m_otherNode.reset();
    m_fixture.reset();
}

Code DeletedMeanwhileTest::createGroup(const Caller &caller, const QStringList &members)
{
    return write([&](Transaction &transaction) -> Result<void> {
        const auto made = GroupService(m_fixture->clock())
                              .create(transaction, caller,
                                      {.title = u"Linkers"_s,
                                       .members = members,
                                       .history = GroupHistory::Joined,
                                       .clientId = QUuid::createUuid()});
        return made ? Result<void>() : Result<void>(made.error());
    });
}

Code DeletedMeanwhileTest::add(const Caller &caller, const QString &username)
{
    return write([&](Transaction &transaction) -> Result<void> {
        const auto added = m_fixture->groupMembers.add(transaction, caller, m_group, username);
        return added ? Result<void>() : Result<void>(added.error());
    });
}

Result<void> DeletedMeanwhileTest::erase(Transaction &transaction, AccountId account)
{
    AccountRepository accounts(transaction.database());
    auto found = accounts.find(account);
    if (!found || !*found)
        return Error{ErrorCode::Internal, {}, u"nobody is there"_s};
    return accounts.erase(**found, m_fixture->clock().now());
}

template <typename Job>
Code DeletedMeanwhileTest::during(Job job, const std::function<Code()> &action)
{
    std::future<Code> done;
    Writer &writer = m_otherNode ? *m_otherNode : m_fixture->writer;
    const auto written = writer.run<bool>([&](Transaction &transaction) -> Result<bool> {
        const auto begun = job(transaction);
        done = std::async(std::launch::async, action);
        // So that it gets as far as it can. What comes of it is the same when it does not.
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        return begun ? Result<bool>(true) : Result<bool>(begun.error());
    });
    const Code code = done.get();
    return written ? code : ErrorCode::Internal;
}

void DeletedMeanwhileTest::endsWhatWasAskedBefore_data()
{
    QTest::addColumn<Action>("ask");
    using Test = DeletedMeanwhileTest;

    QTest::newRow("a conversation") << Action([](Test &test) {
        const ConversationService conversations(test.m_fixture->clock(), ConversationPolicy::Exclusive);
        return test.write([&](Transaction &transaction) -> Result<void> {
            const auto opened = conversations.openDirect(transaction, test.m_grace, u"ada"_s, u"to"_s);
            return opened ? Result<void>() : Result<void>(opened.error());
        });
    });
    QTest::newRow("a group") << Action([](Test &test) { return test.createGroup(test.m_grace, {u"ken"_s}); });
    QTest::newRow("a member of a group")
        << Action([](Test &test) { return test.add(test.m_grace, u"ken"_s); });
    QTest::newRow("a contact") << Action([](Test &test) {
        const RelationService relations(test.m_fixture->presence, test.m_fixture->clock());
        return test.write([&](Transaction &transaction) {
            return relations.add(transaction, test.m_grace, Relation::Contact, u"ada"_s);
        });
    });
    QTest::newRow("another name") << Action([](Test &test) {
        return test.write([&](Transaction &transaction) -> Result<void> {
            const auto me = test.m_fixture->accounts.updateMe(transaction, test.m_grace,
                                                              {.displayName = u"Amazing Grace"_s});
            return me ? Result<void>() : Result<void>(me.error());
        });
    });
    QTest::newRow("a picture") << Action([](Test &test) {
        return codeOf(AvatarService(test.m_fixture->accounts).set(test.m_fixture->writer, test.m_grace, png));
    });
}

void DeletedMeanwhileTest::endsWhatWasAskedBefore()
{
    QFETCH(Action, ask);
    QVERIFY(m_fixture->deletion.begin(m_fixture->database(), m_fixture->writer, m_grace,
                                      {u"correct horse"_s, DeleteAccountRequest::Messages::Keep}));
    const AccountRow erased = row(m_grace);
    // The session was asked for while it stood.
    QCOMPARE(ask(*this), Code(ErrorCode::NotAuthenticated));

    Database &database = m_fixture->database();
    const auto direct = ConversationRepository(database).findDirect(m_ada.account, m_grace.account);
    QVERIFY(direct && !*direct);
    const auto active = ActiveConversationRepository(database).of(m_ada.account);
    QVERIFY(active && !*active);
    QVERIFY(RelationRepository(database).othersOf(m_grace.account)->isEmpty());
    QCOMPARE(row(m_grace).displayName, erased.displayName);
    QVERIFY(!row(m_grace).avatar);
}

void DeletedMeanwhileTest::seatsNobodyWhoGoes_data()
{
    QTest::addColumn<Action>("ask");
    QTest::newRow("with who makes a group")
        << Action([](DeletedMeanwhileTest &test) { return test.createGroup(test.m_ada, {u"ken"_s}); });
    QTest::newRow("in a group that stands")
        << Action([](DeletedMeanwhileTest &test) { return test.add(test.m_grace, u"ken"_s); });
}

void DeletedMeanwhileTest::seatsNobodyWhoGoes()
{
    QFETCH(Action, ask);
    const Code code = during([&](Transaction &transaction) { return erase(transaction, m_ken.account); },
                             [&] { return ask(*this); });
    QCOMPARE(code, Code(ErrorCode::NotFound));
    QVERIFY(MemberRepository(m_fixture->database()).conversationsOf(m_ken.account)->isEmpty());
}

void DeletedMeanwhileTest::bringsNoProfileBack()
{
    const Code code = during([&](Transaction &transaction) { return erase(transaction, m_grace.account); },
                             [&] {
                                 return write([&](Transaction &transaction) -> Result<void> {
                                     const auto me = m_fixture->accounts.updateMe(
                                         transaction, m_grace, {.status = u"on the bridge"_s});
                                     return me ? Result<void>() : Result<void>(me.error());
                                 });
                             });
    QCOMPARE(code, Code(ErrorCode::NotAuthenticated));
    QVERIFY(row(m_grace).deleted);
    QVERIFY(!row(m_grace).status);
    QVERIFY(row(m_grace).displayName != u"grace"_s);
}

void DeletedMeanwhileTest::renewsNoCodesOfAnotherPassword()
{
    const Code code = during(
        [&](Transaction &transaction) {
            return AccountRepository(transaction.database())
                .setPasswordHash(m_grace.account, *m_fixture->hasher.hash(u"another horse"_s));
        },
        [&] {
            const auto database = Database::open(m_fixture->storage.url(), Access::Read);
            return codeOf(m_fixture->accounts.renewRecoveryCodes(**database, m_fixture->writer, m_grace,
                                                                 {u"correct horse"_s}));
        });
    QCOMPARE(code, Code(ErrorCode::WrongPassword));
}

void DeletedMeanwhileTest::twoOwnersWhoGoAtOnceLeaveOne()
{
    AccountRepository accounts(m_fixture->database());
    QVERIFY(accounts.setRole(m_grace.account, Role::Owner)); // as Ada is
    QVERIFY(accounts.setRole(m_ken.account, Role::Admin));
    const auto begin = [&](Writer &writer, const Caller &caller) {
        const auto database = Database::open(m_fixture->storage.url(), Access::Read);
        return codeOf(m_fixture->deletion.begin(**database, writer, caller,
                                                {u"correct horse"_s, DeleteAccountRequest::Messages::Keep}));
    };
    std::optional<Writer> third;
    if (m_otherNode) {
        third.emplace(m_fixture->storage.url(), m_fixture->bus);
        QVERIFY(third->start());
    }
    std::future<Code> second;
    const Code first = during(
        [&](Transaction &transaction) {
            return AccountRepository(transaction.database()).lock({m_ada.account, m_grace.account});
        },
        [&] {
            second = std::async(std::launch::async,
                                [&] { return begin(third ? *third : m_fixture->writer, m_grace); });
            return begin(m_fixture->writer, m_ada);
        });
    QCOMPARE(first, Code());
    QCOMPARE(second.get(), Code());
    QCOMPARE(row(m_ken).role, Role::Owner);
}

CONFAB_TEST(DeletedMeanwhileTest)
#include "deletedmeanwhiletest.moc"
