// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/httpclient.h"
#include "tests/support/socketclient.h"
#include "tests/support/testserver.h"

#include <QJsonArray>

namespace confab::tests {

/// Someone with an account on a server: their session, and the HTTP door as they use it. Paths are those
/// under /api/v1. For the thread that made it.
class Person final {
public:
    static constexpr QLatin1StringView password{"correct horse"};

    /// Makes the account, or logs in where it exists; a test that fails here ends with a null token.
    Person(const Door &door, QString username);
    /// The same person in the same session, by way of another door.
    Person(const Door &door, const Person &other);

    [[nodiscard]] const QString &username() const { return m_username; }
    [[nodiscard]] const QString &token() const { return m_token; }
    [[nodiscard]] const QString &refreshToken() const { return m_refreshToken; }
    [[nodiscard]] const QString &session() const { return m_session; }
    [[nodiscard]] const QStringList &recoveryCodes() const { return m_recoveryCodes; }
    void setToken(const QString &token) { m_token = token; }

    HttpAnswer get(const QString &path) { return ask("GET", path); }
    HttpAnswer post(const QString &path, const QJsonObject &body) { return ask("POST", path, json(body)); }
    HttpAnswer put(const QString &path, const QJsonObject &body) { return ask("PUT", path, json(body)); }
    HttpAnswer patch(const QString &path, const QJsonObject &body) { return ask("PATCH", path, json(body)); }
    HttpAnswer remove(const QString &path) { return ask("DELETE", path); }
    HttpAnswer ask(const QByteArray &method, const QString &path, const QByteArray &body = {},
                   HttpClient::Headers headers = {});
    /// Uploads a file in one request; its id.
    [[nodiscard]] QString upload(const QString &name, const QByteArray &content,
                                 const QByteArray &mediaType = "text/plain");

    /// The id of the direct conversation with `other`, made where there is none.
    [[nodiscard]] QString conversationWith(const Person &other);
    HttpAnswer write(const QString &conversation, const QString &body,
                     const QString &clientId = newClientId());
    /// All messages of it, from the first, read page by page.
    [[nodiscard]] QList<QJsonObject> messages(const QString &conversation);
    /// A socket of this session, welcomed; null when it was not.
    [[nodiscard]] std::unique_ptr<SocketClient> openSocket() const;

    [[nodiscard]] static QByteArray json(const QJsonObject &object);
    [[nodiscard]] static QString newClientId();

private:
    void take(const QJsonObject &loggedIn);

    const Door m_door;
    HttpClient m_http;
    QString m_username;
    QString m_token;
    QString m_refreshToken;
    QString m_session;
    QStringList m_recoveryCodes;
};

} // namespace confab::tests
