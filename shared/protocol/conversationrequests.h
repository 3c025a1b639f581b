// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/protocol/grouprequests.h"
#include "shared/protocol/user.h"

#include <QHash>

/// The bodies of the conversation calls, and the answers that are more than one object.
namespace confab {

class JsonReader;

/// `POST /conversations`: for two people, or for a group.
struct CreateConversationRequest {
    ConversationKind kind = ConversationKind::Direct;
    QString with = {}; ///< a username
    std::optional<CreateGroupRequest> group = {};

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<CreateConversationRequest> fromJson(const QJsonObject &json);
};

/// `PATCH /conversations/{id}`: the caller's own view of it, and what an owner says of a group. What is not
/// named stays.
struct UpdateConversationRequest {
    /// Set when `muted` was named: until when, or nothing to hear it again.
    std::optional<std::optional<Timestamp>> mutedUntil = {};
    std::optional<bool> pinned = {};
    std::optional<bool> archived = {};
    std::optional<bool> markedUnread = {};
    std::optional<QString> title = {};
    std::optional<GroupHistory> history = {};

    [[nodiscard]] bool isOfGroup() const { return title || history; }
    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<UpdateConversationRequest> fromJson(const QJsonObject &json);
};

/// `POST …/messages`. `body` is trimmed and 1–8,000 code points long.
/// `clientId` makes a repeat harmless: the server answers it with the first message.
struct PostMessageRequest {
    QUuid clientId;
    QString body;
    std::optional<Seq> replyTo = {};
    QList<FileId> attachments = {};

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<PostMessageRequest> fromJson(const QJsonObject &json);
};

/// `PATCH …/messages/{seq}`: the caller's own message says `body` from now on.
struct EditMessageRequest {
    QString body;

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<EditMessageRequest> fromJson(const QJsonObject &json);
};

/// `PUT …/read` and `PUT …/delivered`.
struct MarkRequest {
    Seq seq;

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<MarkRequest> fromJson(const QJsonObject &json);
};

/// The answer to them: the conversation's change with which the mark stands.
struct Marked {
    ConversationId conversation;
    Change change;

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<Marked> fromJson(const QJsonObject &json);
};

/// How far someone knows a conversation; on the wire `[change, own]`, or `change` alone.
struct KnownNumbers {
    Change change;
    Own own = {};

    /// The `own` of someone who names `change` alone.
    static constexpr Own ownUnknown = Own(-1);
};

/// Conversations and how far each is known, as the field `conversations` of `sync` and `marks`.
void writeKnownNumbers(JsonWriter &json, const QHash<ConversationId, KnownNumbers> &conversations);
[[nodiscard]] QHash<ConversationId, KnownNumbers> readKnownNumbers(JsonReader &read);

/// `POST /sync`
struct SyncRequest {
    QHash<ConversationId, KnownNumbers> conversations;
    std::optional<AccountChange> account = {};

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<SyncRequest> fromJson(const QJsonObject &json);
};

/// Contacts, blocks and the profiles of the people in the caller's conversations and lists. Each list of
/// names is whole, or empty where it did not change; the answer to `sync` has both.
struct AccountState {
    AccountChange account;
    std::optional<QStringList> contacts = {};
    std::optional<QStringList> blocks = {};
    QList<User> profiles = {};

    void write(JsonWriter &json) const;
    /// The fields alone, for a frame that carries them beside its `type`.
    void writeFields(JsonWriter &json) const;
    [[nodiscard]] static Result<AccountState> fromJson(const QJsonObject &json);
};

/// The answer to `POST /sync`: what is new or differs. With `more` the client asks again, with the new
/// numbers.
struct SyncAnswer {
    QList<Conversation> conversations = {};
    QList<ConversationId> removed = {};
    std::optional<AccountState> account = {};
    QString epoch;
    bool more = false;

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<SyncAnswer> fromJson(const QJsonObject &json);
};

/// The answer to `GET …/changes`: complete up to and with `change`.
struct Changes {
    std::optional<Conversation> conversation = {};
    QList<Message> messages = {};
    QList<Member> members = {};
    Change change;
    bool more = false;

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<Changes> fromJson(const QJsonObject &json);
};

} // namespace confab
