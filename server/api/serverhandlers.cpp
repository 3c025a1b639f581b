// SPDX-License-Identifier: Apache-2.0
#include "server/api/serverhandlers.h"

#include "server/api/entitytag.h"
#include "server/domain/healthservice.h"
#include "shared/core/limits.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonDocument>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

/// A file that is compiled in, read once.
DirectHandler fileHandler(const QString &name)
{
    QFile file(u":/api/"_s + name);
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "fileHandler", "the contract is not compiled in");
    const QByteArray content = opened ? file.readAll() : QByteArray();
    const QByteArray tag
        = '"' + QCryptographicHash::hash(content, QCryptographicHash::Sha256).first(16).toHex() + '"';
    return [content, tag](const Request &request) -> Result<Response> {
        Response response{.headers = {{"ETag", tag}, {"Cache-Control", "no-cache"}}};
        if (namesTag(request.ifNoneMatch, tag)) {
            response.status = 304;
            return response;
        }
        response.contentType = "application/yaml";
        response.body = content;
        return response;
    };
}

/// When somebody who was told that it is away may ask again.
constexpr std::chrono::seconds askAgain{2};

Response unhealthy(const Health &health)
{
    Response response
        = Response::problem({ErrorCode::Unavailable, {}, u"the database does not answer"_s, askAgain});
    QJsonObject problem = QJsonDocument::fromJson(response.body).object();
    problem.insert("database"_L1, toName(health.database));
    problem.insert("bus"_L1, toName(health.bus));
    response.body = QJsonDocument(problem).toJson(QJsonDocument::Compact);
    return response;
}

} // namespace

void addServerRoutes(Router &router, const ServerInfo &info)
{
    router.route("/server"_L1, Method::Get, Login::None,
                 DirectHandler([body = toJson(info)](const Request &) { return Response::json(body); }));
    router.route("/openapi.yaml"_L1, Method::Get, Login::None, fileHandler(u"openapi.yaml"_s));
    router.route("/asyncapi.yaml"_L1, Method::Get, Login::None, fileHandler(u"asyncapi.yaml"_s));
}

void addHealthRoute(Router &router, const HealthService &service)
{
    router.route("/health"_L1, Method::Get, Login::None,
                 DirectHandler([&service](const Request &) -> Result<Response> {
                     const Health health = service.health();
                     Response response
                         = health.isReady() ? Response::json(toJson(health)) : unhealthy(health);
                     response.headers.emplaceBack("Cache-Control", "no-store");
                     return response;
                 }));
}

QMap<QString, qint64> limitsInForce(int messagesToLoad, const FileRules &files)
{
    return {{u"usernameMin"_s, Limits::usernameMin},
            {u"usernameMax"_s, Limits::usernameMax},
            {u"passwordMin"_s, Limits::passwordMin},
            {u"passwordMax"_s, Limits::passwordMax},
            {u"displayName"_s, Limits::displayName},
            {u"title"_s, Limits::title},
            {u"groupMembers"_s, Limits::groupMembers},
            {u"membersPage"_s, Limits::membersPage},
            {u"sharedMarks"_s, Limits::sharedMarks},
            {u"status"_s, Limits::status},
            {u"device"_s, Limits::device},
            {u"query"_s, Limits::query},
            {u"body"_s, Limits::body},
            {u"emoji"_s, Limits::emoji},
            {u"reactions"_s, Limits::reactions},
            {u"attachments"_s, Limits::attachments},
            {u"fileName"_s, Limits::fileName},
            {u"file"_s, files.largest},
            {u"accountFiles"_s, files.perAccount},
            {u"uploads"_s, Limits::uploads},
            {u"uploadKept"_s, files.uploadKept.count()},
            {u"unsentFileKept"_s, files.unsentKept.count()},
            {u"exportKept"_s, std::chrono::seconds(Limits::exportKept).count()},
            {u"exportAgain"_s, std::chrono::seconds(Limits::exportAgain).count()},
            {u"usersPage"_s, Limits::usersPage},
            {u"messagesPage"_s, messagesToLoad},
            {u"page"_s, Limits::page},
            {u"changesPage"_s, Limits::changesPage},
            {u"searchPage"_s, Limits::searchPage},
            {u"searchExamined"_s, Limits::searchExamined},
            {u"unread"_s, Limits::unread},
            {u"syncConversations"_s, Limits::syncConversations},
            {u"watched"_s, Limits::watched},
            {u"contacts"_s, Limits::contacts},
            {u"blocks"_s, Limits::blocks},
            {u"sessions"_s, Limits::sessions},
            {u"unanswered"_s, Limits::unanswered},
            {u"recoveryCodes"_s, Limits::recoveryCodes},
            {u"invites"_s, Limits::invites},
            {u"inviteUses"_s, Limits::inviteUses},
            {u"inviteCode"_s, Limits::inviteCode},
            {u"requestBody"_s, Limits::requestBody},
            {u"avatar"_s, Limits::avatar},
            {u"avatarSide"_s, Limits::avatarSide},
            {u"requestHead"_s, Limits::requestHead},
            {u"frame"_s, Limits::frame},
            {u"unreadOutput"_s, Limits::unreadOutput},
            {u"framesPerSecond"_s, Limits::framesPerSecond},
            {u"ref"_s, Limits::ref},
            {u"authenticateWithin"_s, Limits::authenticateWithin.count()},
            {u"headWithin"_s, Limits::headWithin.count()},
            {u"bodyWithin"_s, Limits::bodyWithin.count()},
            {u"keepAlive"_s, Limits::keepAlive.count()},
            {u"heartbeat"_s, Limits::heartbeat.count()},
            {u"silence"_s, Limits::silence.count()},
            {u"closeWithin"_s, Limits::closeWithin.count()}};
}

QStringList featuresOffered()
{
    return {u"attachments"_s,   u"avatars"_s, u"blocks"_s,   u"contacts"_s,  u"directConversations"_s,
            u"edits"_s,         u"exports"_s, u"presence"_s, u"reactions"_s, u"readReceipts"_s,
            u"recoveryCodes"_s, u"search"_s,  u"sync"_s,     u"typing"_s,    u"uploads"_s};
}

} // namespace confab
