// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/protocol/message.h"

namespace confab {

class JsonReader;

enum class ConversationKind { Direct, Group };
enum class ConversationState { Open, Closed };
enum class MemberRole { Member, Owner };
/// What somebody who joins a group sees of what was said before: nothing, or all.
enum class GroupHistory { Joined, All };

[[nodiscard]] QLatin1StringView toName(ConversationKind kind);
[[nodiscard]] std::optional<ConversationKind> conversationKindFromName(QStringView name);
[[nodiscard]] QLatin1StringView toName(MemberRole role);
[[nodiscard]] std::optional<MemberRole> memberRoleFromName(QStringView name);
[[nodiscard]] QLatin1StringView toName(GroupHistory history);
/// The fields `title` and `history` of what asks for them; a title is trimmed and not empty.
[[nodiscard]] QString readTitle(JsonReader &read);
[[nodiscard]] std::optional<GroupHistory> readHistory(JsonReader &read);

/// One person's part in a conversation, as the others see it.
struct Member {
    QString user; ///< a username
    MemberRole role = MemberRole::Member;
    Seq readSeq = {};
    Seq deliveredSeq = {};
    bool left = false; ///< a tombstone: no member any more

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<Member> fromJson(const QJsonObject &json);
    bool operator==(const Member &) const = default;
};

/// What only the caller sees of a conversation, numbered by `own`.
struct OwnState {
    Own own = {};
    std::optional<Timestamp> mutedUntil = {}; ///< mutedForever for always
    bool pinned = false;
    bool archived = false;
    bool markedUnread = false;

    static constexpr Timestamp mutedForever = Timestamp::max();
    bool operator==(const OwnState &) const = default;
};

/// A conversation as one of its members sees it.
struct Conversation {
    ConversationId id;
    ConversationKind kind = ConversationKind::Direct;
    std::optional<QString> title = {}; ///< of a group, as the next two
    std::optional<QString> avatar = {};
    std::optional<GroupHistory> history = {};
    QList<Member> members = {};
    int memberCount = 0;
    MembershipId membership = {};
    Seq firstSeq = {}; ///< the first message the caller may see
    Seq lastSeq = {};
    Change change = {};
    OwnState own = {};
    int unread = 0; ///< others' undeleted messages after the caller's read mark, at most Limits::unread
    std::optional<Message> lastMessage = {};
    ConversationState state = ConversationState::Open;
    Timestamp updatedAt = {};

    void write(JsonWriter &json) const;
    /// The fields alone, for a frame that carries them beside its `type`; `members` as they stand in it, when
    /// they are written already.
    void writeFields(JsonWriter &json, QByteArrayView members = {}) const;
    [[nodiscard]] static Result<Conversation> fromJson(const QJsonObject &json);
    /// The member of that name; null when there is none.
    [[nodiscard]] const Member *member(QStringView username) const;
    bool operator==(const Conversation &) const = default;
};

} // namespace confab
