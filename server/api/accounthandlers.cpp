// SPDX-License-Identifier: Apache-2.0
#include "server/api/accounthandlers.h"

#include "server/api/routeargument.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

/// Who asks, as limits count: one household has one IPv4 address or 2^64 of IPv6.
QString addressKey(const QHostAddress &peer)
{
    bool isIpv4 = false;
    const quint32 ipv4 = peer.toIPv4Address(&isIpv4);
    if (isIpv4)
        return QString::number(ipv4);
    const Q_IPV6ADDR ipv6 = peer.toIPv6Address();
    return QString::fromLatin1(QByteArray(reinterpret_cast<const char *>(ipv6.c), 8).toHex());
}

/// The handlers of one path or two each; a value that the routes keep.
struct AccountHandlers : AccountParts {

    Result<Response> registerAccount(const Request &request, Database &database, Writer &writer) const
    {
        const auto body = bodyAs<RegisterRequest>(request);
        if (!body)
            return body.error();
        if (const auto free = limits.registerAccount(addressKey(request.peer)); !free)
            return free.error();
        const auto loggedIn = accounts.registerAccount(database, writer, *body, request.peer.toString());
        return loggedIn ? Response::json(toJson(*loggedIn), 201) : Result<Response>(loggedIn.error());
    }

    Result<Response> logIn(const Request &request, Database &database, Writer &writer) const
    {
        const auto body = bodyAs<LoginRequest>(request);
        if (!body)
            return body.error();
        const QString address = addressKey(request.peer);
        if (const auto free = limits.logIn(address, body->username); !free)
            return free.error();
        const auto loggedIn = accounts.logIn(database, writer, *body, request.peer.toString());
        if (!loggedIn)
            return loggedIn.error();
        limits.succeeded(address, body->username);
        return Response::json(toJson(*loggedIn), 201);
    }

    Result<Response> resetPassword(const Request &request, Database &database, Writer &writer) const
    {
        const auto body = bodyAs<PasswordResetRequest>(request);
        if (!body)
            return body.error();
        if (const auto free = limits.resetPassword(addressKey(request.peer), body->username); !free)
            return free.error();
        const auto reset = accounts.resetPassword(database, writer, *body);
        return reset ? Response::noContent() : Result<Response>(reset.error());
    }

    Result<Response> changePassword(const Request &request, Database &database, Writer &writer) const
    {
        const auto body = bodyAs<ChangePasswordRequest>(request);
        if (!body)
            return body.error();
        if (const auto free = limits.confirm(request.caller.username); !free)
            return free.error();
        const auto changed = accounts.changePassword(database, writer, request.caller, *body);
        if (!changed)
            return changed.error();
        limits.confirmed(request.caller.username);
        return Response::noContent();
    }

    Result<Response> renewRecoveryCodes(const Request &request, Database &database, Writer &writer) const
    {
        const auto body = bodyAs<RecoveryCodesRequest>(request);
        if (!body)
            return body.error();
        if (const auto free = limits.confirm(request.caller.username); !free)
            return free.error();
        const auto codes = accounts.renewRecoveryCodes(database, writer, request.caller, *body);
        if (!codes)
            return codes.error();
        limits.confirmed(request.caller.username);
        return Response::json(toJson(*codes), 201);
    }

    Result<Response> remove(const Request &request, Database &database, Writer &writer) const
    {
        const auto body = bodyAs<DeleteAccountRequest>(request);
        if (!body)
            return body.error();
        if (const auto free = limits.confirm(request.caller.username); !free)
            return free.error();
        const auto begun = deletion.begin(database, writer, request.caller, *body);
        if (!begun)
            return begun.error();
        deleted();
        return Response::noContent();
    }

    Result<Response> me(const Request &request, Database &database) const
    {
        const auto me = accounts.me(database, request.caller);
        return me ? Response::json(toJson(*me)) : Result<Response>(me.error());
    }

    Result<Response> updateMe(const Request &request, Transaction &transaction) const
    {
        const auto body = bodyAs<UpdateMeRequest>(request);
        if (!body)
            return body.error();
        const auto me = accounts.updateMe(transaction, request.caller, *body);
        return me ? Response::json(toJson(*me)) : Result<Response>(me.error());
    }
};

} // namespace

void addAccountRoutes(Router &router, const AccountParts &parts)
{
    const AccountHandlers handlers(parts);
    const auto password = [&](auto method) -> PasswordHandler {
        return [=](const Request &request, Database &database, Writer &writer) {
            return (handlers.*method)(request, database, writer);
        };
    };
    using H = AccountHandlers;
    router.route("/accounts"_L1, Method::Post, Login::None, password(&H::registerAccount));
    router.route("/sessions"_L1, Method::Post, Login::None, password(&H::logIn));
    router.route("/password-resets"_L1, Method::Post, Login::None, password(&H::resetPassword));
    router.route("/me/password"_L1, Method::Put, Login::Required, password(&H::changePassword));
    router.route("/me/recovery-codes"_L1, Method::Post, Login::Required, password(&H::renewRecoveryCodes));
    router.route("/me"_L1, Method::Get, Login::Required,
                 ReadHandler([=](const Request &request, Database &database) {
                     return handlers.me(request, database);
                 }));
    router.route("/me"_L1, Method::Delete, Login::Required, password(&H::remove));
    router.route("/me"_L1, Method::Patch, Login::Required,
                 WriteHandler([=](const Request &request, Transaction &transaction) {
                     return handlers.updateMe(request, transaction);
                 }));
}

} // namespace confab
