// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/accountrequests.h"
#include "shared/protocol/clientframes.h"
#include "shared/protocol/deleteaccountrequest.h"
#include "shared/protocol/export.h"
#include "shared/protocol/health.h"
#include "shared/protocol/invite.h"
#include "shared/protocol/page.h"
#include "shared/protocol/problem.h"
#include "shared/protocol/serverframes.h"
#include "shared/protocol/serverinfo.h"
#include "shared/protocol/session.h"
#include "shared/protocol/upload.h"
#include "tests/server/api/contract/schemachecker.h"
#include "tests/shared/protocol/samples.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

/// What each struct of the protocol writes is what its schema says: with every field set it has exactly the
/// schema's names, with none of the optional ones exactly the required.
class ShapesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isAsItsSchemaSays_data();
    void isAsItsSchemaSays();

private:
    void addAccountRows();
    void addRequestRows();
    void addConversationRows();
    void addClientFrameRows();
    void addServerFrameRows();
    void add(const QString &name, const Contract::Schema &schema, const QJsonObject &full,
             const QJsonObject &bare);
    void addSchema(const QString &name, const QJsonObject &full, const QJsonObject &bare);
    void addFrame(Contract::Side side, const QJsonObject &full, const QJsonObject &bare);

    const Contract m_contract;
};

namespace {

const User bareUser{.id = AccountId(1), .username = u"ada"_s, .displayName = u"Ada"_s};
const Session session{.id = SessionId(31),
                      .accessToken = u"a.b.c"_s,
                      .expiresAt = sampleTime(),
                      .refreshToken = u"r"_s,
                      .device = QString()};

Message tombstone()
{
    Message message = sampleMessage();
    message.deleted = true;
    message.event = GroupEvent{.what = GroupEvent::What::Left, .user = u"ada"_s};
    return message;
}

Message bareMessage()
{
    Message message = sampleMessage();
    message.editedAt = {};
    message.replyTo = {};
    return message;
}

Conversation fullConversation()
{
    Conversation conversation = sampleConversation();
    conversation.lastMessage = tombstone();
    conversation.avatar = u"0123"_s;
    conversation.history = GroupHistory::All;
    return conversation;
}

Conversation bareConversation()
{
    return {.id = ConversationId(7), .membership = MembershipId(1), .updatedAt = sampleTime()};
}

} // namespace

void ShapesTest::add(const QString &name, const Contract::Schema &schema, const QJsonObject &full,
                     const QJsonObject &bare)
{
    QTest::newRow(qPrintable(name)) << schema << full << bare;
}

void ShapesTest::addSchema(const QString &name, const QJsonObject &full, const QJsonObject &bare)
{
    add(name, m_contract.schema(name), full, bare);
}

void ShapesTest::addFrame(Contract::Side side, const QJsonObject &full, const QJsonObject &bare)
{
    const QString type = full["type"_L1].toString();
    const QString from = side == Contract::Side::Client ? u"a client's "_s : u"the server's "_s;
    add(from + type, m_contract.frameSchema(side, type), full, bare);
}

void ShapesTest::addAccountRows()
{
    addSchema(u"User"_s, written(sampleUser()), written(bareUser));
    addSchema(u"Me"_s, written(Me{.user = sampleUser(), .activeConversation = ConversationId(7)}),
              written(Me{.user = bareUser}));
    addSchema(u"Session"_s, written(session), written(session));
    const SessionSummary summary{.id = SessionId(31), .createdAt = sampleTime(), .lastUsedAt = sampleTime()};
    addSchema(u"SessionSummary"_s, written(summary), written(summary));
    const LoggedIn loggedIn{.user = sampleUser(), .session = session};
    addSchema(u"LoggedIn"_s, written(loggedIn), written(loggedIn));
    LoggedIn registered = loggedIn;
    for (int i = 0; i < 10; ++i)
        registered.recoveryCodes.append(u"CODE"_s);
    addSchema(u"Registered"_s, written(registered), written(registered));
    const RecoveryCodes codes{registered.recoveryCodes};
    addSchema(u"RecoveryCodes"_s, written(codes), written(codes));
    addSchema(u"Invite"_s, written(Invite{u"7K2M-91QX-ZR4T-0HB8"_s, sampleTime(), 5}),
              written(Invite{.code = u"7K2M-91QX-ZR4T-0HB8"_s}));
    const ServerInfo info{.name = u"Confab"_s,
                          .version = u"1"_s,
                          .epoch = u"e"_s,
                          .limits = {{u"body"_s, 8000}},
                          .policies = {{u"registration"_s, u"open"_s}},
                          .features = {u"sync"_s}};
    addSchema(u"ServerInfo"_s, written(info), written(info));
    const Health health{.bus = Health::Part::Up};
    addSchema(u"Health"_s, written(health), written(health));
    addSchema(u"Problem"_s, written(Problem{Error::invalid(u"body"_s, u"is empty"_s)}),
              written(Problem{{.code = ErrorCode::Internal}}));
}

void ShapesTest::addRequestRows()
{
    addSchema(u"RegisterRequest"_s,
              written(RegisterRequest{u"ada"_s, u"12345678"_s, u"Ada"_s, u"CODE"_s, u"laptop"_s}),
              written(RegisterRequest{.username = u"ada"_s, .password = u"12345678"_s}));
    addSchema(u"LoginRequest"_s, written(LoginRequest{u"ada"_s, u"x"_s, u"laptop"_s}),
              written(LoginRequest{.username = u"ada"_s, .password = u"x"_s}));
    addSchema(u"RefreshRequest"_s, written(RefreshRequest{u"r"_s}), written(RefreshRequest{u"r"_s}));
    const PasswordResetRequest reset{u"ada"_s, u"CODE"_s, u"12345678"_s};
    addSchema(u"PasswordResetRequest"_s, written(reset), written(reset));
    addSchema(u"InviteRequest"_s, written(InviteRequest{sampleTime(), 5}), written(InviteRequest{}));
    const RecoveryCodesRequest codes{u"x"_s};
    addSchema(u"RecoveryCodesRequest"_s, written(codes), written(codes));
    const ChangePasswordRequest change{u"x"_s, u"12345678"_s, true};
    QJsonObject bareChange = written(change);
    bareChange.remove("endOtherSessions"_L1);
    addSchema(u"ChangePasswordRequest"_s, written(change), bareChange);
    const DeleteAccountRequest deletion{u"x"_s, DeleteAccountRequest::Messages::Remove};
    addSchema(u"DeleteAccountRequest"_s, written(deletion), written(deletion));
    addSchema(u"UpdateMeRequest"_s, written(UpdateMeRequest{u"Ada"_s, u""_s, true, false}), {});

    const CreateConversationRequest create{.with = u"grace"_s};
    const CreateConversationRequest group{
        .kind = ConversationKind::Group,
        .group
        = CreateGroupRequest{.title = u"Compilers"_s, .members = {u"grace"_s}, .clientId = sampleUuid()}};
    QJsonObject either = written(group);
    either["with"_L1] = u"grace"_s; // never beside the others, so that every name is there by hand
    QJsonObject neither = written(create);
    neither.remove("with"_L1);
    addSchema(u"CreateConversationRequest"_s, either, neither);
    addSchema(
        u"GroupEvent"_s,
        written(GroupEvent{.what = GroupEvent::What::Added, .user = u"grace"_s, .title = u"Compilers"_s}),
        written(GroupEvent{}));
    addSchema(u"AddMemberRequest"_s, written(AddMemberRequest{u"grace"_s}),
              written(AddMemberRequest{u"grace"_s}));
    addSchema(u"ChangeRoleRequest"_s, written(ChangeRoleRequest{MemberRole::Owner}),
              written(ChangeRoleRequest{}));
    addSchema(u"UpdateConversationRequest"_s,
              written(UpdateConversationRequest{OwnState::mutedForever, true, true, true, u"Compilers"_s,
                                                GroupHistory::All}),
              {});
    const Attachment text{.id = FileId(9), .name = u"a"_s, .size = 5, .mediaType = u"text/plain"_s};
    Attachment picture = text;
    picture.width = 4;
    picture.height = 3;
    addSchema(u"Attachment"_s, written(picture), written(text));
    const Upload upload{.id = UploadId(8), .name = u"a"_s, .length = 5, .expiresAt = sampleTime()};
    Upload done = upload;
    done.file = picture;
    addSchema(u"Upload"_s, written(done), written(upload));
    const Export running{.id = ExportId(8), .createdAt = sampleTime()};
    Export ready = running;
    ready.state = ExportState::Ready;
    ready.expiresAt = sampleTime();
    addSchema(u"Export"_s, written(ready), written(running));
    addSchema(u"PostMessageRequest"_s,
              written(PostMessageRequest{sampleUuid(), u"Hello"_s, Seq(4), {FileId(9)}}),
              written(PostMessageRequest{.clientId = sampleUuid(), .body = u"Hello"_s}));
    addSchema(u"EditMessageRequest"_s, written(EditMessageRequest{u"Hello"_s}),
              written(EditMessageRequest{u"Hello"_s}));
    addSchema(u"MarkRequest"_s, written(MarkRequest{Seq(5)}), written(MarkRequest{Seq(5)}));
    addSchema(
        u"SyncRequest"_s,
        written(SyncRequest{.conversations = {{ConversationId(7), {Change(1), Own(2)}},
                                              {ConversationId(8), {Change(1), KnownNumbers::ownUnknown}}},
                            .account = AccountChange(1)}),
        written(SyncRequest{}));
}

void ShapesTest::addConversationRows()
{
    const Member gone{.user = u"ada"_s, .left = true};
    addSchema(u"Member"_s, written(gone), written(Member{.user = u"ada"_s}));
    const Reaction reaction{u"👍"_s, {u"ada"_s}};
    addSchema(u"Reaction"_s, written(reaction), written(reaction));
    addSchema(u"Message"_s, written(tombstone()), written(bareMessage()));
    addSchema(u"Conversation"_s, written(fullConversation()), written(bareConversation()));
    const AccountState state{.account = AccountChange(1),
                             .contacts = QStringList{u"grace"_s},
                             .blocks = QStringList{},
                             .profiles = {sampleUser()}};
    addSchema(u"AccountState"_s, written(state), written(AccountState{}));
    addSchema(u"SyncAnswer"_s,
              written(SyncAnswer{.conversations = {fullConversation()},
                                 .removed = {ConversationId(9)},
                                 .account = state,
                                 .epoch = u"e"_s}),
              written(SyncAnswer{}));
    addSchema(
        u"Changes"_s,
        written(Changes{.conversation = fullConversation(), .messages = {tombstone()}, .members = {gone}}),
        written(Changes{}));
    addSchema(u"MessagePage"_s, parsed(toJson("messages"_L1, Page<Message>{{tombstone()}, u"5"_s})),
              parsed(toJson("messages"_L1, Page<Message>{})));
}

void ShapesTest::addClientFrameRows()
{
    using enum Contract::Side;
    addFrame(Client, written(AuthenticateFrame{u"a.b.c"_s}), written(AuthenticateFrame{u"a.b.c"_s}));
    const SendFrame send{.conversation = ConversationId(7), .clientId = sampleUuid(), .body = u"Hello"_s};
    SendFrame full = send;
    full.replyTo = Seq(4);
    full.attachments = {FileId(9)};
    QJsonObject both = written(full, u"1");
    both["to"_L1] = u"grace"_s; // never beside `conversation`, so that every name is there by hand
    QJsonObject bare = written(send, u"1");
    bare.remove("conversation"_L1);
    addFrame(Client, both, bare);
    const QJsonObject edit = written(EditFrame{ConversationId(7), Seq(5), u"Hello"_s}, u"1");
    addFrame(Client, edit, edit);
    const QJsonObject remove = written(DeleteFrame{ConversationId(7), Seq(5)}, u"1");
    addFrame(Client, remove, remove);
    const QJsonObject react = written(ReactFrame{ConversationId(7), Seq(5), u"👍"_s, true}, u"1");
    addFrame(Client, react, react);
    for (const auto kind : {MarkFrame::Kind::Read, MarkFrame::Kind::Delivered}) {
        const QJsonObject mark = written(MarkFrame{kind, ConversationId(7), Seq(5)}, u"1");
        addFrame(Client, mark, mark);
    }
    addFrame(Client, written(TypingFrame{ConversationId(7)}), written(TypingFrame{ConversationId(7)}));
    const QJsonObject presence = written(PresenceFrame{Presence::Away}, u"1");
    addFrame(Client, presence, presence);
    const QJsonObject watch = written(WatchFrame{{u"grace"_s}}, u"1");
    addFrame(Client, watch, watch);
    addFrame(Client, written(PingFrame{}, u"1"), written(PingFrame{}, u"1"));
}

void ShapesTest::addServerFrameRows()
{
    using enum Contract::Side;
    const QJsonObject welcome = written(WelcomeFrame{sampleUser(), SessionId(31), u"e"_s, u"0.1.0"_s, 30});
    addFrame(Server, welcome, welcome);
    addFrame(Server,
             written(AckFrame{"7", ConversationId(7), Change(42), true, Seq(5), sampleTime(), tombstone()}),
             written(AckFrame{.ref = "7"}));
    addFrame(Server,
             written(ErrorFrame{R"("1")", {ErrorCode::Unavailable, u"f"_s, u"d"_s, std::chrono::seconds(1)}}),
             written(ErrorFrame{.error = {.code = ErrorCode::Internal}}));
    addFrame(Server, written(MessageFrame{tombstone()}), written(MessageFrame{bareMessage()}));
    const QJsonObject receipt
        = written(ReceiptFrame{ConversationId(7), Change(43), u"grace"_s, Seq(4), Seq(5)});
    addFrame(Server, receipt, receipt);
    const QJsonObject change = written(ChangeFrame{ConversationId(7), Change(44)});
    addFrame(Server, change, change);
    addFrame(Server, written(ConversationFrame{fullConversation()}),
             written(ConversationFrame{bareConversation()}));
    addFrame(Server, written(RemovedFrame{ConversationId(7)}), written(RemovedFrame{ConversationId(7)}));
    addFrame(Server,
             written(AccountFrame{{.account = AccountChange(1),
                                   .contacts = QStringList{u"grace"_s},
                                   .blocks = QStringList{},
                                   .profiles = {sampleUser()}}}),
             written(AccountFrame{{.account = AccountChange(1)}}));
    const QJsonObject typing = written(UserTypingFrame{ConversationId(7), u"grace"_s});
    addFrame(Server, typing, typing);
    addFrame(Server, written(UserPresenceFrame{u"grace"_s, Presence::Offline, sampleTime()}),
             written(UserPresenceFrame{.user = u"grace"_s, .state = Presence::Online}));
    const QJsonObject marks
        = written(MarksFrame{{{ConversationId(7), {Change(43), Own(3)}}}, AccountChange(1)});
    addFrame(Server, marks, marks);
    addFrame(Server, written(PongFrame{"7"}), written(PongFrame{"7"}));
}

void ShapesTest::isAsItsSchemaSays_data()
{
    QTest::addColumn<Contract::Schema>("schema");
    QTest::addColumn<QJsonObject>("full");
    QTest::addColumn<QJsonObject>("bare");
    addAccountRows();
    addRequestRows();
    addConversationRows();
    addClientFrameRows();
    addServerFrameRows();
}

void ShapesTest::isAsItsSchemaSays()
{
    QFETCH(Contract::Schema, schema);
    QFETCH(QJsonObject, full);
    QFETCH(QJsonObject, bare);
    const SchemaChecker checker(m_contract);
    const auto namesOf = [](const QJsonObject &json) {
        const QStringList keys = json.keys();
        return QSet<QString>(keys.begin(), keys.end());
    };
    QCOMPARE(namesOf(full), checker.names(schema));
    QCOMPARE(namesOf(bare), checker.requiredNames(schema));
    if (full.contains("with"_L1)) // of a new conversation: the two objects above are of either kind, and none
        bare["with"_L1] = u"grace"_s;
    if (full.contains("to"_L1)) { // of `send`: they have both goals, and none
        full.remove("to"_L1);
        bare["to"_L1] = u"grace"_s;
    }
    QCOMPARE(checker.objections(full, schema), QStringList());
    QCOMPARE(checker.objections(bare, schema), QStringList());
}

CONFAB_TEST(ShapesTest)
#include "shapestest.moc"
