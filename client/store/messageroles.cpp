// SPDX-License-Identifier: Apache-2.0
#include "client/store/messageroles.h"

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

} // namespace

MessageRoles::MessageRoles(QString self, NameOf nameOf)
    : m_self(std::move(self))
    , m_nameOf(std::move(nameOf))
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
        return ofWaiting(*entry, role);
    if (role == Model::KindRole)
        return QVariant::fromValue(Model::Kind::Gap);
    return role == Model::SeqRole ? QVariant(firstSeqOf(item).value()) : QVariant();
}

QVariant MessageRoles::ofMessage(const Message &message, const Chat &chat, int role) const
{
    const bool own = isOwn(message.sender);
    switch (role) {
    case Model::KindRole:
        return QVariant::fromValue(Model::Kind::Message);
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
    default:
        return {};
    }
}

QVariant MessageRoles::ofWaiting(const OutboxEntry &entry, int role) const
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
    case Model::EditedRole:
    case Model::DeletedRole:
        return false;
    default:
        return {};
    }
}

QHash<int, QByteArray> MessageRoles::names()
{
    return {{Qt::DisplayRole, "display"},      {Model::KindRole, "kind"},   {Model::ClientIdRole, "clientId"},
            {Model::SeqRole, "seq"},           {Model::BodyRole, "body"},   {Model::SenderRole, "sender"},
            {Model::SenderNameRole, "name"},   {Model::IsOwnRole, "isOwn"}, {Model::SentAtRole, "sentAt"},
            {Model::DeliveryRole, "delivery"}, {Model::ErrorRole, "error"}, {Model::EditedRole, "edited"},
            {Model::DeletedRole, "deleted"}};
}

} // namespace confab
