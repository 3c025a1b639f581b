// SPDX-License-Identifier: Apache-2.0
#include "client/view/messageitem.h"

#include "client/store/messagetext.h"
#include "client/view/eventtext.h"
#include "client/view/timetext.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace confab {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(confab::MessageItem)
};

constexpr std::chrono::milliseconds groupWithin = 5min;

MessageItem read(const QModelIndex &index, MessageItem::Folding folding = MessageItem::Folding::Folded)
{
    using Role = MessageListModel::Role;
    MessageItem item;
    item.kind = index.data(Role::KindRole).value<MessageListModel::Kind>();
    item.seq = Seq(index.data(Role::SeqRole).toLongLong());
    if (item.isGap())
        return item;
    item.clientId = index.data(Role::ClientIdRole).toUuid();
    item.sender = index.data(Role::SenderRole).toString();
    item.senderName = index.data(Role::SenderNameRole).toString();
    item.sentAt = index.data(Role::SentAtRole).toDateTime();
    if (item.isEvent()) {
        item.event = index.data(Role::EventRole).value<GroupEvent>();
        item.eventName = index.data(Role::EventNameRole).toString();
        return item;
    }
    item.folded = folding == MessageItem::Folding::Folded && index.data(Role::FromBlockedRole).toBool();
    if (item.folded)
        return item;
    item.body = index.data(Role::BodyRole).toString();
    item.isOwn = index.data(Role::IsOwnRole).toBool();
    item.delivery = index.data(Role::DeliveryRole).value<Delivery>();
    if (const QVariant error = index.data(Role::ErrorRole); error.isValid())
        item.error = error.value<Error>();
    item.edited = index.data(Role::EditedRole).toBool();
    item.deleted = index.data(Role::DeletedRole).toBool();
    item.waiting = index.data(Role::WaitingRole).toBool();
    if (item.waiting && item.isOwn)
        item.delivery = Delivery::Queued;
    item.reactions = index.data(Role::ReactionsRole).value<QList<ShownReaction>>();
    item.replyTo = Seq(index.data(Role::ReplyToRole).toLongLong());
    if (item.replyTo != Seq()) {
        item.replyName = index.data(Role::ReplyNameRole).toString();
        item.replyBody = index.data(Role::ReplyBodyRole).toString();
        item.replyDeleted = index.data(Role::ReplyDeletedRole).toBool();
    }
    item.files = index.data(Role::FilesRole).value<QList<MessageFile>>();
    item.mentions = index.data(Role::MentionsRole).toStringList();
    item.ownName = index.data(Role::OwnNameRole).toString();
    return item;
}

bool continues(const MessageItem &previous, const MessageItem &item)
{
    return previous.isMessage() && previous.sender == item.sender && previous.isOwn == item.isOwn
        && previous.sentAt.msecsTo(item.sentAt) <= groupWithin.count();
}

} // namespace

MessageItem MessageItem::at(const QAbstractItemModel &model, int row, Seq firstUnread, Folding folding)
{
    MessageItem item = read(model.index(row, 0), folding);
    if (item.isGap())
        return item;
    item.startsNew = firstUnread != Seq() && item.seq == firstUnread;
    if (row == 0) {
        item.startsDay = true;
        return item;
    }
    const MessageItem previous = read(model.index(row - 1, 0));
    // Above a gap the day is not known, so what follows one says its own.
    item.startsDay = previous.isGap() || previous.day() != item.day();
    item.startsGroup = item.startsDay || item.startsNew || !continues(previous, item);
    return item;
}

QString deliveryText(Delivery delivery)
{
    switch (delivery) {
    case Delivery::Queued:
        return Text::tr("waiting");
    case Delivery::Accepted:
        return Text::tr("sent");
    case Delivery::Delivered:
        return Text::tr("delivered");
    case Delivery::Read:
        return Text::tr("read");
    case Delivery::Refused:
        return Text::tr("not sent");
    }
    Q_UNREACHABLE();
}

QString foldedText()
{
    return Text::tr("From somebody you blocked. Click to read it.");
}

QString spokenText(const MessageItem &item)
{
    if (item.isGap())
        return Text::tr("Messages that are not here yet");
    if (item.isEvent())
        return eventText(item.event, item.senderName, item.eventName);
    QStringList parts{item.isOwn ? Text::tr("You") : item.senderName, TimeText().clock(item.sentAt)};
    if (item.replyTo != Seq() && !item.replyName.isEmpty())
        parts.append(Text::tr("in answer to %1").arg(item.replyName));
    if (item.folded)
        parts.append(foldedText());
    if (item.deleted || !item.body.isEmpty())
        parts.append(item.deleted ? Text::tr("This message was deleted")
                                  : MessageText::fromBody(item.body).text);
    for (const MessageFile &file : item.files)
        parts.append(Text::tr("file %1").arg(file.shown.name));
    if (item.edited)
        parts.append(Text::tr("edited"));
    for (const ShownReaction &reaction : item.reactions)
        parts.append(Text::tr("%1 from %2", "an emoji and names")
                         .arg(reaction.emoji, QLocale().createSeparatedList(reaction.names)));
    if (item.isOwn && !item.deleted)
        parts.append(deliveryText(item.delivery));
    return parts.join(Text::tr(", ", "between the parts of a message that is read out"));
}

} // namespace confab
