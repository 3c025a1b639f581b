// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/answer.h"
#include "shared/protocol/accountrequests.h"
#include "shared/protocol/serverinfo.h"
#include "shared/protocol/session.h"

namespace confab {

class RestClient;

/// The calls that need no login. GUI thread; the client outlives it.
class SignInApi final {
public:
    explicit SignInApi(RestClient &client)
        : m_client(client)
    { }

    void serverInfo(Answer<ServerInfo> done);
    void createAccount(const RegisterRequest &request, Answer<LoggedIn> done);
    void logIn(const LoginRequest &request, Answer<LoggedIn> done);
    void resetPassword(const PasswordResetRequest &request, Answer<void> done);
    /// The session with its successor tokens.
    void refresh(const QString &refreshToken, Answer<Session> done);

private:
    RestClient &m_client;
};

} // namespace confab
