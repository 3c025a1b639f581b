// SPDX-License-Identifier: Apache-2.0
#include "tests/support/person.h"

#include <QJsonDocument>
#include <QUuid>

namespace confab::tests {

using namespace Qt::StringLiterals;

Person::Person(const Door &door, QString username)
    : m_door(door)
    , m_http(door.port)
    , m_username(std::move(username))
{
    const QJsonObject credentials{{"username"_L1, m_username}, {"password"_L1, password}};
    HttpAnswer answer = post(u"/accounts"_s, credentials);
    if (answer.status == 409)
        answer = post(u"/sessions"_s, credentials);
    if (answer.status == 201)
        take(answer.json());
    else
        qWarning("%s could not log in: %d %s", qPrintable(m_username), answer.status,
                 answer.body.constData());
}

Person::Person(const Door &door, const Person &other)
    : m_door(door)
    , m_http(door.port)
    , m_username(other.m_username)
    , m_token(other.m_token)
    , m_refreshToken(other.m_refreshToken)
    , m_session(other.m_session)
    , m_recoveryCodes(other.m_recoveryCodes)
{ }

void Person::take(const QJsonObject &loggedIn)
{
    const QJsonObject session = loggedIn["session"_L1].toObject();
    m_token = session["accessToken"_L1].toString();
    m_refreshToken = session["refreshToken"_L1].toString();
    m_session = session["id"_L1].toString();
    const QJsonArray codes = loggedIn["recoveryCodes"_L1].toArray();
    for (const QJsonValue &code : codes)
        m_recoveryCodes.append(code.toString());
}

HttpAnswer Person::ask(const QByteArray &method, const QString &path, const QByteArray &body,
                       HttpClient::Headers headers)
{
    if (!m_token.isEmpty())
        headers.append({"Authorization", "Bearer " + m_token.toLatin1()});
    return m_http.request(method, "/api/v1" + path.toUtf8(), body, headers);
}

QString Person::upload(const QString &name, const QByteArray &content, const QByteArray &mediaType)
{
    const QString path = u"/files?name="_s + QString::fromLatin1(QUrl::toPercentEncoding(name));
    return ask("POST", path, content, {{"Content-Type", mediaType}}).json()["id"_L1].toString();
}

QString Person::conversationWith(const Person &other)
{
    return post(u"/conversations"_s, {{"kind"_L1, "direct"_L1}, {"with"_L1, other.username()}})
        .json()["id"_L1]
        .toString();
}

HttpAnswer Person::write(const QString &conversation, const QString &body, const QString &clientId)
{
    return post(u"/conversations/%1/messages"_s.arg(conversation),
                {{"clientId"_L1, clientId}, {"body"_L1, body}});
}

QList<QJsonObject> Person::messages(const QString &conversation)
{
    QList<QJsonObject> all;
    QString after = u"0"_s;
    while (!after.isEmpty()) {
        const QJsonObject page
            = get(u"/conversations/%1/messages?limit=200&after=%2"_s.arg(conversation, after)).json();
        const QJsonArray messages = page["messages"_L1].toArray();
        for (const QJsonValue &message : messages)
            all.append(message.toObject());
        after = page["next"_L1].toString();
    }
    return all;
}

std::unique_ptr<SocketClient> Person::openSocket() const
{
    auto socket = std::make_unique<SocketClient>(m_door.socketUrl());
    if (!socket->open(m_token))
        return nullptr;
    return socket;
}

QByteArray Person::json(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QString Person::newClientId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

} // namespace confab::tests
