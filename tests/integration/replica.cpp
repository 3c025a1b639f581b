// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/replica.h"

#include <algorithm>

namespace confab::tests {

using namespace Qt::StringLiterals;

Replica::Replica(const Door &door, Person &person)
    : m_person(person)
    , m_socket(door.socketUrl())
{ }

bool Replica::connect()
{
    m_socket.cut();
    if (!m_socket.open(m_person.token()))
        return false;
    sync();
    listen(0);
    return true;
}

void Replica::cut()
{
    m_cuts += m_socket.isOpen() ? 1 : 0;
    m_socket.cut();
    (void)m_socket.takeAll();
}

void Replica::listen(int milliseconds)
{
    m_socket.linger(milliseconds);
    applyPushes();
}

void Replica::applyPushes()
{
    const auto frames = m_socket.takeAll();
    for (const QJsonObject &frame : frames) {
        const QString type = frame["type"_L1].toString();
        if (type == "conversation"_L1)
            fetchChanges(frame["id"_L1].toString());
        else if (type == "message"_L1 || type == "receipt"_L1 || type == "change"_L1)
            applyPush(frame["conversation"_L1].toString(), frame);
    }
}

void Replica::applyPush(const QString &id, const QJsonObject &push)
{
    Conversation &conversation = m_conversations[id];
    const qint64 change = push["change"_L1].toInteger();
    if (change > conversation.change + 1)
        return fetchChanges(id); // the missing one will not come any more
    conversation.change = std::max(conversation.change, change);
    if (push["type"_L1] == "message"_L1) {
        applyRow(conversation, push["message"_L1].toObject());
    } else if (push["type"_L1] == "receipt"_L1) {
        QJsonObject member = conversation.members.value(push["user"_L1].toString());
        for (const auto mark : {"readSeq"_L1, "deliveredSeq"_L1})
            member[mark] = std::max(member[mark].toInteger(), push[mark].toInteger());
        conversation.members.insert(push["user"_L1].toString(), member);
    }
}

void Replica::applyRow(Conversation &conversation, const QJsonObject &message)
{
    QJsonObject &held = conversation.messages[message["seq"_L1].toInteger()];
    if (held["change"_L1].toInteger() < message["change"_L1].toInteger())
        held = message;
}

void Replica::applyMember(Conversation &conversation, const QJsonObject &member)
{
    conversation.members.insert(member["user"_L1].toString(), member);
}

void Replica::sync()
{
    const QJsonObject answer = m_person.post(u"/sync"_s, {{"conversations"_L1, QJsonObject()}}).json();
    const QJsonArray summaries = answer["conversations"_L1].toArray();
    for (const QJsonValue &summary : summaries) {
        const QString id = summary["id"_L1].toString();
        if (summary["change"_L1].toInteger() > m_conversations[id].change)
            fetchChanges(id);
    }
}

void Replica::fetchChanges(const QString &id)
{
    Conversation &conversation = m_conversations[id];
    bool more = true;
    while (more) {
        const QJsonObject page
            = m_person.get(u"/conversations/%1/changes?since=%2&limit=50"_s.arg(id).arg(conversation.change))
                  .json();
        const QJsonArray messages = page["messages"_L1].toArray();
        for (const QJsonValue &message : messages)
            applyRow(conversation, message.toObject());
        const QJsonArray members = page["members"_L1].toArray();
        for (const QJsonValue &member : members)
            applyMember(conversation, member.toObject());
        conversation.change = std::max(conversation.change, page["change"_L1].toInteger());
        more = page["more"_L1].toBool();
    }
}

} // namespace confab::tests
