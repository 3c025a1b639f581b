// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/answer.h"
#include "shared/protocol/invite.h"

#include <QObject>

namespace confab {

class AccountApi;
class Profile;

/// Invitations to the server, for those who run it. Part of an Account, whose rules for `context` and `done`
/// hold; what it is made with outlives it. GUI thread.
class Invitations final {
public:
    Invitations(AccountApi &api, const Profile &profile)
        : m_api(api)
        , m_profile(profile)
    { }

    /// All that still let somebody in, the newest first.
    void list(QObject *context, Answer<QList<Invite>> done);
    void make(const InviteRequest &request, QObject *context, Answer<Invite> done);
    void revoke(const QString &code, QObject *context, Answer<void> done);
    /// What is passed on of one: a ConfabLink.
    [[nodiscard]] QString link(const QString &code) const;

private:
    AccountApi &m_api;
    const Profile &m_profile;
};

} // namespace confab
