// SPDX-License-Identifier: Apache-2.0
#include "client/store/invitations.h"

#include "client/connection/accountapi.h"
#include "client/store/confablink.h"
#include "client/store/guarded.h"
#include "client/store/profile.h"

namespace confab {

void Invitations::list(QObject *context, Answer<QList<Invite>> done)
{
    m_api.invites(guarded(context, std::move(done)));
}

void Invitations::make(const InviteRequest &request, QObject *context, Answer<Invite> done)
{
    m_api.makeInvite(request, guarded(context, std::move(done)));
}

void Invitations::revoke(const QString &code, QObject *context, Answer<void> done)
{
    m_api.revokeInvite(code, guarded(context, std::move(done)));
}

QString Invitations::link(const QString &code) const
{
    return ConfabLink::to(m_profile.server(), ConfabLink::Invitation{code}).toString();
}

} // namespace confab
