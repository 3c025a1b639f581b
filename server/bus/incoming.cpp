// SPDX-License-Identifier: Apache-2.0
#include "server/bus/incoming.h"

#include "server/bus/eventjson.h"
#include "shared/protocol/jsonreader.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

/// The accounts that an event of an account's channel is for; null when it is different for each.
QList<AccountId> *membersOf(Event &event)
{
    if (auto *message = std::get_if<MessageChanged>(&event))
        return &message->audience.members;
    if (auto *receipt = std::get_if<ReceiptChanged>(&event))
        return &receipt->audience.members;
    if (auto *typing = std::get_if<Typing>(&event))
        return &typing->members;
    return nullptr;
}

Result<NodeId> readHeader(const QByteArray &line)
{
    const auto json = parseJsonObject(line);
    if (!json)
        return json.error();
    JsonReader read{*json};
    return read.finish(read.id<NodeId>("from"_L1));
}

} // namespace

Incoming::Incoming(RedisChannels channels, NodeId self)
    : m_channels(std::move(channels))
    , m_ownHeader("{\"from\":\"" + QByteArray::number(self.value()) + "\"}\n")
{ }

void Incoming::add(const QByteArray &channel, const QByteArray &payload)
{
    if (payload.startsWith(m_ownHeader))
        return;
    const qsizetype headerEnd = payload.indexOf('\n');
    const auto from = readHeader(payload.left(headerEnd));
    if (!from)
        return reject(from.error());
    const AccountId account = m_channels.accountOf(channel);
    for (qsizetype begin = headerEnd + 1; headerEnd >= 0 && begin < payload.size();) {
        const qsizetype newline = payload.indexOf('\n', begin);
        const qsizetype end = newline < 0 ? payload.size() : newline;
        const QByteArray line = payload.sliced(begin, end - begin);
        if (account.isNull())
            addForNodes(line);
        else
            addForAccount(line, account);
        begin = end + 1;
    }
}

void Incoming::addForNodes(const QByteArray &line)
{
    auto event = readNodeEvent(line);
    if (!event)
        return reject(event.error());
    if (!*event)
        return;
    if (const auto *changed = std::get_if<ConversationChanged>(&**event)) {
        for (const auto &view : changed->views)
            m_lastOf.insert(view.account, m_events.size());
    }
    m_events.append(**std::move(event));
}

void Incoming::addForAccount(const QByteArray &line, AccountId account)
{
    if (join(line, account))
        return;
    auto event = readAccountEvent(line, account);
    if (!event)
        return reject(event.error());
    if (!*event)
        return;
    m_byLine.insert(line, m_events.size());
    m_lastOf.insert(account, m_events.size());
    m_events.append(**std::move(event));
}

bool Incoming::join(const QByteArray &line, AccountId account)
{
    const auto known = m_byLine.constFind(line);
    if (known == m_byLine.constEnd() || *known <= m_lastOf.value(account, -1))
        return false;
    QList<AccountId> *members = membersOf(m_events[*known]);
    if (!members)
        return false;
    members->append(account);
    m_lastOf.insert(account, *known);
    return true;
}

Events Incoming::take()
{
    m_byLine.clear();
    m_lastOf.clear();
    return std::exchange(m_events, {});
}

void Incoming::reject(const Error &error)
{
    if (m_malformed.count++ == 0)
        m_malformed.first = error.field.isEmpty() ? error.detail : error.field + u' ' + error.detail;
}

} // namespace confab
