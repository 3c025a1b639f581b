// SPDX-License-Identifier: Apache-2.0
#include "tests/shared/protocol/requesttable.h"

#include "shared/core/limits.h"
#include "shared/protocol/accountrequests.h"
#include "shared/protocol/clientframes.h"
#include "shared/protocol/conversationrequests.h"
#include "shared/protocol/deleteaccountrequest.h"
#include "shared/protocol/invite.h"

namespace confab::tests {

namespace {

using enum Field::Kind;
using enum Field::Presence;
using Parser = RequestTable::Parser;

template <typename T>
std::optional<Error> errorOf(const Result<T> &result)
{
    return result ? std::nullopt : std::optional(result.error());
}

template <typename T>
Parser parser()
{
    return [](const QByteArray &json) { return errorOf(T::fromJson(*parseJsonObject(json))); };
}

/// The same of a frame, which is read without a tree of values: both ways must find the same.
template <typename Read>
std::optional<Error> errorOfFrame(const QByteArray &json, const Read &read)
{
    JsonFields fields;
    if (!fields.parse(json))
        qFatal("is JSON in one way only: %s", json.constData());
    const auto fromTree = errorOf(read(*parseJsonObject(json)));
    const auto fromFields = errorOf(read(fields));
    if (fromTree.has_value() != fromFields.has_value()
        || (fromTree && fromTree->detail != fromFields->detail))
        qFatal("is read in two ways: %s", json.constData());
    return fromFields;
}

template <typename Frame>
Parser frameParser()
{
    return [](const QByteArray &json) {
        return errorOfFrame(json, [](const JsonReader &read) { return Frame::fromJson(read); });
    };
}

QByteArray text(int length)
{
    return '"' + QByteArray(length, 'x') + '"';
}

const QByteArray clientId = R"("019340a0-5f2e-7c1b-9d3e-0a1b2c3d4e5f")";

Field username()
{
    return {.name = "username",
            .kind = Text,
            .valid = text(Limits::usernameMax),
            .maxLength = Limits::usernameMax,
            .more = {{"empty", R"("")"},
                     {"a letter short", R"("a")"},
                     {"holding a blank", R"("ada l")"},
                     {"beyond ASCII", R"("žofie")"}}};
}

Field newPassword(const QByteArray &name)
{
    return {.name = name,
            .kind = Text,
            .valid = text(Limits::passwordMax),
            .maxLength = Limits::passwordMax,
            .more = {{"empty", R"("")"},
                     {"a letter short", R"("1234567")"},
                     {"four emoji, which are eight units", R"("😀😀😀😀")"}}};
}

Field optionalText(const QByteArray &name, int maxLength, const QList<Field::Wrong> &more = {})
{
    return {.name = name,
            .kind = Text,
            .valid = text(maxLength),
            .maxLength = maxLength,
            .presence = Optional,
            .more = more};
}

Field requiredText(const QByteArray &name, int maxLength)
{
    return {.name = name, .kind = Text, .valid = text(maxLength), .maxLength = maxLength};
}

Field body()
{
    return {.name = "body",
            .kind = Text,
            .valid = text(Limits::body),
            .maxLength = Limits::body,
            .more
            = {{"empty", R"("")"}, {"blank", R"(" \n\t ")"}, {"blank beyond ASCII", R"("\u00a0\u2003")"}}};
}

/// Whether it may be empty is known when the message is: one that holds a file may do without.
const Field newBody{
    .name = "body", .kind = Text, .valid = text(Limits::body), .maxLength = Limits::body, .more = {}};
const Field replyTo{.name = "replyTo", .kind = Number, .valid = "4", .presence = Optional};
const QList<Field::Wrong> blank{{"empty", R"("")"}, {"blank", R"("  ")"}};

QList<RequestTable> accountRequests()
{
    const Field device = optionalText("device", Limits::device);
    const Field displayName = optionalText("displayName", Limits::displayName, blank);
    return {
        {"POST /accounts",
         parser<RegisterRequest>(),
         {username(), newPassword("password"), displayName, optionalText("invite", 64), device}},
        {"POST /sessions",
         parser<LoginRequest>(),
         {requiredText("username", 256), requiredText("password", 256), device}},
        {"POST /sessions/refresh", parser<RefreshRequest>(), {requiredText("refreshToken", 4096)}},
        {"POST /password-resets",
         parser<PasswordResetRequest>(),
         {requiredText("username", 256), requiredText("recoveryCode", 64), newPassword("newPassword")}},
        {"POST /invites",
         parser<InviteRequest>(),
         {{.name = "expiresAt", .kind = Time, .valid = R"("2026-11-28T06:00:00.000Z")", .presence = Optional},
          {.name = "usesLeft",
           .kind = Number,
           .valid = "1000",
           .max = Limits::inviteUses,
           .presence = Optional,
           .more = {{"zero", "0"}, {"more than fit", "1001"}}}}},
        {"POST /me/recovery-codes", parser<RecoveryCodesRequest>(), {requiredText("password", 256)}},
        {"DELETE /me",
         parser<DeleteAccountRequest>(),
         {requiredText("password", 256),
          {.name = "messages",
           .kind = Text,
           .valid = R"("remove")",
           .more = {{"empty", R"("")"}, {"unknown", R"("some")"}, {"in capitals", R"("KEEP")"}}}}},
        {"PUT /me/password",
         parser<ChangePasswordRequest>(),
         {requiredText("password", 256),
          newPassword("newPassword"),
          {.name = "endOtherSessions", .kind = Boolean, .valid = "true", .presence = Optional}}},
        {"PATCH /me",
         parser<UpdateMeRequest>(),
         {displayName,
          optionalText("status", Limits::status),
          {.name = "sendReadReceipts", .kind = Boolean, .valid = "true", .presence = Optional},
          {.name = "sharePresence", .kind = Boolean, .valid = "false", .presence = Optional}}}};
}

QList<RequestTable> conversationRequests()
{
    const QList<Field::Wrong> noNumbers{
        {"no id: a letter", R"({"x":1})"},        {"no id: zero", R"({"0":1})"},
        {"a text for a number", R"({"7":"1"})"},  {"null for a number", R"({"7":null})"},
        {"a fraction", R"({"7":1.5})"},           {"a negative number", R"({"7":-1})"},
        {"a huge number", R"({"7":1e300})"},      {"an empty list", R"({"7":[]})"},
        {"one number in a list", R"({"7":[1]})"}, {"three numbers", R"({"7":[1,2,3]})"},
        {"a negative own", R"({"7":[1,-1]})"},    {"null for own", R"({"7":[1,null]})"},
        {"a list in a list", R"({"7":[[1],2]})"}};
    const auto own = [](const QByteArray &name) {
        return Field{.name = name, .kind = Boolean, .valid = "true", .presence = Optional};
    };
    const Field history{.name = "history",
                        .kind = Text,
                        .valid = R"("all")",
                        .maxLength = 16,
                        .presence = Optional,
                        .more = {{"empty", R"("")"}, {"unknown", R"("none")"}}};
    const QByteArray tooMany = QByteArray(R"("ada",)").repeated(Limits::groupMembers) + R"("ada")";
    return {{"POST /conversations",
             parser<CreateConversationRequest>(),
             {{.name = "kind",
               .kind = Text,
               .valid = R"("direct")",
               .maxLength = 16,
               .more = {{"empty", R"("")"}, {"unknown", R"("trio")"}, {"in capitals", R"("Direct")"}}},
              requiredText("with", Limits::usernameMax)}},
            {"POST /conversations for a group",
             parser<CreateConversationRequest>(),
             {{.name = "kind",
               .kind = Text,
               .valid = R"("group")",
               .maxLength = 16,
               .more = {{"empty", R"("")"}}},
              {.name = "title",
               .kind = Text,
               .valid = text(Limits::title),
               .maxLength = Limits::title,
               .more = blank},
              {.name = "members",
               .kind = TextList,
               .valid = R"(["ada","grace"])",
               .maxLength = Limits::usernameMax,
               .presence = Optional,
               .more = {{"one too many", '[' + tooMany + ']'}}},
              history,
              {.name = "clientId", .kind = Uuid, .valid = clientId}}},
            {"POST /conversations/{id}/members",
             parser<AddMemberRequest>(),
             {requiredText("username", Limits::usernameMax)}},
            {"PATCH /conversations/{id}/members/{username}",
             parser<ChangeRoleRequest>(),
             {{.name = "role",
               .kind = Text,
               .valid = R"("owner")",
               .maxLength = 16,
               .more = {{"empty", R"("")"}, {"unknown", R"("admin")"}, {"in capitals", R"("Owner")"}}}}},
            {"PATCH /conversations/{id}",
             parser<UpdateConversationRequest>(),
             {{.name = "muted",
               .kind = Time,
               .valid = R"("forever")",
               .presence = NullHasMeaning,
               .more = {{"no time: in capitals", R"("Forever")"}}},
              own("pinned"),
              own("archived"),
              own("markedUnread"),
              optionalText("title", Limits::title, blank),
              history}},
            {"POST /conversations/{id}/messages",
             parser<PostMessageRequest>(),
             {{.name = "clientId", .kind = Uuid, .valid = clientId}, body(), replyTo}},
            {"PATCH /conversations/{id}/messages/{seq}", parser<EditMessageRequest>(), {newBody}},
            {"PUT /conversations/{id}/read",
             parser<MarkRequest>(),
             {{.name = "seq", .kind = Number, .valid = "0"}}},
            {"POST /sync",
             parser<SyncRequest>(),
             {{.name = "conversations", .kind = Object, .valid = R"({"7":[41,3],"9":12})", .more = noNumbers},
              {.name = "account", .kind = Number, .valid = "0", .presence = Optional}}}};
}

QList<RequestTable> clientFrames()
{
    const Field conversation{.name = "conversation", .kind = Id, .valid = R"("7")"};
    const Field seq{.name = "seq", .kind = Number, .valid = "5"};
    const Field to{.name = "to",
                   .kind = Text,
                   .valid = text(Limits::usernameMax),
                   .maxLength = Limits::usernameMax,
                   .presence = InPlaceOfAnother};
    const Field message{.name = "clientId", .kind = Uuid, .valid = clientId};
    const Parser read = [](const QByteArray &json) {
        return errorOfFrame(json, [](const JsonReader &fields) {
            return MarkFrame::fromJson(MarkFrame::Kind::Read, fields);
        });
    };
    const QByteArray tooMany = QByteArray(R"("ada",)").repeated(Limits::watched) + R"("ada")";
    return {{"authenticate", frameParser<AuthenticateFrame>(), {requiredText("token", 4096)}},
            {"send into a conversation", frameParser<SendFrame>(), {conversation, message, body(), replyTo}},
            {"send to a person", frameParser<SendFrame>(), {to, message, body(), replyTo}},
            {"edit", frameParser<EditFrame>(), {conversation, seq, newBody}},
            {"delete", frameParser<DeleteFrame>(), {conversation, seq}},
            {"react",
             frameParser<ReactFrame>(),
             {conversation,
              seq,
              {.name = "emoji",
               .kind = Text,
               .valid = "\"" + QByteArray("👍") + "\"",
               .maxLength = Limits::emoji,
               .more = {{"empty", R"("")"},
                        {"no emoji: a letter", R"("a")"},
                        {"no emoji: two of them", R"("👍👍")"},
                        {"no emoji: a blank behind it", R"("👍 ")"}}},
              {.name = "on", .kind = Boolean, .valid = "true"}}},
            {"read", read, {conversation, seq}},
            {"typing", frameParser<TypingFrame>(), {conversation}},
            {"presence",
             frameParser<PresenceFrame>(),
             {{.name = "state",
               .kind = Text,
               .valid = R"("away")",
               .maxLength = 16,
               .more = {{"empty", R"("")"},
                        {"offline, which is said by closing", R"("offline")"},
                        {"unknown", R"("busy")"}}}}},
            {"watch",
             frameParser<WatchFrame>(),
             {{.name = "users",
               .kind = TextList,
               .valid = R"(["ada","grace"])",
               .maxLength = Limits::usernameMax,
               .more = {{"one too many", '[' + tooMany + ']'}}}}}};
}

} // namespace

QList<RequestTable> requestTables()
{
    return accountRequests() + conversationRequests();
}

QList<RequestTable> clientFrameTables()
{
    return clientFrames();
}

} // namespace confab::tests
