// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/protocol/jsonreader.h"
#include "shared/protocol/message.h"
#include "shared/protocol/user.h"

#include <QStringList>

/// The frames a client sends. All but `authenticate` and `typing` carry a `ref` of the client's choosing,
/// which stands beside the fields here (clientFrameRef) and comes back in the answer.
///
///     client                                  server
///     {"type":"authenticate","token":…}  ->
///                                        <-   {"type":"welcome","user":…,"session":…,…}
///     {"type":"send","ref":"1",…}        ->
///                                        <-   {"type":"ack","ref":"1","conversation":…,"change":7,"seq":5,…}
///                                        <-   {"type":"message","conversation":…,"change":8,"message":{…}}
namespace confab {

/// `authenticate`: the first frame of a socket that was opened without a token.
struct AuthenticateFrame {
    static constexpr QLatin1StringView type{"authenticate"};
    QString token;

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<AuthenticateFrame> fromJson(JsonReader read);
};

/// `send`: post `body` in `conversation`, or to the person `to`, with whom a direct conversation is made if
/// there is none. `clientId` makes a repeat harmless: the server answers it with the first message.
struct SendFrame {
    static constexpr QLatin1StringView type{"send"};
    std::optional<ConversationId> conversation = {}; ///< exactly one of this and `to`
    std::optional<QString> to = {};
    QUuid clientId;
    QString body;
    std::optional<Seq> replyTo = {};
    QList<FileId> attachments = {};

    void write(JsonWriter &json, QStringView ref) const;
    [[nodiscard]] static Result<SendFrame> fromJson(JsonReader read);
};

/// `edit`: the caller's own message `seq` says `body` from now on.
struct EditFrame {
    static constexpr QLatin1StringView type{"edit"};
    ConversationId conversation;
    Seq seq;
    QString body;

    void write(JsonWriter &json, QStringView ref) const;
    [[nodiscard]] static Result<EditFrame> fromJson(JsonReader read);
};

/// `delete`: nobody can read the caller's own message `seq` any more; its place stays.
struct DeleteFrame {
    static constexpr QLatin1StringView type{"delete"};
    ConversationId conversation;
    Seq seq;

    void write(JsonWriter &json, QStringView ref) const;
    [[nodiscard]] static Result<DeleteFrame> fromJson(JsonReader read);
};

/// `react`: the caller's `emoji` stands at the message `seq`, or does no more.
struct ReactFrame {
    static constexpr QLatin1StringView type{"react"};
    ConversationId conversation;
    Seq seq;
    QString emoji;
    bool on = true;

    void write(JsonWriter &json, QStringView ref) const;
    [[nodiscard]] static Result<ReactFrame> fromJson(JsonReader read);
};

/// `read` and `delivered`: the caller has read, or this device holds, everything up to `seq`.
struct MarkFrame {
    enum class Kind { Read, Delivered };
    Kind kind;
    ConversationId conversation;
    Seq seq;

    void write(JsonWriter &json, QStringView ref) const;
    [[nodiscard]] static Result<MarkFrame> fromJson(Kind kind, JsonReader read);
    [[nodiscard]] static QLatin1StringView typeOf(Kind kind);
};

/// `typing`: the caller is writing in `conversation`. Never answered.
struct TypingFrame {
    static constexpr QLatin1StringView type{"typing"};
    ConversationId conversation;

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<TypingFrame> fromJson(JsonReader read);
};

/// `presence`: this device is used (online) or is not (away).
struct PresenceFrame {
    static constexpr QLatin1StringView type{"presence"};
    Presence state;

    void write(JsonWriter &json, QStringView ref) const;
    [[nodiscard]] static Result<PresenceFrame> fromJson(JsonReader read);
};

/// `watch`: whose presence the client shows now; replaces what it watched before.
struct WatchFrame {
    static constexpr QLatin1StringView type{"watch"};
    QStringList users;

    void write(JsonWriter &json, QStringView ref) const;
    [[nodiscard]] static Result<WatchFrame> fromJson(JsonReader read);
};

/// `ping`: answered by `pong`.
struct PingFrame {
    static constexpr QLatin1StringView type{"ping"};

    void write(JsonWriter &json, QStringView ref) const;
};

/// The `type` of any frame, at most 32 code points.
[[nodiscard]] Result<QString> frameType(JsonReader read);
/// The `ref` of a frame that wants an answer, as the JSON text to answer with: a string of at most 64 code
/// points or a whole number.
[[nodiscard]] Result<QByteArray> clientFrameRef(JsonReader read);

} // namespace confab
