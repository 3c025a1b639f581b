// SPDX-License-Identifier: Apache-2.0
#include "server/domain/importdocuments.h"

#include "server/domain/importlimits.h"
#include "shared/core/emoji.h"
#include "shared/core/limits.h"
#include "shared/core/text.h"
#include "shared/protocol/jsonreader.h"

#include <QSet>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr int epochLength = 64;
constexpr int pathLength = 200;

QString readName(JsonReader &read, QLatin1StringView field)
{
    const QString name = read.text(field, Limits::usernameMax);
    if (!isUsername(name))
        read.reject(field, u"is no username"_s);
    return name;
}

QByteArray readPath(JsonReader &read)
{
    return read.optionalText("avatar"_L1, pathLength).value_or(QString()).toLatin1();
}

template <typename T>
Result<QList<T>> readList(const QByteArray &json, QLatin1StringView name, qsizetype atMost)
{
    const auto object = parseJsonObject(json);
    if (!object)
        return object.error();
    JsonReader read{*object};
    QList<T> items = read.nestedList<T>(name);
    if (items.size() > atMost)
        read.reject(name, u"has more than %1 entries"_s.arg(atMost));
    return read.finish(std::move(items));
}

void readOwn(JsonReader &read, ImportedConversation &conversation)
{
    OwnState &own = conversation.own;
    if (read.has("muted"_L1)) {
        own.mutedUntil
            = read.text("muted"_L1, 40) == "forever"_L1 ? OwnState::mutedForever : read.timestamp("muted"_L1);
    }
    own.pinned = read.boolean("pinned"_L1);
    own.archived = read.boolean("archived"_L1);
    own.markedUnread = read.boolean("markedUnread"_L1);
    conversation.readSeq = read.number<Seq>("readSeq"_L1);
}

void checkKind(JsonReader &read, const ImportedConversation &conversation)
{
    const bool isGroup = conversation.kind == ConversationKind::Group;
    if (isGroup != conversation.title.has_value())
        read.reject("title"_L1, u"is what every group has and nothing else"_s);
    if (!isGroup && conversation.members.size() != 2)
        read.reject("members"_L1, u"are not two"_s);
    if (conversation.members.size() > 2 * Limits::groupMembers) // those who left stand there too
        read.reject("members"_L1, u"are more than a group has"_s);
    QSet<QString> names;
    for (const ImportedMember &member : conversation.members)
        names.insert(usernameKey(member.shown.user));
    if (names.size() != conversation.members.size())
        read.reject("members"_L1, u"hold somebody twice"_s);
    if (conversation.firstSeq.value() < 1 || conversation.firstSeq.value() > ImportLimits::before)
        read.reject("firstSeq"_L1, u"must be 1 to %1"_s.arg(ImportLimits::before));
    if (conversation.lastSeq.next() < conversation.firstSeq)
        read.reject("lastSeq"_L1, u"is before firstSeq"_s);
}

Result<void> checkReactions(const QList<Reaction> &reactions)
{
    QSet<QString> seen;
    for (const Reaction &reaction : reactions) {
        QSet<QString> users;
        for (const QString &user : reaction.users)
            users.insert(usernameKey(user));
        if (!isEmoji(reaction.emoji) || seen.contains(reaction.emoji) || users.isEmpty()
            || users.size() != reaction.users.size())
            return Error::invalid(u"reactions"_s, u"hold what nobody can react with, or twice"_s);
        seen.insert(reaction.emoji);
    }
    if (reactions.size() > Limits::reactions)
        return Error::invalid(u"reactions"_s, u"are more than %1"_s.arg(Limits::reactions));
    return {};
}

Result<void> checkMessage(const Message &message)
{
    QSet<FileId> files;
    for (const Attachment &file : message.attachments)
        files.insert(file.id);
    if (files.size() != message.attachments.size() || files.size() > Limits::attachments)
        return Error::invalid(u"attachments"_s, u"hold a file twice, or too many"_s);
    const bool isEvent = message.kind == MessageKind::Event;
    if (isEvent != message.event.has_value() || (isEvent && !message.body.isEmpty()))
        return Error::invalid(u"event"_s, u"is what every message of that kind has and nothing else"_s);
    if (message.deleted && !(message.body.isEmpty() && files.isEmpty() && message.reactions.isEmpty()))
        return Error::invalid(u"deleted"_s, u"is said of a message that still says something"_s);
    if (message.replyTo && (message.replyTo->value() < 1 || *message.replyTo >= message.seq))
        return Error::invalid(u"replyTo"_s, u"is no earlier message"_s);
    if (!isUsername(message.sender))
        return Error::invalid(u"sender"_s, u"is no username"_s);
    return checkReactions(message.reactions);
}

} // namespace

Result<ImportedAbout> ImportedAbout::read(const QByteArray &json)
{
    const auto object = parseJsonObject(json);
    if (!object)
        return object.error();
    JsonReader read{*object};
    if (read.text("format"_L1, 40) != "confab-export"_L1)
        read.reject("format"_L1, u"is not that of an export of Confab"_s);
    if (read.integer("version"_L1, 0, JsonReader::maxNumber) != 1)
        read.reject("version"_L1, u"is one that this program does not know"_s);
    ImportedAbout about{.server = read.text("server"_L1, epochLength),
                        .username = readName(read, "username"_L1)};
    if (about.server.isEmpty())
        read.reject("server"_L1, u"is empty"_s);
    return read.finish(std::move(about));
}

Result<ImportedPerson> ImportedPerson::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    ImportedPerson person{.username = readName(read, "username"_L1),
                          .displayName = read.text("displayName"_L1, Limits::displayName),
                          .status = read.optionalText("status"_L1, Limits::status),
                          .deleted = read.optionalBoolean("deleted"_L1).value_or(false)};
    return read.finish(std::move(person));
}

Result<QList<ImportedPerson>> ImportedPerson::readAll(const QByteArray &json)
{
    auto people = readList<ImportedPerson>(json, "people"_L1, ImportLimits::people);
    if (!people)
        return people;
    QSet<QString> names;
    for (const ImportedPerson &person : *people)
        names.insert(usernameKey(person.username));
    return names.size() == people->size() ? people : Error::invalid(u"people"_s, u"holds somebody twice"_s);
}

Result<ImportedProfile> ImportedProfile::read(const QByteArray &json)
{
    const auto object = parseJsonObject(json);
    if (!object)
        return object.error();
    JsonReader read{*object};
    const auto person = ImportedPerson::fromJson(*object);
    if (!person)
        return person.error();
    ImportedProfile profile{.person = *person,
                            .sendReadReceipts = read.boolean("sendReadReceipts"_L1),
                            .sharePresence = read.boolean("sharePresence"_L1),
                            .createdAt = read.timestamp("createdAt"_L1),
                            .avatar = readPath(read)};
    return read.finish(std::move(profile));
}

Result<ImportedMember> ImportedMember::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    const auto role = memberRoleFromName(read.text("role"_L1, 16));
    if (!role)
        read.reject("role"_L1, u"is unknown"_s);
    ImportedMember member{.shown
                          = {.user = readName(read, "user"_L1),
                             .role = role.value_or(MemberRole::Member),
                             .readSeq = read.optionalNumber<Seq>("readSeq"_L1).value_or(Seq()),
                             .deliveredSeq = read.optionalNumber<Seq>("deliveredSeq"_L1).value_or(Seq()),
                             .left = read.optionalBoolean("left"_L1).value_or(false)},
                          .firstSeq = read.number<Seq>("firstSeq"_L1)};
    if (member.firstSeq.value() < 1)
        read.reject("firstSeq"_L1, u"must be 1 or more"_s);
    return read.finish(std::move(member));
}

Result<ImportedConversation> ImportedConversation::read(const QByteArray &json)
{
    const auto object = parseJsonObject(json);
    if (!object)
        return object.error();
    JsonReader read{*object};
    const auto kind = conversationKindFromName(read.text("kind"_L1, 16));
    if (!kind)
        read.reject("kind"_L1, u"is unknown"_s);
    ImportedConversation conversation{.id = read.id<ConversationId>("id"_L1),
                                      .kind = kind.value_or(ConversationKind::Direct),
                                      .title = read.optionalText("title"_L1, Limits::title),
                                      .avatar = readPath(read),
                                      .createdAt = read.timestamp("createdAt"_L1),
                                      .updatedAt = read.timestamp("updatedAt"_L1),
                                      .firstSeq = read.number<Seq>("firstSeq"_L1),
                                      .lastSeq = read.number<Seq>("lastSeq"_L1),
                                      .members = read.nestedList<ImportedMember>("members"_L1)};
    conversation.history = readHistory(read).value_or(GroupHistory::Joined);
    readOwn(read, conversation);
    checkKind(read, conversation);
    return read.finish(std::move(conversation));
}

Result<QStringList> readImportedNames(const QByteArray &json, QLatin1StringView name, int atMost)
{
    const auto object = parseJsonObject(json);
    if (!object)
        return object.error();
    JsonReader read{*object};
    return read.finish(read.texts(name, Limits::usernameMax, atMost));
}

Result<QList<Message>> readImportedMessages(const QByteArray &json)
{
    auto messages = readList<Message>(json, "messages"_L1, ImportLimits::page);
    if (!messages)
        return messages;
    for (const Message &message : *messages) {
        if (const auto good = checkMessage(message); !good)
            return Error::invalid(good.error().field,
                                  u"of message %1 %2"_s.arg(message.seq.value()).arg(good.error().detail));
    }
    return messages;
}

} // namespace confab
