// SPDX-License-Identifier: Apache-2.0
#include "client/store/messageroles.h"

#include "client/store/mention.h"
#include "client/store/messagelistmodel.h"
#include "shared/core/text.h"

#include <QDateTime>

namespace confab {

using Model = MessageListModel;

namespace {

QDateTime toDateTime(Timestamp time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC);
}

QList<MessageFile> filesOf(const Message &message)
{
    QList<MessageFile> files;
    for (const Attachment &attachment : message.attachments)
        files.append({attachment, {}});
    return files;
}

QList<MessageFile> filesOf(const OutboxEntry &entry)
{
    QList<MessageFile> files;
    for (const OutgoingFile &file : entry.files)
        files.append({file.shown, file.path});
    return files;
}

} // namespace

MessageRoles::MessageRoles(QString self, NameOf nameOf, Is isMember, Is isBlocked,
                           const ShownMessages &messages)
    : m_self(std::move(self))
    , m_nameOf(std::move(nameOf))
    , m_isMember(std::move(isMember))
    , m_isBlocked(std::move(isBlocked))
    , m_messages(messages)
{ }

bool MessageRoles::isOwn(const QString &username) const
{
    return usernameKey(username) == usernameKey(m_self);
}

QVariant MessageRoles::data(const MessageItem &item, const Chat &chat, int role) const
{
    if (const auto *message = std::get_if<Message>(&item))
        return ofMessage(*message, chat, role);
    if (const auto *entry = std::get_if<OutboxEntry>(&item))
        return ofWaiting(*entry, chat, role);
    if (role == Model::KindRole)
        return QVariant::fromValue(Model::Kind::Gap);
    return role == Model::SeqRole ? QVariant(firstSeqOf(item).value()) : QVariant();
}

QVariant MessageRoles::ofMessage(const Message &message, const Chat &chat, int role) const
{
    const bool own = isOwn(message.sender);
    switch (role) {
    case Model::KindRole:
        return QVariant::fromValue(message.event ? Model::Kind::Event : Model::Kind::Message);
    case Model::EventRole:
        return QVariant::fromValue(message.event.value_or(GroupEvent()));
    case Model::EventNameRole:
        return message.event && message.event->user ? m_nameOf(*message.event->user) : QString();
    case Model::ClientIdRole:
        return message.clientId;
    case Model::SeqRole:
        return message.seq.value();
    case Qt::DisplayRole:
    case Model::BodyRole:
        return message.body;
    case Model::SenderRole:
        return message.sender;
    case Model::SenderNameRole:
        return m_nameOf(message.sender);
    case Model::IsOwnRole:
        return own;
    case Model::SentAtRole:
        return toDateTime(message.sentAt);
    case Model::DeliveryRole:
        return QVariant::fromValue(own ? deliveryOf(chat, message.seq) : Delivery::Accepted);
    case Model::EditedRole:
        return message.editedAt.has_value();
    case Model::DeletedRole:
        return message.deleted;
    case Model::ReactionsRole:
        return reactionsOf(message);
    case Model::WaitingRole:
        return m_messages.isWaiting(message.seq);
    case Model::FilesRole:
        return QVariant::fromValue(filesOf(message));
    case Model::FromBlockedRole:
        return chat.isGroup() && !own && m_isBlocked(message.sender);
    case Model::MentionsRole:
        return mentionsIn(message.body, chat);
    case Model::OwnNameRole:
        return m_self;
    default:
        return ofReply(message.deleted ? std::nullopt : message.replyTo, role);
    }
}

QVariant MessageRoles::ofReply(const std::optional<Seq> &replyTo, int role) const
{
    if (role == Model::ReplyToRole)
        return replyTo.value_or(Seq()).value();
    const bool isAsked
        = role == Model::ReplyNameRole || role == Model::ReplyBodyRole || role == Model::ReplyDeletedRole;
    const auto original = isAsked && replyTo ? m_messages.at(*replyTo) : std::nullopt;
    if (!original)
        return {};
    if (role == Model::ReplyNameRole)
        return m_nameOf(original->sender);
    if (role == Model::ReplyDeletedRole)
        return original->deleted;
    const bool isFileOnly = original->body.isEmpty() && !original->attachments.isEmpty();
    return isFileOnly ? original->attachments.first().name : original->body;
}

QStringList MessageRoles::mentionsIn(const QString &body, const Chat &chat) const
{
    QStringList names;
    if (!chat.isGroup() || !body.contains(u'@'))
        return names;
    const auto mentions = Mention::in(MessageText::fromBody(body), m_isMember);
    for (const Mention &mention : mentions)
        names.append(mention.username);
    return names;
}

QVariant MessageRoles::reactionsOf(const Message &message) const
{
    QList<ShownReaction> shown;
    for (const Reaction &reaction : message.reactions) {
        ShownReaction one{.emoji = reaction.emoji, .names = {}};
        for (const QString &user : reaction.users) {
            one.names.append(m_nameOf(user));
            one.isOwn = one.isOwn || isOwn(user);
        }
        shown.append(one);
    }
    return QVariant::fromValue(shown);
}

QVariant MessageRoles::ofWaiting(const OutboxEntry &entry, const Chat &chat, int role) const
{
    switch (role) {
    case Model::KindRole:
        return QVariant::fromValue(Model::Kind::Message);
    case Model::ClientIdRole:
        return entry.clientId;
    case Model::SeqRole:
        return qint64(0);
    case Qt::DisplayRole:
    case Model::BodyRole:
        return entry.body;
    case Model::SenderRole:
        return m_self;
    case Model::SenderNameRole:
        return m_nameOf(m_self);
    case Model::IsOwnRole:
        return true;
    case Model::SentAtRole:
        return toDateTime(entry.writtenAt);
    case Model::DeliveryRole:
        return QVariant::fromValue(entry.refused ? Delivery::Refused : Delivery::Queued);
    case Model::ErrorRole:
        return entry.refused ? QVariant::fromValue(*entry.refused) : QVariant();
    case Model::FilesRole:
        return QVariant::fromValue(filesOf(entry));
    case Model::MentionsRole:
        return mentionsIn(entry.body, chat);
    case Model::OwnNameRole:
        return m_self;
    case Model::EditedRole:
    case Model::DeletedRole:
        return false;
    default:
        return ofReply(entry.replyTo, role);
    }
}

QHash<int, QByteArray> MessageRoles::names()
{
    return {{Qt::DisplayRole, "display"},
            {Model::KindRole, "kind"},
            {Model::ClientIdRole, "clientId"},
            {Model::SeqRole, "seq"},
            {Model::BodyRole, "body"},
            {Model::SenderRole, "sender"},
            {Model::SenderNameRole, "name"},
            {Model::IsOwnRole, "isOwn"},
            {Model::SentAtRole, "sentAt"},
            {Model::DeliveryRole, "delivery"},
            {Model::ErrorRole, "error"},
            {Model::EditedRole, "edited"},
            {Model::DeletedRole, "deleted"},
            {Model::WaitingRole, "waiting"},
            {Model::ReactionsRole, "reactions"},
            {Model::ReplyToRole, "replyTo"},
            {Model::ReplyNameRole, "replyName"},
            {Model::ReplyBodyRole, "replyBody"},
            {Model::ReplyDeletedRole, "replyDeleted"},
            {Model::FilesRole, "files"},
            {Model::MentionsRole, "mentions"},
            {Model::OwnNameRole, "ownName"},
            {Model::FromBlockedRole, "fromBlocked"}};
}

} // namespace confab
