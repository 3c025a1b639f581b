// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/client/agreement.h"

#include "client/store/conversationlistmodel.h"
#include "client/store/messagelistmodel.h"
#include "shared/protocol/conversation.h"

#include <QtTest>

using namespace Qt::StringLiterals;

namespace confab::tests {

namespace {

constexpr int patience = 20'000; // milliseconds that a page may take on a machine that does much else

QString inWords(const QString &sender, const QString &body, const QStringList &marks)
{
    return u"%1: %2 [%3]"_s.arg(sender, body, marks.join(u' '));
}

QString inWords(const std::optional<GroupEvent> &event)
{
    return event ? u"event %1 %2"_s.arg(int(event->what)).arg(event->user.value_or(QString())) : QString();
}

QString inWords(QStringView emoji, QStringList users)
{
    users.sort();
    return u"%1=%2"_s.arg(emoji, users.join(u','));
}

QString inWords(const Message &message)
{
    QStringList marks;
    if (message.editedAt)
        marks.append(u"edited"_s);
    if (message.deleted)
        marks.append(u"deleted"_s);
    if (message.replyTo && !message.deleted)
        marks.append(u"answers %1"_s.arg(message.replyTo->value()));
    for (const Attachment &file : message.attachments)
        marks.append(file.name);
    for (const Reaction &reaction : message.reactions)
        marks.append(inWords(reaction.emoji, reaction.users));
    return inWords(message.sender, message.event ? inWords(message.event) : message.body, marks);
}

QString inWords(const QModelIndex &row)
{
    using Model = MessageListModel;
    QStringList marks;
    if (row.data(Model::EditedRole).toBool())
        marks.append(u"edited"_s);
    if (row.data(Model::DeletedRole).toBool())
        marks.append(u"deleted"_s);
    if (const qint64 original = row.data(Model::ReplyToRole).toLongLong())
        marks.append(u"answers %1"_s.arg(original));
    for (const MessageFile &file : row.data(Model::FilesRole).value<QList<MessageFile>>())
        marks.append(file.shown.name);
    for (const ShownReaction &reaction : row.data(Model::ReactionsRole).value<QList<ShownReaction>>())
        marks.append(inWords(reaction.emoji, reaction.names));
    const bool isEvent = row.data(Model::KindRole).value<Model::Kind>() == Model::Kind::Event;
    return inWords(row.data(Model::SenderRole).toString(),
                   isEvent ? inWords(row.data(Model::EventRole).value<GroupEvent>())
                           : row.data(Model::BodyRole).toString(),
                   marks);
}

QString inWords(const OwnState &own, Seq readSeq, int unread)
{
    return u"read %1, unread %2, muted %3, pinned %4, archived %5, marked %6"_s.arg(readSeq.value())
        .arg(unread)
        .arg(own.mutedUntil ? own.mutedUntil->time_since_epoch().count() : 0)
        .arg(own.pinned)
        .arg(own.archived)
        .arg(own.markedUnread);
}

QString relationsInWords(QStringList contacts, QStringList blocks)
{
    contacts.sort();
    blocks.sort();
    return u"contacts %1, blocks %2"_s.arg(contacts.join(u','), blocks.join(u','));
}

void fillGaps(MessageListModel &model)
{
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.index(row, 0).data(MessageListModel::KindRole).value<MessageListModel::Kind>()
            == MessageListModel::Kind::Gap)
            model.fillGap(row);
    }
}

void takeRows(const MessageListModel &model, QMap<qint64, QString> &messages)
{
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row, 0);
        const auto kind = index.data(MessageListModel::KindRole).value<MessageListModel::Kind>();
        const qint64 seq = index.data(MessageListModel::SeqRole).toLongLong();
        if (kind == MessageListModel::Kind::Gap)
            messages.insert(seq, u"a gap"_s);
        else if (seq > 0)
            messages.insert(seq, inWords(index));
    }
}

/// From the newest to the first, as somebody who scrolls up.
QMap<qint64, QString> messagesOf(Account &account, ChatId chat)
{
    const auto model = account.openMessages(chat);
    fillGaps(*model);
    QMap<qint64, QString> messages;
    takeRows(*model, messages);
    // The rows that go at the other end are as many as come: only the first one tells.
    const auto first = [&] { return model->index(0, 0).data(MessageListModel::SeqRole).toLongLong(); };
    while (!model->atStart()) {
        const qint64 before = first();
        model->loadOlder();
        const bool isLonger = QTest::qWaitFor(
            [&] { return model->atStart() || (!model->isLoadingOlder() && first() != before); }, patience);
        takeRows(*model, messages);
        if (!isLonger)
            break;
    }
    return messages;
}

QStringList names(const QList<User> &users)
{
    QStringList names;
    for (const User &user : users)
        names.append(user.username);
    return names;
}

QStringList namesAt(Person &person, const QString &list)
{
    QStringList names;
    const QJsonArray items = person.get(u'/' + list).json()[list].toArray();
    for (const QJsonValue &item : items)
        names.append(item["username"_L1].toString());
    return names;
}

} // namespace

Seen seenOn(Account &account)
{
    Seen seen{.relations = relationsInWords(names(account.related(Relation::Contact)),
                                            names(account.related(Relation::Block)))};
    QList<ChatId> chats;
    for (const ConversationListModel *list : {account.conversations(), account.archived()}) {
        for (int row = 0; row < list->rowCount(); ++row)
            chats.append(list->index(row, 0).data(ConversationListModel::ChatIdRole).value<ChatId>());
    }
    for (const ChatId id : std::as_const(chats)) {
        const Chat chat = account.chat(id);
        if (!chat.conversation)
            continue;
        const OwnState own{.mutedUntil = chat.mutedUntil,
                           .pinned = chat.pinned,
                           .archived = chat.archived,
                           .markedUnread = chat.markedUnread};
        seen.conversations.insert(chat.conversation->toString(),
                                  {inWords(own, chat.readSeq, chat.unread), messagesOf(account, id)});
    }
    return seen;
}

Seen seenBy(Person &person)
{
    Seen seen{.relations = relationsInWords(namesAt(person, u"contacts"_s), namesAt(person, u"blocks"_s))};
    const QJsonArray items = person.get(u"/conversations?limit=100"_s).json()["conversations"_L1].toArray();
    for (const QJsonValue &item : items) {
        const auto conversation = Conversation::fromJson(item.toObject());
        if (!conversation || conversation->lastSeq == Seq())
            continue; // one without a message is in nobody's list
        const Member *self = conversation->member(person.username());
        SeenConversation &one = seen.conversations[conversation->id.toString()];
        one.own = inWords(conversation->own, self ? self->readSeq : Seq(), conversation->unread);
        const QList<QJsonObject> messages = person.messages(conversation->id.toString());
        for (const QJsonObject &json : messages) {
            const auto message = Message::fromJson(json);
            if (message)
                one.messages.insert(message->seq.value(), inWords(*message));
        }
    }
    return seen;
}

QStringList differences(const Seen &shown, const Seen &stored)
{
    QStringList lines;
    const auto compare = [&lines](const QString &what, const QString &here, const QString &there) {
        if (here != there)
            lines.append(u"%1: shown \"%2\", stored \"%3\""_s.arg(what, here, there));
    };
    compare(u"relations"_s, shown.relations, stored.relations);
    compare(u"conversations"_s, shown.conversations.keys().join(u' '),
            stored.conversations.keys().join(u' '));
    for (auto it = stored.conversations.begin(); it != stored.conversations.end(); ++it) {
        const SeenConversation here = shown.conversations.value(it.key());
        compare(it.key(), here.own, it->own);
        QSet<qint64> seqs(here.messages.keyBegin(), here.messages.keyEnd());
        seqs.unite(QSet<qint64>(it->messages.keyBegin(), it->messages.keyEnd()));
        for (const qint64 seq : std::as_const(seqs))
            compare(u"%1.%2"_s.arg(it.key()).arg(seq), here.messages.value(seq), it->messages.value(seq));
    }
    return lines;
}

} // namespace confab::tests
