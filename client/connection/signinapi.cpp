// SPDX-License-Identifier: Apache-2.0
#include "client/connection/signinapi.h"

#include "client/connection/restclient.h"
#include "shared/protocol/jsonreader.h"
#include "shared/protocol/jsonwriter.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

RestRequest post(const QString &path, const QByteArray &body)
{
    return {.method = RestRequest::Method::Post, .path = path, .body = body};
}

template <typename T>
Answer<QJsonObject> readAs(Answer<T> done)
{
    return [done = std::move(done)](Result<QJsonObject> json) {
        done(json ? T::fromJson(*json) : Result<T>(json.error()));
    };
}

} // namespace

void SignInApi::serverInfo(Answer<ServerInfo> done)
{
    m_client.send({.path = u"/server"_s}, readAs<ServerInfo>(std::move(done)));
}

void SignInApi::createAccount(const RegisterRequest &request, Answer<LoggedIn> done)
{
    m_client.send(post(u"/accounts"_s, toJson(request)), readAs<LoggedIn>(std::move(done)));
}

void SignInApi::logIn(const LoginRequest &request, Answer<LoggedIn> done)
{
    m_client.send(post(u"/sessions"_s, toJson(request)), readAs<LoggedIn>(std::move(done)));
}

void SignInApi::resetPassword(const PasswordResetRequest &request, Answer<void> done)
{
    m_client.send(post(u"/password-resets"_s, toJson(request)),
                  [done = std::move(done)](Result<QJsonObject> json) {
                      done(json ? Result<void>() : Result<void>(json.error()));
                  });
}

void SignInApi::refresh(const QString &refreshToken, Answer<Session> done)
{
    const RefreshRequest request{.refreshToken = refreshToken};
    m_client.send(post(u"/sessions/refresh"_s, toJson(request)),
                  [done = std::move(done)](Result<QJsonObject> json) {
                      if (!json)
                          return done(json.error());
                      JsonReader read{*json};
                      Session session = read.nested<Session>("session"_L1);
                      done(read.finish(std::move(session)));
                  });
}

} // namespace confab
