// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/protocol/conversation.h"

#include <QStringList>

/// The JSON documents of an archive as they are read again, strictly (resources/export/README.md). The field
/// of an error is the one that is wrong.
namespace confab {

/// export.json
struct ImportedAbout {
    QString server; ///< the epoch of the database that it is from
    QString username;

    [[nodiscard]] static Result<ImportedAbout> read(const QByteArray &json);
};

/// One of people.json.
struct ImportedPerson {
    QString username;
    QString displayName;
    std::optional<QString> status = {};
    bool deleted = false;

    [[nodiscard]] static Result<QList<ImportedPerson>> readAll(const QByteArray &json);
    [[nodiscard]] static Result<ImportedPerson> fromJson(const QJsonObject &json);
};

/// profile.json
struct ImportedProfile {
    ImportedPerson person;
    bool sendReadReceipts = true;
    bool sharePresence = true;
    Timestamp createdAt = {};
    QByteArray avatar = {}; ///< its path; empty for none

    [[nodiscard]] static Result<ImportedProfile> read(const QByteArray &json);
};

struct ImportedMember {
    Member shown;
    Seq firstSeq = {};

    [[nodiscard]] static Result<ImportedMember> fromJson(const QJsonObject &json);
};

/// conversation.json
struct ImportedConversation {
    ConversationId id;
    ConversationKind kind = ConversationKind::Direct;
    std::optional<QString> title = {};
    GroupHistory history = GroupHistory::Joined;
    QByteArray avatar = {}; ///< its path; empty for none
    Timestamp createdAt = {};
    Timestamp updatedAt = {};
    Seq firstSeq = {}; ///< of what is in the archive
    Seq lastSeq = {};
    QList<ImportedMember> members = {};
    Seq readSeq = {};
    OwnState own = {};

    [[nodiscard]] static Result<ImportedConversation> read(const QByteArray &json);
};

/// contacts.json and blocks.json, whose list has that name: usernames.
[[nodiscard]] Result<QStringList> readImportedNames(const QByteArray &json, QLatin1StringView name,
                                                    int atMost);
/// A page of messages; what each says is what a message may say.
[[nodiscard]] Result<QList<Message>> readImportedMessages(const QByteArray &json);

} // namespace confab
