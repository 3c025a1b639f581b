// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/ledger.h"

#include <QSet>

#include <algorithm>

namespace confab::tests {

using namespace Qt::StringLiterals;

void Ledger::sending(const QString &clientId, const QString &conversation, const QString &body)
{
    m_sent.insert(clientId, {conversation, body});
}

void Ledger::acknowledged(const QString &clientId, qint64 seq)
{
    promise(clientId, seq);
    Sent &sent = m_sent[clientId];
    m_repeats += sent.acknowledged ? 1 : 0;
    sent.acknowledged = true;
}

void Ledger::pushed(const QJsonObject &message)
{
    promise(message["clientId"_L1].toString(), message["seq"_L1].toInteger());
}

void Ledger::promise(const QString &clientId, qint64 seq)
{
    const auto sent = m_sent.find(clientId);
    if (sent == m_sent.end())
        m_violations.append(u"%1 was never sent"_s.arg(clientId));
    else if (seq <= 0 || (sent->seq != 0 && sent->seq != seq))
        m_violations.append(u"%1 has the seq %2 and then %3"_s.arg(clientId).arg(sent->seq).arg(seq));
    else
        sent->seq = seq;
}

void Ledger::compare(const QString &conversation, const QList<QJsonObject> &messages)
{
    QSet<QString> found;
    // The making of the conversation is its change 1, and nothing but messages follows in it.
    for (qint64 seq = 1; seq <= messages.size(); ++seq) {
        const QJsonObject message = messages.at(seq - 1);
        compareMessage(message, seq, seq + 1);
        const QString clientId = message["clientId"_L1].toString();
        if (found.contains(clientId))
            m_violations.append(u"%1 is there twice"_s.arg(clientId));
        found.insert(clientId);
    }
    for (auto sent = m_sent.cbegin(); sent != m_sent.cend(); ++sent) {
        if (sent->conversation == conversation && sent->seq != 0 && !found.contains(sent.key()))
            m_violations.append(u"%1, seq %2, is missing"_s.arg(sent.key()).arg(sent->seq));
    }
}

void Ledger::compareMessage(const QJsonObject &message, qint64 seq, qint64 change)
{
    if (message["seq"_L1].toInteger() != seq || message["change"_L1].toInteger() != change) {
        m_violations.append(
            u"seq %1 and change %2 stand where %3 and %4 should"_s.arg(message["seq"_L1].toInteger())
                .arg(message["change"_L1].toInteger())
                .arg(seq)
                .arg(change));
    }
    const auto sent = m_sent.constFind(message["clientId"_L1].toString());
    if (sent == m_sent.cend())
        m_violations.append(u"seq %1 was never sent"_s.arg(seq));
    else if (message["body"_L1] != sent->body || (sent->seq != 0 && sent->seq != seq))
        m_violations.append(u"seq %1 is not what was promised"_s.arg(seq));
}

int Ledger::acknowledgedCount() const
{
    return int(
        std::count_if(m_sent.begin(), m_sent.end(), [](const Sent &sent) { return sent.acknowledged; }));
}

} // namespace confab::tests
