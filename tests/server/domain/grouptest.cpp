// SPDX-License-Identifier: Apache-2.0
#include "server/bus/eventjson.h"
#include "server/domain/conversationview.h"
#include "server/domain/groupmembers.h"
#include "server/domain/groupservice.h"
#include "server/domain/receiptjob.h"
#include "server/domain/syncservice.h"
#include "server/storage/avatarrepository.h"
#include "server/storage/messagehistory.h"
#include "server/storage/messagerepository.h"
#include "server/storage/relationrepository.h"
#include "shared/core/limits.h"
#include "shared/protocol/jsonreader.h"
#include "shared/protocol/jsonwriter.h"
#include "tests/server/domain/accountsfixture.h"
#include "tests/server/domain/postone.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

using What = GroupEvent::What;

class GroupTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_storage = std::make_unique<StorageFixture>();
        m_groups = std::make_unique<GroupService>(m_storage->clock());
        m_members = std::make_unique<GroupMembers>(m_storage->clock());
        m_ada = m_storage->person(u"ada"_s);
        m_grace = m_storage->person(u"grace"_s);
        m_ken = m_storage->person(u"ken"_s);
        const auto made = create({u"grace"_s, u"KEN"_s, u"ada"_s, u"ken"_s});
        QVERIFY(made && made->created);
        m_group = made->access.conversation.id;
    }
    void cleanup() { m_storage.reset(); }

    void isMadeWithAnOwnerAndALine()
    {
        const auto changed = only<ConversationChanged>(m_storage->events());
        const auto line = only<MessageChanged>(m_storage->events());
        QVERIFY(changed && line);
        QCOMPARE(changed->views.size(), 3);
        const Conversation view = look(m_grace);
        QCOMPARE(view.title, u"Compilers"_s);
        QCOMPARE(view.kind, ConversationKind::Group);
        QCOMPARE(view.memberCount, 3);
        QCOMPARE(view.member(u"ada")->role, MemberRole::Owner);
        QCOMPARE(view.member(u"ken")->role, MemberRole::Member);
        QCOMPARE(view.change, Change(2));
        QCOMPARE(view.unread, 0); // nobody wrote the line
        QCOMPARE(line->message.event, (GroupEvent{.what = What::Created, .title = u"Compilers"_s}));
        QCOMPARE(view.lastMessage, line->message);
        QVERIFY(line->message.body.isEmpty());
    }

    void whatIsToldIsWhatIsReadLater()
    {
        QVERIFY(mark(m_grace, 1));
        QVERIFY(rename(m_ada, u"Linkers"_s));
        const auto changed = only<ConversationChanged>(m_storage->events());
        QVERIFY(changed);
        for (const auto &view : changed->views) {
            QCOMPARE(seenBy(*changed, view), look(callerOf(view.account)));
        }
    }

    void aRepeatMakesNoSecond()
    {
        const QUuid id = QUuid::createUuid();
        const auto first = create({u"grace"_s}, GroupHistory::Joined, id);
        const auto again = create({u"ken"_s}, GroupHistory::Joined, id);
        QVERIFY(first && again);
        QVERIFY(first->created && !again->created);
        QCOMPARE(again->access.conversation.id, first->access.conversation.id);
        QVERIFY(m_storage->events().isEmpty());
        const QUuid ofMessage = QUuid::createUuid();
        QVERIFY(write(m_ada, u"hello"_s, ofMessage));
        QCOMPARE(create({}, GroupHistory::Joined, ofMessage).error().code, ErrorCode::ClientIdReused);
    }

    void refusesToBeMade_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("nobody of that name") << u"nobody"_s << ErrorCode::NotFound;
        QTest::newRow("somebody who is blocked") << u"grace"_s << ErrorCode::CannotDeliver;
    }
    void refusesToBeMade()
    {
        QFETCH(QString, member);
        block(m_grace, m_ada);
        const auto refused = create({u"ken"_s, member});
        QVERIFY(!refused);
        QTEST(refused.error().code, "code");
        QCOMPARE(refused.error().field, u"members"_s);
    }

    void whoJoinsSeesWhatComes()
    {
        const Caller eve = m_storage->person(u"eve"_s);
        QVERIFY(write(m_ada, u"before"_s));
        const auto added = add(m_ada, u"Eve"_s);
        QVERIFY(added && added->added);
        const auto line = only<MessageChanged>(m_storage->events());
        QVERIFY(line);
        QCOMPARE(line->message.event, (GroupEvent{.what = What::Added, .user = u"eve"_s}));
        QVERIFY(!line->audience.members.contains(eve.account)); // comes with what follows
        QCOMPARE(only<ConversationChanged>(m_storage->events())->views.size(), 4);
        const Conversation view = look(eve);
        QCOMPARE(view.firstSeq, Seq(3));
        QCOMPARE(view.unread, 0);
        QCOMPARE(view.lastMessage->event->what, What::Added);
        QCOMPARE(changes(eve, 0).messages.size(), 1);
        QVERIFY(!add(m_ada, u"eve"_s)->added);
        QVERIFY(m_storage->events().isEmpty());
    }

    void orEverything()
    {
        const Caller eve = m_storage->person(u"eve"_s);
        QVERIFY(write(m_ada, u"before"_s));
        QVERIFY(update(m_ada, std::nullopt, GroupHistory::All));
        QVERIFY(!only<MessageChanged>(m_storage->events()));
        QVERIFY(add(m_ada, u"eve"_s));
        QCOMPARE(look(eve).firstSeq, Seq(1));
        QCOMPARE(changes(eve, 0).messages.size(), 3);
        QCOMPARE(look(eve).history, GroupHistory::All);
    }

    void whoIsRemovedSeesNothingMore()
    {
        QVERIFY(remove(m_ada, u"grace"_s));
        const auto end = only<MembershipEnded>(m_storage->events());
        QVERIFY(end);
        QCOMPARE(end->account, m_grace.account);
        QCOMPARE(end->conversation, m_group);
        QCOMPARE(only<MessageChanged>(m_storage->events())->audience.members,
                 (QList{m_ada.account, m_ken.account}));
        QCOMPARE(only<ConversationChanged>(m_storage->events())->views.size(), 2);
        QCOMPARE(write(m_grace, u"but"_s).error().code, ErrorCode::NotFound);
        QVERIFY(!accessConversation(m_storage->database(), m_group, m_grace.account));
        const Changes since = changes(m_ken, 2);
        QCOMPARE(since.members.size(), 1);
        QVERIFY(since.members.first().left);
        QCOMPARE(since.conversation->memberCount, 2);
        QCOMPARE(since.change, Change(4));
    }

    void whoIsRemovedWhileWritingGetsTheFirstAnswer()
    {
        const QUuid id = QUuid::createUuid();
        const auto posted = write(m_grace, u"just in time"_s, id);
        QVERIFY(posted && remove(m_ada, u"grace"_s));
        const auto again = write(m_grace, u"just in time"_s, id);
        QVERIFY(again && again->repeated);
        QCOMPARE(again->message.seq, posted->message.seq);
        QCOMPARE(write(m_grace, u"too late"_s).error().code, ErrorCode::NotFound);
    }

    void whoComesBackBeginsAnew()
    {
        const Conversation before = look(m_grace);
        QVERIFY(remove(m_grace, u"grace"_s));
        QCOMPARE(only<MessageChanged>(m_storage->events())->message.event->what, What::Left);
        QVERIFY(write(m_ada, u"about grace"_s));
        QVERIFY(add(m_ada, u"grace"_s)->added);
        const Conversation after = look(m_grace);
        QVERIFY(after.membership != before.membership);
        QCOMPARE(after.firstSeq, Seq(4));
        QVERIFY(after.own.own > before.own.own);
        QCOMPARE(changes(m_grace, 0).messages.size(), 1);
    }

    void theLastOwnerHandsOver()
    {
        const Caller eve = m_storage->person(u"eve"_s);
        QVERIFY(add(m_ada, u"eve"_s));
        QVERIFY(remove(m_ada, u"grace"_s)); // and back: the youngest member with the oldest account
        QVERIFY(add(m_ada, u"grace"_s));
        QVERIFY(remove(m_ada, u"ada"_s));
        QCOMPARE(look(m_ken).member(u"ken")->role, MemberRole::Owner);
        QCOMPARE(look(m_ken).lastMessage->event, (GroupEvent{.what = What::Promoted, .user = u"ken"_s}));
        QVERIFY(remove(m_ken, u"ken"_s));
        QVERIFY(remove(eve, u"eve"_s));
        QCOMPARE(look(m_grace).member(u"grace")->role, MemberRole::Owner);
        QVERIFY(remove(m_grace, u"grace"_s)); // nobody is left to have it
        QVERIFY(only<MembershipEnded>(m_storage->events()));
        QVERIFY(!only<ConversationChanged>(m_storage->events()));
    }

    void rolesAreGivenByOwners()
    {
        QVERIFY(changeRole(m_ada, u"grace"_s, MemberRole::Owner));
        QCOMPARE(only<MessageChanged>(m_storage->events())->message.event->what, What::Promoted);
        QVERIFY(changeRole(m_grace, u"ada"_s, MemberRole::Member));
        QCOMPARE(changeRole(m_grace, u"grace"_s, MemberRole::Member).error().code, ErrorCode::LastOwner);
        QCOMPARE(look(m_ken).member(u"grace")->role, MemberRole::Owner);
        QCOMPARE(look(m_ken).member(u"ada")->role, MemberRole::Member);
    }

    void ofTwoOwnersWhoRemoveEachOtherOneStays()
    {
        QVERIFY(changeRole(m_ada, u"grace"_s, MemberRole::Owner));
        LocalEventBus bus;
        Writer writer(m_storage->url(), bus, 2);
        QVERIFY(writer.start());
        std::promise<bool> done[2];
        const auto race = [&](size_t i, const Caller &caller, const QString &other) {
            writer.submit(
                [&, caller, other](Transaction &transaction) {
                    return m_members->remove(transaction, caller, m_group, other);
                },
                [&, i](const Result<void> &result, Events &) { done[i].set_value(bool(result)); },
                i % writer.lanes());
        };
        race(0, m_ada, u"grace"_s);
        race(1, m_grace, u"ada"_s);
        const bool first = done[0].get_future().get();
        const bool second = done[1].get_future().get();
        writer.stop();
        QVERIFY(first != second);
        const Conversation view = look(m_ken);
        QCOMPARE(view.memberCount, 2);
        QCOMPARE(view.change, Change(6));
        QCOMPARE(view.lastSeq, Seq(3));
        QCOMPARE(view.member(first ? u"ada" : u"grace")->role, MemberRole::Owner);
    }

    void refuses()
    {
        struct Row {
            QString who;
            QString what;
            ErrorCode code;
        };
        QList<Row> rows{{u"eve"_s, u"leave"_s, ErrorCode::NotFound},
                        {u"ada"_s, u"add nobody"_s, ErrorCode::NotFound},
                        {u"ada"_s, u"add"_s, ErrorCode::CannotDeliver}, // eve, who has blocked ada
                        {u"ada"_s, u"remove eve"_s, ErrorCode::NotFound},
                        {u"ada"_s, u"promote eve"_s, ErrorCode::NotFound},
                        {u"ada"_s, u"demote"_s, ErrorCode::LastOwner}};
        for (const char *what : {"rename", "open", "add", "promote", "remove", "picture"}) {
            rows.append({u"grace"_s, QString::fromLatin1(what), ErrorCode::Forbidden});
            rows.append({u"eve"_s, QString::fromLatin1(what), ErrorCode::NotFound});
        }
        const Caller eve = m_storage->person(u"eve"_s);
        block(eve, m_ada);
        // One database for all: each would be made anew for a row of its own.
        for (const Row &row : rows) {
            const Caller caller = row.who == "grace"_L1 ? m_grace : row.who == "eve"_L1 ? eve : m_ada;
            const auto refused = attempt(caller, row.what);
            QVERIFY2(!refused, qPrintable(row.who + u' ' + row.what));
            QVERIFY2(refused.error().code == row.code, qPrintable(row.who + u' ' + row.what));
            QVERIFY(m_storage->events().isEmpty());
        }
        QCOMPARE(look(m_ada).change, Change(2));
    }

    void aDirectConversationIsNoGroup()
    {
        const auto posted = postOne(
            *m_storage,
            {.caller = m_ada, .to = u"grace"_s, .clientId = QUuid::createUuid(), .body = u"hello"_s});
        QVERIFY(posted);
        m_group = posted->message.conversation;
        for (const char *what : {"rename", "add", "remove", "leave"})
            QCOMPARE(attempt(m_ada, QString::fromLatin1(what)).error().code, ErrorCode::Forbidden);
    }

    void holdsManyWhoSeeTheSameUntilItIsFull()
    {
        QVERIFY(fill(Limits::groupMembers - 1));
        const Caller eve = m_storage->person(u"eve"_s);
        QVERIFY(add(m_ada, u"eve"_s));
        const auto changed = only<ConversationChanged>(m_storage->events());
        QVERIFY(changed);
        QCOMPARE(changed->views.size(), Limits::groupMembers);
        QCOMPARE(changed->views.last().conversation.memberCount, Limits::groupMembers);
        const auto view = std::find_if(changed->views.begin(), changed->views.end(),
                                       [&](const auto &one) { return one.account == m_grace.account; });
        QCOMPARE(seenBy(*changed, *view), look(m_grace));
        holdsTheMembersOnce(*changed);
        QVERIFY(write(m_grace, u"hello all"_s));
        QCOMPARE(only<MessageChanged>(m_storage->events())->audience.members.size(), Limits::groupMembers);
        (void)m_storage->person(u"eva"_s);
        QCOMPARE(add(m_ada, u"eva"_s).error().code, ErrorCode::ListFull);
        QCOMPARE(pagedMembers(m_ken, 200), Limits::groupMembers);
    }

    void marksAreEverybodysOwnInALargeOne()
    {
        QVERIFY(mark(m_grace, 1));
        QVERIFY(only<ReceiptChanged>(m_storage->events()));
        QCOMPARE(look(m_ada).member(u"grace")->readSeq, Seq(1));
        QVERIFY(fill(Limits::sharedMarks + 1));
        QVERIFY(write(m_ada, u"hello"_s));
        const Change before = look(m_ada).change;
        QVERIFY(mark(m_grace, 2));
        QVERIFY(!only<ReceiptChanged>(m_storage->events()));
        QVERIFY(only<ConversationChanged>(m_storage->events()));
        QCOMPARE(look(m_ada).change, before);
        QCOMPARE(look(m_ada).member(u"grace")->readSeq, Seq(0));
        QCOMPARE(look(m_grace).member(u"grace")->readSeq, Seq(2));
    }

    void whoReadALargeOneAtTheSameTimeAreToldAtOnce()
    {
        QVERIFY(fill(Limits::sharedMarks + 1));
        QVERIFY(write(m_ada, u"hello"_s));
        ReceiptJob job(m_group, m_storage->clock().now());
        for (const auto &[caller, seq] : {std::pair(m_ada, 1), std::pair(m_grace, 2), std::pair(m_ken, 1)}) {
            job.add({{.kind = MarkFrame::Kind::Read, .conversation = m_group, .seq = Seq(seq)},
                     caller,
                     {.socket = SocketId(caller.account.value()), .ref = "1"}});
        }
        QVERIFY(m_storage->write([&](Transaction &transaction) { return job.run(transaction); }));
        const auto changed = only<ConversationChanged>(m_storage->events());
        QVERIFY(changed);
        QCOMPARE(changed->views.size(), 3);
        holdsTheMembersOnce(*changed);
        for (const auto &view : changed->views) {
            const Caller &caller = callerOf(view.account);
            QCOMPARE(view.origins.size(), 1);
            QCOMPARE(view.origins[0].socket, SocketId(caller.account.value()));
            QCOMPARE(seenBy(*changed, view), look(caller));
        }
        QCOMPARE(look(m_ken).unread, 1);
        QCOMPARE(look(m_grace).unread, 0);
    }

    void thePictureGoesWithTheLastWhoHasIt()
    {
        const AvatarRow picture{.name = u"0123"_s, .type = 0, .data = "png"};
        QVERIFY(setAvatar(m_ada, picture));
        QCOMPARE(look(m_ken).avatar, u"0123"_s);
        QCOMPARE(look(m_ken).lastMessage->event->what, What::Pictured);
        QVERIFY(isKept(picture.name));
        QVERIFY(m_storage->write([&](Transaction &transaction) {
            return m_groups->changeAvatar(transaction, m_ada, m_group, std::nullopt);
        }));
        QVERIFY(!isKept(picture.name));
        QVERIFY(!look(m_ken).avatar);
    }

    void linesStandInEveryPage()
    {
        QVERIFY(write(m_ada, u"hello"_s));
        QVERIFY(rename(m_ada, u"Linkers"_s));
        QByteArrayList rows;
        QVERIFY(
            MessageHistory(m_storage->database()).visit(m_group, Seq(1), Seq(3), [&](const MessageRow &row) {
                rows.append(toJson(row));
            }));
        QCOMPARE(rows.size(), 3);
        const auto last = Message::fromJson(*parseJsonObject(rows.last()));
        QVERIFY(last);
        QCOMPARE(*last, *look(m_grace).lastMessage);
        QCOMPARE(last->event, (GroupEvent{.what = What::Titled, .title = u"Linkers"_s}));
        QCOMPARE(changes(m_ken, 0).messages.last(), *last);
    }

private:
    Result<GroupService::Created> create(const QStringList &members,
                                         GroupHistory history = GroupHistory::Joined,
                                         QUuid clientId = QUuid::createUuid())
    {
        const CreateGroupRequest request{
            .title = u"Compilers"_s, .members = members, .history = history, .clientId = clientId};
        return m_storage->write(
            [&](Transaction &transaction) { return m_groups->create(transaction, m_ada, request); });
    }
    Result<void> update(const Caller &caller, const std::optional<QString> &title,
                        const std::optional<GroupHistory> &history)
    {
        return m_storage->write([&](Transaction &transaction) {
            return m_groups->update(transaction, caller, m_group, title, history);
        });
    }
    Result<void> rename(const Caller &caller, const QString &title)
    {
        return update(caller, title, std::nullopt);
    }
    Result<GroupMembers::Added> add(const Caller &caller, const QString &name)
    {
        return m_storage->write(
            [&](Transaction &transaction) { return m_members->add(transaction, caller, m_group, name); });
    }
    Result<Member> changeRole(const Caller &caller, const QString &name, MemberRole role)
    {
        return m_storage->write([&](Transaction &transaction) {
            return m_members->changeRole(transaction, caller, m_group, name, role);
        });
    }
    Result<void> remove(const Caller &caller, const QString &name)
    {
        return m_storage->write(
            [&](Transaction &transaction) { return m_members->remove(transaction, caller, m_group, name); });
    }
    Result<Conversation> setAvatar(const Caller &caller, const AvatarRow &picture)
    {
        return m_storage->write([&](Transaction &transaction) -> Result<Conversation> {
            if (const auto kept = AvatarRepository(transaction.database()).keep(picture); !kept)
                return kept.error();
            return m_groups->changeAvatar(transaction, caller, m_group, picture.name);
        });
    }
    template <typename T>
    static Result<void> without(const Result<T> &result)
    {
        return result ? Result<void>() : Result<void>(result.error());
    }
    /// "add" is of eve, the others of ken, unless a name follows; "leave" is of the caller.
    Result<void> attempt(const Caller &caller, const QString &what)
    {
        const QString verb = what.section(u' ', 0, 0);
        const QString name = what.section(u' ', 1, 1, QString::SectionSkipEmpty);
        if (verb == "rename"_L1)
            return rename(caller, u"Mine"_s);
        if (verb == "open"_L1)
            return update(caller, std::nullopt, GroupHistory::All);
        if (verb == "picture"_L1)
            return without(setAvatar(caller, {.name = u"0123"_s, .type = 0, .data = "png"}));
        if (verb == "add"_L1)
            return without(add(caller, name.isEmpty() ? u"eve"_s : name));
        if (verb == "leave"_L1)
            return remove(caller, caller.username);
        if (verb == "remove"_L1)
            return remove(caller, name.isEmpty() ? u"ken"_s : name);
        if (verb == "demote"_L1)
            return without(changeRole(caller, u"ada"_s, MemberRole::Member));
        return without(changeRole(caller, name.isEmpty() ? u"ken"_s : name, MemberRole::Owner));
    }
    void block(const Caller &self, const Caller &other)
    {
        QVERIFY(RelationRepository(m_storage->database())
                    .insert(self.account, Relation::Block, other.account, m_storage->clock().now()));
    }
    Result<Posted> write(const Caller &caller, const QString &body, QUuid clientId = QUuid::createUuid())
    {
        return postOne(*m_storage,
                       {.caller = caller, .conversation = m_group, .clientId = clientId, .body = body});
    }
    bool mark(const Caller &caller, int seq)
    {
        ReceiptJob job(m_group, m_storage->clock().now());
        job.add({{.kind = MarkFrame::Kind::Read, .conversation = m_group, .seq = Seq(seq)}, caller, {}});
        return m_storage->write([&](Transaction &transaction) { return job.run(transaction); })
            && job.result(0);
    }
    const Caller &callerOf(AccountId account) const
    {
        if (account == m_ada.account)
            return m_ada;
        return account == m_grace.account ? m_grace : m_ken;
    }
    static Conversation seenBy(const ConversationChanged &changed, const ConversationChanged::View &view)
    {
        const auto json
            = parseJsonObject(toJson(ConversationFrame{view.conversation, changed.membersOf(view)}));
        const auto told = json ? Conversation::fromJson(*json) : Result<Conversation>(json.error());
        return told ? *told : Conversation();
    }
    /// Here, and in what other nodes are told.
    static void holdsTheMembersOnce(const ConversationChanged &changed)
    {
        constexpr qsizetype ofAView = 1000; // bytes, of what is its own
        QVERIFY(!changed.members.isEmpty());
        for (const auto &view : changed.views)
            QVERIFY(view.conversation.members.isSharedWith(changed.views.first().conversation.members));
        const auto written = writeEvent(changed);
        QCOMPARE(written.size(), 1);
        QVERIFY(written[0].json.size() < changed.members.text().size() + ofAView * changed.views.size());
    }
    /// Makes the group one of so many members, by rows.
    bool fill(int count)
    {
        // In one transaction: a thousand of their own would take a minute.
        return bool(m_storage->write([&](Transaction &transaction) {
            QList<MemberRow> rows;
            for (int i = 3; i < count; ++i) {
                rows.append({.conversation = m_group,
                             .account = m_storage->person(u"person%1"_s.arg(i)).account,
                             .membership = MembershipId(i),
                             .change = Change(2),
                             .joined = Change(2)});
            }
            return MemberRepository(transaction.database()).insert(rows);
        }));
    }
    Conversation look(const Caller &caller)
    {
        const auto access = accessConversation(m_storage->database(), m_group, caller.account);
        const auto view = access ? viewConversation(m_storage->database(), *access)
                                 : Result<Conversation>(access.error());
        return view ? *view : Conversation();
    }
    Changes changes(const Caller &caller, int since)
    {
        const NoPresence nobody;
        const auto found = SyncService(u"epoch"_s, nobody)
                               .changes(m_storage->database(), caller, m_group, Change(since), 100);
        return found ? *found : Changes();
    }
    int pagedMembers(const Caller &caller, int limit)
    {
        QSet<QString> seen;
        QString after;
        do {
            const auto page = m_members->list(m_storage->database(), caller, m_group, limit, after);
            if (!page)
                return -1;
            for (const Member &member : page->items)
                seen.insert(member.user);
            after = page->next;
        } while (!after.isEmpty());
        return int(seen.size());
    }
    bool isKept(const QString &name)
    {
        const auto found = AvatarRepository(m_storage->database()).find(name);
        return found && *found;
    }

    std::unique_ptr<StorageFixture> m_storage;
    std::unique_ptr<GroupService> m_groups;
    std::unique_ptr<GroupMembers> m_members;
    Caller m_ada;
    Caller m_grace;
    Caller m_ken;
    ConversationId m_group;
};

CONFAB_TEST(GroupTest)
#include "grouptest.moc"
