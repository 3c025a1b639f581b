// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/protocol/conversation.h"
#include "shared/protocol/jsonreader.h"
#include "shared/protocol/jsonwriter.h"
#include "shared/protocol/user.h"

/// Objects with every field set, and the way over the wire and back.
namespace confab::tests {

inline Timestamp sampleTime(int minutes = 0)
{
    return Timestamp(std::chrono::milliseconds(1795240800000)) + std::chrono::minutes(minutes);
}

inline QUuid sampleUuid()
{
    return QUuid::fromString(QLatin1StringView("019340a0-5f2e-7c1b-9d3e-0a1b2c3d4e5f"));
}

/// Text that has everything that needs care in JSON.
inline QString awkwardText()
{
    return QStringLiteral("\"quoted\" \\ back / slash\n\r\t\b\f\u0001\u001f\u007f ž 字 😀 \u2028 \uFFFD end");
}

inline Message sampleMessage()
{
    return {.conversation = ConversationId(7),
            .seq = Seq(5),
            .change = Change(42),
            .kind = MessageKind::Text,
            .clientId = sampleUuid(),
            .sender = QStringLiteral("ada"),
            .sentAt = sampleTime(),
            .body = awkwardText(),
            .editedAt = sampleTime(3),
            .replyTo = Seq(4),
            .reactions = {{QStringLiteral("👍"), {QStringLiteral("grace"), QStringLiteral("ada")}}}};
}

inline User sampleUser()
{
    return {.id = AccountId(2),
            .username = QStringLiteral("grace"),
            .displayName = QStringLiteral("Grace \"Amazing\" Hopper 😀"),
            .status = QStringLiteral("Compiling"),
            .avatar = QStringLiteral("a1"),
            .presence = Presence::Away,
            .lastSeenAt = sampleTime(),
            .deleted = true};
}

inline Conversation sampleConversation()
{
    return {.id = ConversationId(7),
            .kind = ConversationKind::Group,
            .title = QStringLiteral("Compiler"),
            .members
            = {{.user = QStringLiteral("ada"),
                .role = MemberRole::Owner,
                .readSeq = Seq(5),
                .deliveredSeq = Seq(5)},
               {.user = QStringLiteral("grace"), .readSeq = Seq(4), .deliveredSeq = Seq(5), .left = true}},
            .memberCount = 2,
            .membership = MembershipId(12),
            .firstSeq = Seq(1),
            .lastSeq = Seq(5),
            .change = Change(42),
            .own = {.own = Own(3),
                    .mutedUntil = sampleTime(90),
                    .pinned = true,
                    .archived = true,
                    .markedUnread = true},
            .unread = 1000,
            .lastMessage = sampleMessage(),
            .state = ConversationState::Closed,
            .updatedAt = sampleTime()};
}

/// The JSON of `bytes`, which must be an object.
inline QJsonObject parsed(const QByteArray &bytes)
{
    const auto json = parseJsonObject(bytes);
    return json ? *json : QJsonObject{{QLatin1StringView("notJson"), QString::fromUtf8(bytes)}};
}

/// `object` as JSON that was read back.
template <typename T>
QJsonObject written(const T &object)
{
    return parsed(toJson(object));
}

/// What `write` puts out, read back: for objects whose write takes a `ref`.
template <typename T>
QJsonObject written(const T &object, QStringView ref)
{
    QByteArray out;
    JsonWriter json(out);
    object.write(json, ref);
    return parsed(out);
}

} // namespace confab::tests
