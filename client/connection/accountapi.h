// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/answer.h"
#include "shared/protocol/accountrequests.h"
#include "shared/protocol/deleteaccountrequest.h"
#include "shared/protocol/invite.h"
#include "shared/protocol/serverinfo.h"
#include "shared/protocol/session.h"

namespace confab {

class AuthorizedClient;

/// The calls about the caller's own account and sessions. GUI thread; the client outlives it.
class AccountApi final {
public:
    explicit AccountApi(AuthorizedClient &client)
        : m_client(client)
    { }

    void me(Answer<Me> done);
    /// What the server allows.
    void server(Answer<ServerInfo> done);
    void updateMe(const UpdateMeRequest &request, Answer<Me> done);
    void setAvatar(const QByteArray &picture, const QByteArray &mediaType, Answer<Me> done);
    void removeAvatar(Answer<Me> done);
    void changePassword(const ChangePasswordRequest &request, Answer<void> done);
    void renewRecoveryCodes(const RecoveryCodesRequest &request, Answer<QStringList> done);
    /// All of them: an account has at most Limits::sessions.
    void sessions(Answer<QList<SessionSummary>> done);
    void revokeSession(SessionId session, Answer<void> done);
    /// All of them that still let somebody in.
    void invites(Answer<QList<Invite>> done);
    void makeInvite(const InviteRequest &request, Answer<Invite> done);
    void revokeInvite(const QString &code, Answer<void> done);
    void deleteMe(const DeleteAccountRequest &request, Answer<void> done);
    void logOut(Answer<void> done);

private:
    void moreInvites(const QString &after, QList<Invite> before, Answer<QList<Invite>> done);

    AuthorizedClient &m_client;
};

} // namespace confab
