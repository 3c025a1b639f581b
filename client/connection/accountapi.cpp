// SPDX-License-Identifier: Apache-2.0
#include "client/connection/accountapi.h"

#include "client/connection/authorizedclient.h"
#include "shared/core/limits.h"

namespace confab {

using namespace Qt::StringLiterals;
using Method = RestRequest::Method;

void AccountApi::me(Answer<Me> done)
{
    m_client.ask<Me>({.path = u"/me"_s}, std::move(done));
}

void AccountApi::server(Answer<ServerInfo> done)
{
    m_client.ask<ServerInfo>({.path = u"/server"_s}, std::move(done));
}

void AccountApi::updateMe(const UpdateMeRequest &request, Answer<Me> done)
{
    m_client.ask<Me>({.method = Method::Patch, .path = u"/me"_s, .body = toJson(request)}, std::move(done));
}

void AccountApi::setAvatar(const QByteArray &picture, const QByteArray &mediaType, Answer<Me> done)
{
    m_client.ask<Me>(
        {.method = Method::Put, .path = u"/me/avatar"_s, .body = picture, .mediaType = mediaType},
        std::move(done));
}

void AccountApi::removeAvatar(Answer<Me> done)
{
    m_client.ask<Me>({.method = Method::Delete, .path = u"/me/avatar"_s}, std::move(done));
}

void AccountApi::changePassword(const ChangePasswordRequest &request, Answer<void> done)
{
    m_client.tell({.method = Method::Put, .path = u"/me/password"_s, .body = toJson(request)},
                  std::move(done));
}

void AccountApi::renewRecoveryCodes(const RecoveryCodesRequest &request, Answer<QStringList> done)
{
    const RestRequest call{.method = Method::Post, .path = u"/me/recovery-codes"_s, .body = toJson(request)};
    m_client.ask<RecoveryCodes>(call, [done = std::move(done)](Result<RecoveryCodes> codes) {
        done(codes ? Result<QStringList>(codes->recoveryCodes) : Result<QStringList>(codes.error()));
    });
}

void AccountApi::sessions(Answer<QList<SessionSummary>> done)
{
    const QUrlQuery query{{u"limit"_s, QString::number(Limits::page)}};
    m_client.askPage<SessionSummary>("sessions"_L1, {.path = u"/sessions"_s, .query = query},
                                     [done = std::move(done)](Result<Page<SessionSummary>> page) {
                                         using Sessions = Result<QList<SessionSummary>>;
                                         done(page ? Sessions(page->items) : Sessions(page.error()));
                                     });
}

void AccountApi::revokeSession(SessionId session, Answer<void> done)
{
    m_client.tell({.method = Method::Delete, .path = u"/sessions/"_s + session.toString()}, std::move(done));
}

void AccountApi::invites(Answer<QList<Invite>> done)
{
    moreInvites({}, {}, std::move(done));
}

void AccountApi::moreInvites(const QString &after, QList<Invite> before, Answer<QList<Invite>> done)
{
    QUrlQuery query{{u"limit"_s, QString::number(Limits::page)}};
    if (!after.isEmpty())
        query.addQueryItem(u"after"_s, after);
    m_client.askPage<Invite>(
        "invites"_L1, {.path = u"/invites"_s, .query = query},
        [this, before = std::move(before), done = std::move(done)](const Result<Page<Invite>> &page) {
            if (!page)
                return done(page.error());
            const QList<Invite> all = before + page->items;
            page->next.isEmpty() ? done(all) : moreInvites(page->next, all, done);
        });
}

void AccountApi::makeInvite(const InviteRequest &request, Answer<Invite> done)
{
    m_client.ask<Invite>({.method = Method::Post, .path = u"/invites"_s, .body = toJson(request)},
                         std::move(done));
}

void AccountApi::revokeInvite(const QString &code, Answer<void> done)
{
    m_client.tell({.method = Method::Delete, .path = u"/invites/"_s + code}, std::move(done));
}

void AccountApi::deleteMe(const DeleteAccountRequest &request, Answer<void> done)
{
    m_client.tell({.method = Method::Delete, .path = u"/me"_s, .body = toJson(request)}, std::move(done));
}

void AccountApi::logOut(Answer<void> done)
{
    m_client.tell({.method = Method::Delete, .path = u"/sessions/current"_s}, std::move(done));
}

} // namespace confab
