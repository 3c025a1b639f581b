// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/sender.h"

#include <QJsonDocument>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTimer>

#include <algorithm>

namespace confab::tests {

using namespace Qt::StringLiterals;

Sender::Sender(const Door &door, const Person &person, QString conversation, Ledger &ledger, int window)
    : m_door(door)
    , m_person(person)
    , m_conversation(std::move(conversation))
    , m_ledger(ledger)
    , m_window(window)
{ }

void Sender::repeatAll()
{
    const QList<Draft> drafts = m_unacknowledged;
    for (const Draft &draft : drafts)
        transmit(draft);
}

void Sender::fillWindow()
{
    while (!m_finishing && m_unacknowledged.size() < m_window) {
        const QString clientId = Person::newClientId();
        const Draft draft{clientId, u"the text of %1"_s.arg(clientId)};
        m_ledger.sending(draft.clientId, m_conversation, draft.body);
        m_unacknowledged.append(draft);
        transmit(draft);
    }
}

void Sender::acknowledged(const QString &clientId, qint64 seq)
{
    m_ledger.acknowledged(clientId, seq);
    m_unacknowledged.removeIf([&](const Draft &draft) { return draft.clientId == clientId; });
    fillWindow();
}

SocketSender::SocketSender(const Door &door, const Person &person, QString conversation, Ledger &ledger)
    : Sender(door, person, std::move(conversation), ledger, 16)
{
    connect(&m_socket, &QWebSocket::textMessageReceived, this,
            [this](const QString &text) { receive(QJsonDocument::fromJson(text.toUtf8()).object()); });
}

void SocketSender::resume()
{
    m_socket.abort();
    QNetworkRequest request(m_door.socketUrl());
    request.setRawHeader("Authorization", "Bearer " + m_person.token().toLatin1());
    m_socket.open(request);
}

void SocketSender::receive(const QJsonObject &frame)
{
    const QString type = frame["type"_L1].toString();
    if (type == "welcome"_L1) {
        repeatAll();
        fillWindow();
    } else if (type == "ack"_L1) {
        acknowledged(frame["ref"_L1].toString(), frame["seq"_L1].toInteger());
    } else if (type == "message"_L1) {
        m_ledger.pushed(frame["message"_L1].toObject());
    } else if (type == "error"_L1) {
        qWarning("a socket was answered %s", QJsonDocument(frame).toJson(QJsonDocument::Compact).constData());
    }
}

void SocketSender::transmit(const Draft &draft)
{
    const QJsonObject frame{{"type"_L1, "send"_L1},
                            {"ref"_L1, draft.clientId},
                            {"conversation"_L1, m_conversation},
                            {"clientId"_L1, draft.clientId},
                            {"body"_L1, draft.body}};
    m_socket.sendTextMessage(QString::fromUtf8(QJsonDocument(frame).toJson(QJsonDocument::Compact)));
}

HttpSender::HttpSender(const Door &door, const Person &person, QString conversation, Ledger &ledger)
    : Sender(door, person, std::move(conversation), ledger, 4)
{ }

void HttpSender::resume()
{
    ++m_resumed;
    repeatAll();
    fillWindow();
}

void HttpSender::transmit(const Draft &draft)
{
    QNetworkRequest request(
        QUrl(m_door.address() + "/api/v1/conversations/"_L1 + m_conversation + "/messages"_L1));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setRawHeader("Authorization", "Bearer " + m_person.token().toLatin1());
    QNetworkReply *reply
        = m_network.post(request, Person::json({{"clientId"_L1, draft.clientId}, {"body"_L1, draft.body}}));
    connect(reply, &QNetworkReply::finished, this, [this, reply, draft, attempt = m_resumed] {
        reply->deleteLater();
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        const QJsonObject message = QJsonDocument::fromJson(reply->readAll()).object();
        const bool whole = reply->error() == QNetworkReply::NoError && !message.isEmpty();
        if (whole && (status == 201 || status == 200) && attempt == m_resumed)
            acknowledged(draft.clientId, message["seq"_L1].toInteger());
        else if (whole && (status == 201 || status == 200))
            m_ledger.acknowledged(draft.clientId, message["seq"_L1].toInteger());
        else if (status >= 400)
            qWarning("a post was answered %d", status);
    });
}

} // namespace confab::tests
