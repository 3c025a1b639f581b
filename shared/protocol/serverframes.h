// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/protocol/conversationrequests.h"
#include "shared/protocol/user.h"

#include <QHash>

/// The frames a server sends. `write` writes the whole frame with its `type`; `fromJson` reads the fields.
namespace confab {

/// `welcome`: from now on this socket misses nothing.
struct WelcomeFrame {
    static constexpr QLatin1StringView type{"welcome"};
    User user;
    SessionId session;
    QString epoch;
    QString server; ///< the server's version
    int heartbeat = 0; ///< seconds; a client sends something at least that often

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<WelcomeFrame> fromJson(const QJsonObject &json);
};

/// `ack`: the answer to a frame that succeeded. For a change it stands in place of the push on this socket.
struct AckFrame {
    static constexpr QLatin1StringView type{"ack"};
    QByteArray ref; ///< as JSON (clientFrameRef); on the client the text of it
    std::optional<ConversationId> conversation = {};
    std::optional<Change> change = {};
    bool present = false; ///< `change` is the conversation's latest: what was asked for was none of its own
    std::optional<Seq> seq = {};
    std::optional<Timestamp> sentAt = {};
    std::optional<Message> message = {};

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<AckFrame> fromJson(const QJsonObject &json);
};

/// `error`: the answer to a frame that was refused; `ref` is empty when none could be read.
struct ErrorFrame {
    static constexpr QLatin1StringView type{"error"};
    QByteArray ref; ///< as in AckFrame
    Error error;

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<ErrorFrame> fromJson(const QJsonObject &json);
};

/// `message`: one that is new or has changed, as it is now.
struct MessageFrame {
    static constexpr QLatin1StringView type{"message"};
    Message message;

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<MessageFrame> fromJson(const QJsonObject &json);
};

/// `receipt`: how far `user` has read and holds the conversation.
struct ReceiptFrame {
    static constexpr QLatin1StringView type{"receipt"};
    ConversationId conversation;
    Change change;
    QString user;
    Seq readSeq;
    Seq deliveredSeq;

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<ReceiptFrame> fromJson(const QJsonObject &json);
};

/// `change`: a number that this member may not see more of.
struct ChangeFrame {
    static constexpr QLatin1StringView type{"change"};
    ConversationId conversation;
    Change change;

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<ChangeFrame> fromJson(const QJsonObject &json);
};

/// `conversation`: its fields beside `type`; it is new, or its title, members, state or the caller's own
/// moved.
struct ConversationFrame {
    static constexpr QLatin1StringView type{"conversation"};
    Conversation conversation;
    QByteArrayView members = {}; ///< as JSON, when they are written already; for who writes it

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<ConversationFrame> fromJson(const QJsonObject &json);
};

/// `removed`: the caller is no member any more.
struct RemovedFrame {
    static constexpr QLatin1StringView type{"removed"};
    ConversationId conversation;

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<RemovedFrame> fromJson(const QJsonObject &json);
};

/// `account`: contacts, blocks and profiles, with their number.
struct AccountFrame {
    static constexpr QLatin1StringView type{"account"};
    AccountState state;

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<AccountFrame> fromJson(const QJsonObject &json);
};

/// `typing`: `user` is writing now; it fades after six seconds.
struct UserTypingFrame {
    static constexpr QLatin1StringView type{"typing"};
    ConversationId conversation;
    QString user;

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<UserTypingFrame> fromJson(const QJsonObject &json);
};

/// `presence`: of someone this socket watches.
struct UserPresenceFrame {
    static constexpr QLatin1StringView type{"presence"};
    QString user;
    Presence state = Presence::Offline;
    std::optional<Timestamp> lastSeenAt = {};

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<UserPresenceFrame> fromJson(const QJsonObject &json);
};

/// `marks`: the high-water marks of the conversations that moved lately, as storage has them.
struct MarksFrame {
    static constexpr QLatin1StringView type{"marks"};
    QHash<ConversationId, KnownNumbers> conversations;
    AccountChange account;

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<MarksFrame> fromJson(const QJsonObject &json);
};

/// `pong`: the answer to `ping`.
struct PongFrame {
    static constexpr QLatin1StringView type{"pong"};
    QByteArray ref;

    void write(JsonWriter &json) const;
};

/// The `ref` of an answer as text; empty when there is none.
[[nodiscard]] QString serverFrameRef(const QJsonObject &json);

} // namespace confab
